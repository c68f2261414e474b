import { z } from 'zod'
import { type Answer, type Released, releases, visibilities } from '../core/prompts.ts'
import type { Seals } from '../core/seal.ts'
import type { AnswerModel } from '../generated/prisma/models.ts'
import type { Tx } from './db.ts'
import { placeOf } from './reseal.ts'

const visibility = z.enum(visibilities)
const openedText = (seals: Seals, row: AnswerModel): string | null => seals.open(placeOf('Answer', row.promptId), row)

function fromRow(seals: Seals, row: AnswerModel): Answer {
  const { sealedWith: _, ...answer } = row
  return { ...answer, text: openedText(seals, row), visibility: visibility.parse(row.visibility) }
}

export type NewAnswer = Omit<Answer, 'id' | 'text'> & { text: string }

/** Keeps what somebody wrote, sealed; an earlier text of the same answer is replaced and not kept. @throws Refusal where it cannot be sealed */
export async function saveAnswer(tx: Tx, seals: Seals, answer: NewAnswer): Promise<void> {
  const { visibility: to, writtenAt, releasedAt } = answer
  const sealed = seals.seal(placeOf('Answer', answer.promptId), answer.text)
  await tx.answer.upsert({
    where: { promptId: answer.promptId },
    create: { ...answer, ...sealed },
    update: { ...sealed, visibility: to, writtenAt, releasedAt },
  })
}

/** The answer to a prompt. It belongs to its writer: only they, or a released view of it, may be shown it. */
export async function findAnswer(tx: Tx, seals: Seals, promptId: string): Promise<Answer | null> {
  const row = await tx.answer.findUnique({ where: { promptId } })
  return row && fromRow(seals, row)
}

/** A released answer with what it is about. */
export type ReleasedAnswer = Omit<Answer, 'visibility'> & {
  visibility: Released
  questionId: string
  entryId: number | null
  momentAt: Date | null
}

const released = z.enum(releases)

/** The answers of an incident whose writers have released them, with the moment they are about. */
export async function listReleasedAnswers(tx: Tx, seals: Seals, incidentId: string): Promise<ReleasedAnswer[]> {
  const rows = await tx.answer.findMany({
    where: { incidentId, visibility: { in: [...releases] } },
    include: { prompt: { select: { questionId: true, entryId: true, momentAt: true } } },
    orderBy: { id: 'asc' },
  })
  return rows.map(({ prompt, ...row }) => ({ ...fromRow(seals, row), ...prompt, visibility: released.parse(row.visibility) }))
}
