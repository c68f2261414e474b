import { z } from 'zod'
import { newPrompt, type Prompt, promptOrigins, promptStates, showings, type Visibility, visibilities } from '../core/prompts.ts'
import type { PromptModel } from '../generated/prisma/models.ts'
import type { Tx } from './db.ts'

const rowWords = z.object({ state: z.enum(promptStates), origin: z.enum(promptOrigins), shownAs: z.enum(showings) })
const fromRow = (row: PromptModel): Prompt => ({ ...row, ...rowWords.parse(row) })

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

/** As `listPrompts`, and nobody changes any of them, nor answers one, until this transaction ends. */
export async function listPromptsForUpdate(tx: Tx, incidentId: string): Promise<Prompt[]> {
  await tx.$executeRaw`select 1 from "Prompt" where "incidentId" = ${incidentId}::uuid order by id for update`
  return listPrompts(tx, incidentId)
}

/** Makes prompts alike but for their persons: asked at one time, about nothing in particular. */
export async function equalizePrompts(tx: Tx, ids: readonly string[], at: Date): Promise<void> {
  const {
    id: _id,
    workspaceId: _w,
    incidentId: _i,
    userId: _u,
    ...alike
  } = newPrompt({
    ...{ id: '', workspaceId: '', incidentId: '', userId: '', questionId: '' },
    state: 'answered',
    dueAt: at,
    createdAt: at,
    askedAt: at,
  })
  await tx.prompt.updateMany({ where: { id: { in: [...ids] } }, data: alike })
}

/** One person's prompt of one question about an incident. */
export async function findPromptOf(tx: Tx, incidentId: string, userId: string, questionId: string): Promise<Prompt | null> {
  const row = await tx.prompt.findFirst({ where: { incidentId, userId, questionId } })
  return row && fromRow(row)
}

/** What one person was asked, or will be, about an incident, the oldest first; with what they left themselves. */
export async function listPromptsOf(tx: Tx, incidentId: string, userId: string): Promise<Prompt[]> {
  const rows = await tx.prompt.findMany({ where: { incidentId, userId }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] })
  return rows.map(fromRow)
}

/** The questions that were put to one person, over all incidents, and what they wrote unasked. */
export async function listPromptIdsOf(tx: Tx, workspaceId: string, userId: string): Promise<string[]> {
  return (await tx.prompt.findMany({ where: { workspaceId, userId }, select: { id: true } })).map(({ id }) => id)
}

/** What one person was shown or has told, over all incidents, the newest first. */
export async function listShownPromptsOf(tx: Tx, workspaceId: string, userId: string): Promise<Prompt[]> {
  const where = { workspaceId, userId, state: { not: 'dropped' }, OR: [{ sentAt: { not: null } }, { state: 'answered' }] }
  return (await tx.prompt.findMany({ where, orderBy: [{ createdAt: 'desc' }, { id: 'asc' }] })).map(fromRow)
}

/** The questions that stand before one person, or wait for a time of theirs, over all incidents. */
export async function listOpenPromptsOf(tx: Tx, workspaceId: string, userId: string): Promise<Prompt[]> {
  const where = { workspaceId, userId, state: { in: ['sent', 'waiting'] }, sentAt: { not: null } }
  return (await tx.prompt.findMany({ where, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] })).map(fromRow)
}

/** When questions were put to one person since `since`, over all incidents. */
export async function listAskedTimes(tx: Tx, workspaceId: string, userId: string, since: Date): Promise<Date[]> {
  const where = { workspaceId, userId, askedAt: { gt: since } }
  return (await tx.prompt.findMany({ where, select: { askedAt: true } })).flatMap(({ askedAt }) => askedAt ?? [])
}

/** The ids of questions whose reminder is due. */
export async function listDueReminders(tx: Tx, workspaceId: string, now: Date): Promise<string[]> {
  const where = { workspaceId, state: 'sent', remindAt: { lte: now } }
  return (await tx.prompt.findMany({ where, select: { id: true }, orderBy: { remindAt: 'asc' } })).map(({ id }) => id)
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

/** Takes back what nobody has been asked yet, but for what colleagues and the host put to somebody: that waits. */
export async function dropWaitingPrompts(tx: Tx, incidentId: string): Promise<void> {
  await tx.prompt.deleteMany({ where: { incidentId, state: 'waiting', sentAt: null, origin: 'bot' } })
}

/** Takes back one question that nobody has been asked yet. */
export async function deletePrompt(tx: Tx, id: string): Promise<void> {
  await tx.prompt.delete({ where: { id } })
}

/** A question of somebody's own that they have begun and not answered; null where there is none. */
export async function findOpenOwnPrompt(
  tx: Tx,
  of: Pick<Prompt, 'incidentId' | 'userId' | 'questionId' | 'entryId'>,
): Promise<string | null> {
  const row = await tx.prompt.findFirst({ where: { ...of, origin: 'own', answer: null }, select: { id: true } })
  return row?.id ?? null
}

const visibility = z.enum(visibilities)

/** What one person has answered about an incident, and who may see it, without any words. */
export async function listAnswered(
  tx: Tx,
  incidentId: string,
  userId: string,
): Promise<{ promptId: string; questionId: string; visibility: Visibility }[]> {
  const rows = await tx.answer.findMany({
    where: { incidentId, userId },
    select: { promptId: true, visibility: true, prompt: { select: { questionId: true } } },
    orderBy: { id: 'asc' },
  })
  return rows.map((row) => ({
    promptId: row.promptId,
    questionId: row.prompt.questionId,
    visibility: visibility.parse(row.visibility),
  }))
}
