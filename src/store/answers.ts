import { z } from 'zod'
import { type Answer, type Released, releases, type Visibility, visibilities } from '../core/prompts.ts'
import type { Seals } from '../core/seal.ts'
import type { AnswerModel } from '../generated/prisma/models.ts'
import type { Tx } from './db.ts'
import { padded, withoutPadding } from './padding.ts'
import { placeOf } from './reseal.ts'

const visibility = z.enum(visibilities)

function fromRow(seals: Seals, row: AnswerModel): Answer {
  const { sealedWith: _, ...answer } = row
  const text = seals.open(placeOf('Answer', row.promptId), row)
  return { ...answer, text: text === null ? null : withoutPadding(text), visibility: visibility.parse(row.visibility) }
}

export type NewAnswer = Omit<Answer, 'id' | 'text'> & { text: string }

/** Keeps what somebody wrote, sealed; an earlier text of the same answer is replaced and not kept. @throws Refusal where it cannot be sealed */
export async function saveAnswer(tx: Tx, seals: Seals, answer: NewAnswer): Promise<void> {
  const row = { ...answer, ...seals.seal(placeOf('Answer', answer.promptId), answer.text) }
  const { workspaceId: _w, incidentId: _i, promptId, userId: _u, ...changes } = row
  await tx.answer.upsert({ where: { promptId }, create: row, update: changes })
}

/** The answer to a prompt. It belongs to its writer: only they, or a released view of it, may be shown it. */
export async function findAnswer(tx: Tx, seals: Seals, promptId: string): Promise<Answer | null> {
  const row = await tx.answer.findUnique({ where: { promptId } })
  const answer = row && fromRow(seals, row)
  return answer?.text === '' ? null : answer
}

/** Takes an answer back from everybody but its writer; its words stay sealed as they are. @returns false where nobody else could see it */
export async function hideAnswer(tx: Tx, promptId: string): Promise<boolean> {
  const data = { visibility: 'only_me', releasedTo: null, receipt: null, releasedAt: null }
  const { count } = await tx.answer.updateMany({ where: { promptId, visibility: { not: 'only_me' } }, data })
  return count > 0
}

/** What somebody has told, over all incidents. */
export async function listOwnAnswers(tx: Tx, seals: Seals, workspaceId: string, userId: string): Promise<Answer[]> {
  const rows = await tx.answer.findMany({ where: { workspaceId, userId } })
  return rows.map((row) => fromRow(seals, row)).filter(({ text }) => text !== '')
}

/** Who answered about an incident, and who may see it: no words. */
export async function listAnswerers(tx: Tx, incidentId: string): Promise<Pick<Answer, 'userId' | 'visibility'>[]> {
  const rows = await tx.answer.findMany({ where: { incidentId }, select: { userId: true, visibility: true } })
  return rows.map((row) => ({ ...row, visibility: visibility.parse(row.visibility) }))
}

/** The answers of an incident that are released in one of these ways, or not at all (`only_me`). */
export async function listAnswersOf(tx: Tx, seals: Seals, incidentId: string, which: readonly Visibility[]): Promise<Answer[]> {
  const rows = await tx.answer.findMany({ where: { incidentId, visibility: { in: [...which] } }, orderBy: { id: 'asc' } })
  return rows.map((row) => fromRow(seals, row))
}

type About = { questionId: string; entryId: number | null; momentAt: Date | null }

/** A released answer with what it is about. */
export type ReleasedAnswer = Omit<Answer, 'visibility'> & { visibility: Released } & About

const released = z.enum(releases)
const about = { prompt: { select: { questionId: true, entryId: true, momentAt: true } } } as const

/** The answers of an incident whose writers have released them to its review, with the moment they are about. */
export async function listReleasedAnswers(tx: Tx, seals: Seals, incidentId: string): Promise<ReleasedAnswer[]> {
  const rows = await tx.answer.findMany({
    where: { incidentId, visibility: { in: [...releases] } },
    include: about,
    orderBy: { id: 'asc' },
  })
  return rows.map(({ prompt, ...row }) => ({ ...fromRow(seals, row), ...prompt, visibility: released.parse(row.visibility) }))
}

/** The answers of an incident that were released to this person alone, as its host. */
export async function listAnswersFor(tx: Tx, seals: Seals, incidentId: string, hostId: string): Promise<(Answer & About)[]> {
  const rows = await tx.answer.findMany({
    where: { incidentId, visibility: 'host', releasedTo: hostId },
    include: about,
    orderBy: { id: 'asc' },
  })
  return rows.map(({ prompt, ...row }) => ({ ...fromRow(seals, row), ...prompt }))
}

/**
 * Puts answers in place of what these people have, all alike: nobody's but theirs, of one time, in one size, in an order that says
 * nothing. An empty one is none.
 */
export async function replaceAlike(tx: Tx, seals: Seals, answers: readonly NewAnswer[], at: Date): Promise<void> {
  const alike = { visibility: 'only_me', releasedTo: null, receipt: null, writtenAt: at, releasedAt: null } as const
  const ordered = answers.toSorted((a, b) => (a.promptId < b.promptId ? -1 : 1))
  await tx.answer.deleteMany({ where: { promptId: { in: ordered.map(({ promptId }) => promptId) } } })
  await tx.answer.createMany({
    data: ordered.map(({ workspaceId, incidentId, promptId, userId, text }) => ({
      ...{ workspaceId, incidentId, promptId, userId, ...alike },
      ...seals.seal(placeOf('Answer', promptId), padded(text)),
    })),
  })
}
