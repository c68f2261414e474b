import { z } from 'zod'
import { type Prompt, promptStates } from '../core/prompts.ts'
import type { PromptModel } from '../generated/prisma/models.ts'
import type { Tx } from './db.ts'

const state = z.enum(promptStates)
const fromRow = (row: PromptModel): Prompt => ({ ...row, state: state.parse(row.state) })

export async function insertPrompt(tx: Tx, prompt: Prompt): Promise<void> {
  await tx.prompt.create({ data: prompt })
}

/** What comes back from Slack as an id may be anything. */
const isId = (id: string): boolean => z.guid().safeParse(id).success

export async function findPrompt(tx: Tx, workspaceId: string, id: string): Promise<Prompt | null> {
  const row = isId(id) ? await tx.prompt.findFirst({ where: { id, workspaceId } }) : null
  return row && fromRow(row)
}

/** As `findPrompt`, and nobody else changes it until this transaction ends. */
export async function findPromptForUpdate(tx: Tx, workspaceId: string, id: string): Promise<Prompt | null> {
  if (isId(id)) await tx.$executeRaw`SELECT 1 FROM "Prompt" WHERE id = ${id}::uuid FOR UPDATE`
  return findPrompt(tx, workspaceId, id)
}

export async function savePrompt(tx: Tx, prompt: Prompt): Promise<void> {
  const { id, ...data } = prompt
  await tx.prompt.update({ where: { id }, data })
}

/** Everything that was asked, or will be, about an incident. */
export async function listPrompts(tx: Tx, incidentId: string): Promise<Prompt[]> {
  return (await tx.prompt.findMany({ where: { incidentId }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] })).map(fromRow)
}

/** One person's prompt of one question about an incident. */
export async function findPromptOf(tx: Tx, incidentId: string, userId: string, questionId: string): Promise<Prompt | null> {
  const row = await tx.prompt.findFirst({ where: { incidentId, userId, questionId } })
  return row && fromRow(row)
}

/** The ids of prompts that may reach their people now. */
export async function listDuePrompts(tx: Tx, workspaceId: string, now: Date): Promise<string[]> {
  const rows = await tx.prompt.findMany({
    where: { workspaceId, state: 'waiting', dueAt: { lte: now } },
    select: { id: true },
    orderBy: { dueAt: 'asc' },
  })
  return rows.map((row) => row.id)
}

/** Takes back what nobody has been asked yet. */
export async function dropWaitingPrompts(tx: Tx, incidentId: string): Promise<void> {
  await tx.prompt.deleteMany({ where: { incidentId, state: 'waiting', sentAt: null } })
}

/** Takes back one question that nobody has been asked yet. */
export async function deletePrompt(tx: Tx, id: string): Promise<void> {
  await tx.prompt.delete({ where: { id } })
}
