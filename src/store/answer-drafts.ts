import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { type Visibility, visibilities } from '../core/prompts.ts'
import type { Seals } from '../core/seal.ts'
import type { AnswerDraftModel } from '../generated/prisma/models.ts'
import type { Tx } from './db.ts'
import { placeOf } from './reseal.ts'

/** What somebody has begun to write. `typedTs` is Slack's time of the newest stroke. */
export type AnswerDraft = {
  workspaceId: string
  userId: string
  subject: string
  text: string | null
  visibility: Visibility
  typedTs: string
}

const visibility = z.enum(visibilities).catch('only_me')

const fromRow = (seals: Seals, { id, sealedWith, ...row }: AnswerDraftModel): AnswerDraft => ({
  ...row,
  text: seals.open(placeOf('AnswerDraft', id), { text: row.text, sealedWith }),
  visibility: visibility.parse(row.visibility),
})

type Of = { workspaceId: string; userId: string; subject: string }
const keyOf = ({ workspaceId, userId, subject }: Of) => ({
  workspaceId_userId_subject: { workspaceId, userId, subject },
})

export async function findAnswerDraft(tx: Tx, seals: Seals, of: Of): Promise<AnswerDraft | null> {
  const row = await tx.answerDraft.findUnique({ where: keyOf(of) })
  return row && fromRow(seals, row)
}

/** Everything that somebody has begun. */
export async function listAnswerDrafts(tx: Tx, seals: Seals, workspaceId: string, userId: string): Promise<AnswerDraft[]> {
  const rows = await tx.answerDraft.findMany({ where: { workspaceId, userId }, orderBy: { id: 'asc' } })
  return rows.map((row) => fromRow(seals, row))
}

/** Keeps what was typed, unless something newer is there. Of two that come at once one waits for the other. */
export async function saveAnswerDraft(tx: Tx, seals: Seals, draft: AnswerDraft & { text: string }): Promise<void> {
  const { text, visibility: to, typedTs, ...of } = draft
  await tx.$executeRaw`
    insert into "AnswerDraft" (id, "workspaceId", "userId", subject, text, visibility, "typedTs")
    values (${randomUUID()}::uuid, ${of.workspaceId}, ${of.userId}, ${of.subject}, '', ${to}, '')
    on conflict ("workspaceId", "userId", subject) do nothing`
  const row = await tx.answerDraft.findUniqueOrThrow({ where: keyOf(of) })
  const sealed = seals.seal(placeOf('AnswerDraft', row.id), text)
  await tx.answerDraft.updateMany({
    where: { id: row.id, typedTs: { lt: typedTs } },
    data: { ...sealed, visibility: to, typedTs },
  })
}

export async function deleteAnswerDraft(tx: Tx, { workspaceId, userId, subject }: Of): Promise<void> {
  await tx.answerDraft.deleteMany({ where: { workspaceId, userId, subject } })
}

/** Takes away all that was begun about these, whoever began it. */
export async function deleteDraftsAbout(tx: Tx, workspaceId: string, subjects: string[]): Promise<void> {
  await tx.answerDraft.deleteMany({ where: { workspaceId, subject: { in: subjects } } })
}
