import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { type AfterwardsAnswer, type AfterwardsState, afterwardsQuestions, afterwardsStates } from '../core/afterwards.ts'
import type { Seals } from '../core/seal.ts'
import type { Tx } from './db.ts'
import { placeOf } from './reseal.ts'

/** Somebody to whom the questions after a meeting are put, from `dueAt` on. */
export type AfterwardsPerson = {
  incidentId: string
  workspaceId: string
  userId: string
  dueAt: Date
  state: AfterwardsState
}

const state = z.enum(afterwardsStates)
const question = z.enum(afterwardsQuestions.map(({ key }) => key))

export async function insertAfterwardsPeople(tx: Tx, people: readonly AfterwardsPerson[]): Promise<void> {
  await tx.afterwards.createMany({ data: [...people], skipDuplicates: true })
}

export async function findAfterwardsPerson(tx: Tx, incidentId: string, userId: string): Promise<AfterwardsPerson | null> {
  const row = await tx.afterwards.findUnique({ where: { incidentId_userId: { incidentId, userId } } })
  return row && { ...row, state: state.parse(row.state) }
}

/** To whom they are to be put now. */
export async function listDueAfterwards(tx: Tx, workspaceId: string, now: Date): Promise<AfterwardsPerson[]> {
  const rows = await tx.afterwards.findMany({ where: { workspaceId, state: 'waiting', dueAt: { lte: now } } })
  return rows.map((row) => ({ ...row, state: state.parse(row.state) }))
}

export async function listAfterwardsPeople(tx: Tx, incidentId: string): Promise<AfterwardsPerson[]> {
  const rows = await tx.afterwards.findMany({ where: { incidentId }, orderBy: { userId: 'asc' } })
  return rows.map((row) => ({ ...row, state: state.parse(row.state) }))
}

/** Writes all of an incident anew, in the order of their ids: their places in the table do not tell who came last. */
export async function saveAfterwardsPeople(tx: Tx, incidentId: string, people: readonly AfterwardsPerson[]): Promise<void> {
  await tx.afterwards.deleteMany({ where: { incidentId } })
  await tx.afterwards.createMany({ data: people.toSorted((a, b) => (a.userId < b.userId ? -1 : 1)) })
}

/**
 * Keeps what somebody said, each answer for itself under an id that is drawn here, and writes all answers of the incident anew in the
 * order of their ids: neither their places nor the transactions in which they were written tell which of them came together, or last.
 */
export async function addAfterwardsAnswers(
  tx: Tx,
  seals: Seals,
  of: { workspaceId: string; incidentId: string },
  answers: readonly AfterwardsAnswer[],
): Promise<void> {
  const { incidentId } = of
  const before = await tx.afterwardsAnswer.findMany({ where: { incidentId } })
  const added = answers.map(({ question, text }) => {
    const id = randomUUID()
    return { id, ...of, question, ...seals.seal(placeOf('AfterwardsAnswer', id), text) }
  })
  await tx.afterwardsAnswer.deleteMany({ where: { incidentId } })
  await tx.afterwardsAnswer.createMany({ data: [...before, ...added].sort((a, b) => (a.id < b.id ? -1 : 1)) })
}

/** What was said, without those that cannot be opened now. */
export async function listAfterwardsAnswers(tx: Tx, seals: Seals, incidentId: string): Promise<AfterwardsAnswer[]> {
  const rows = await tx.afterwardsAnswer.findMany({ where: { incidentId }, orderBy: { id: 'asc' } })
  return rows.flatMap((row) => {
    const text = seals.open(placeOf('AfterwardsAnswer', row.id), row)
    return text === null ? [] : [{ question: question.parse(row.question), text }]
  })
}

export async function deleteAfterwardsAnswers(tx: Tx, incidentId: string): Promise<void> {
  await tx.afterwardsAnswer.deleteMany({ where: { incidentId } })
}
