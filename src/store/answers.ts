import { z } from 'zod'
import { type Answer, type Released, releases, visibilities } from '../core/prompts.ts'
import type { AnswerModel } from '../generated/prisma/models.ts'
import type { Tx } from './db.ts'

const visibility = z.enum(visibilities)
const fromRow = (row: AnswerModel): Answer => ({ ...row, visibility: visibility.parse(row.visibility) })

export type NewAnswer = Omit<Answer, 'id'>

/** Keeps what somebody wrote; an earlier text of the same answer is replaced and not kept. */
export async function saveAnswer(tx: Tx, answer: NewAnswer): Promise<void> {
  const { text, visibility: to, writtenAt, releasedAt } = answer
  await tx.answer.upsert({
    where: { promptId: answer.promptId },
    create: answer,
    update: { text, visibility: to, writtenAt, releasedAt },
  })
}

/** The answer to a prompt. It belongs to its writer: only they, or a released view of it, may be shown it. */
export async function findAnswer(tx: Tx, promptId: string): Promise<Answer | null> {
  const row = await tx.answer.findUnique({ where: { promptId } })
  return row && fromRow(row)
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
export async function listReleasedAnswers(tx: Tx, incidentId: string): Promise<ReleasedAnswer[]> {
  const rows = await tx.answer.findMany({
    where: { incidentId, visibility: { in: [...releases] } },
    include: { prompt: { select: { questionId: true, entryId: true, momentAt: true } } },
    orderBy: { id: 'asc' },
  })
  return rows.map(({ prompt, ...row }) => ({ ...row, ...prompt, visibility: released.parse(row.visibility) }))
}
