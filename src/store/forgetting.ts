import { erasedWords } from '../core/forgotten.ts'
import { answerRef } from '../core/prompts.ts'
import type { Tx } from './db.ts'

/** Who is forgotten. */
export type Who = { workspaceId: string; userId: string }

/** The incidents in whose record somebody is. */
export async function listIncidentsOf(tx: Tx, { workspaceId, userId }: Who): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT incident."id" FROM "Incident" AS incident
    WHERE incident."workspaceId" = ${workspaceId} AND (incident."declaredBy" = ${userId}
      OR EXISTS (SELECT FROM "RoleHolding" AS held WHERE held."incidentId" = incident."id" AND held."userId" = ${userId})
      OR EXISTS (SELECT FROM "Entry" AS entry WHERE entry."incidentId" = incident."id" AND entry."authorId" = ${userId})
      OR EXISTS (SELECT FROM "LogMessage" AS said WHERE said."incidentId" = incident."id" AND said."userId" = ${userId})
      OR EXISTS (SELECT FROM "Prompt" AS prompt WHERE prompt."incidentId" = incident."id"
                 AND ${userId} IN (prompt."userId", prompt."fromId"))
      OR EXISTS (SELECT FROM "Review" AS review WHERE review."incidentId" = incident."id" AND review."hostId" = ${userId})
      OR EXISTS (SELECT FROM "Surprise" AS told WHERE told."incidentId" = incident."id" AND told."personId" = ${userId})
      OR EXISTS (SELECT FROM "Helped" AS told WHERE told."incidentId" = incident."id" AND told."thankedId" = ${userId}))
    ORDER BY incident."id"`
  return rows.map(({ id }) => id)
}

/** Erases what is somebody's alone: answers, questions to them, what they have begun, what they expected and saw, wishes, sessions. */
export async function eraseOwn(tx: Tx, { workspaceId, userId }: Who): Promise<void> {
  const own = { workspaceId, userId }
  const answers = await tx.answer.findMany({ where: own, select: { id: true } })
  const surprises = await tx.surprise.findMany({ where: { workspaceId, personId: userId }, select: { id: true } })
  const gone = [...answers.map(({ id }) => answerRef(id)), ...surprises.map(({ id }) => `W${id}`)]
  await tx.evidence.deleteMany({ where: { workspaceId, OR: [{ source: { in: gone } }, { of: { in: gone } }] } })
  await tx.accountsDiffer.deleteMany({ where: { workspaceId, OR: [{ one: { in: gone } }, { other: { in: gone } }] } })
  await tx.surprise.deleteMany({ where: { workspaceId, personId: userId } })
  await tx.prompt.deleteMany({ where: own })
  await tx.answer.deleteMany({ where: own })
  await tx.answerDraft.deleteMany({ where: own })
  await tx.reviewDraft.deleteMany({ where: { userId, review: { workspaceId } } })
  await tx.formDraft.deleteMany({ where: { userId, incident: { workspaceId } } })
  await tx.consent.deleteMany({ where: { userId, entry: { workspaceId } } })
  await tx.asking.deleteMany({ where: own })
  await tx.afterwards.deleteMany({ where: own })
  await tx.monthWish.deleteMany({ where: own })
  await tx.hostRequest.deleteMany({ where: { workspaceId, OR: [{ userId }, { byId: userId }] } })
  await tx.transcript.deleteMany({ where: own })
  await tx.session.deleteMany({ where: own })
  await tx.channelMember.deleteMany({ where: own })
  await tx.personSettings.deleteMany({ where: own })
  await tx.person.deleteMany({ where: own })
}

/** What others showed to them, or asked of them; each of these people hears no more than that it is so no longer. */
export type LeftWithOthers = {
  prompts: { id: string; workspaceId: string; userId: string; sentAt: Date | null }[]
  askings: { workspaceId: string; incidentId: string; userId: string }[]
}

const shown = { id: true, workspaceId: true, userId: true, sentAt: true } as const

/** Lets go of what others have of them: who is to call, who asked, who is thanked, who hosts, leads or looks after something. */
export async function letGo(tx: Tx, { workspaceId, userId }: Who, now: Date): Promise<LeftWithOthers> {
  const released = { workspaceId, releasedTo: userId }
  const asked = { workspaceId, fromId: userId }
  const calling = { workspaceId, callFromId: userId }
  const prompts = await tx.prompt.findMany({ where: { workspaceId, OR: [{ answer: { is: released } }, asked] }, select: shown })
  const askings = await tx.asking.findMany({ where: calling, select: { workspaceId: true, incidentId: true, userId: true } })
  await tx.answer.updateMany({ where: released, data: { visibility: 'only_me', releasedTo: null, releasedAt: null } })
  await tx.prompt.updateMany({ where: asked, data: { fromWords: null } })
  await tx.prompt.updateMany({ where: { workspaceId, handedToId: userId }, data: { handedToId: null } })
  await tx.prompt.updateMany({ where: { workspaceId, pointsToId: userId }, data: { pointsToId: null } })
  await tx.asking.updateMany({ where: { ...calling, care: 'call_asked' }, data: { care: 'not_reached' } })
  await tx.asking.updateMany({ where: calling, data: { callFromId: null } })
  await tx.helped.updateMany({
    where: { workspaceId, thankedId: userId },
    data: { thankedId: null, mayName: false, agreedAt: null },
  })
  await tx.change.updateMany({ where: { workspaceId, ownerId: userId }, data: { ownerId: null } })
  await tx.review.updateMany({ where: { workspaceId, hostId: userId }, data: { hostId: null } })
  await tx.$executeRaw`
    UPDATE "Meeting" SET "invitedIds" = array_remove("invitedIds", ${userId})
    WHERE "workspaceId" = ${workspaceId} AND ${userId} = ANY("invitedIds")`
  const held = { userId, untilAt: null, incident: { workspaceId, resolvedAt: null } }
  await tx.roleHolding.updateMany({ where: held, data: { untilAt: now } })
  return { prompts, askings }
}

/**
 * Erases what somebody said in the channels of incidents and wrote on timelines. A moment keeps its place and says that its words
 * are erased; what others wrote in their place stays. The message keeps its place in the log, so that no later look at Slack
 * brings it back.
 * @param name under which transcripts have them that people have put on the timeline; null where it is not known
 */
export async function eraseSaid(tx: Tx, who: Who, name: string | null): Promise<void> {
  const { workspaceId, userId } = who
  await lockSaid(tx, who)
  for (const { id } of await listSaid(tx, who, name)) await eraseEntry(tx, id, userId)
  const edited = await tx.entryVersion.findMany({ where: { by: userId, entry: { workspaceId } }, distinct: ['entryId'] })
  for (const { entryId } of edited) await undoVersions(tx, entryId, userId)
  if (name !== null)
    await tx.entry.updateMany({ where: { workspaceId, authorId: null, authorName: name }, data: { authorName: null } })
  await tx.logMessage.updateMany({
    where: { workspaceId, userId },
    data: { text: '', files: [], authorName: null, userId: null, botId: null, isDeleted: true },
  })
}

/** Before anything of what they said is looked at: nobody keeps a copy of it from now on, and what was kept is there to be erased. */
async function lockSaid(tx: Tx, { workspaceId, userId }: Who): Promise<void> {
  await tx.$executeRaw`
    SELECT count(*) FROM (
      SELECT 1 FROM "LogMessage" WHERE "workspaceId" = ${workspaceId} AND "userId" = ${userId} FOR UPDATE
    ) AS said`
}

/** The moments with words of theirs. The bot's own, of which they are the author, have none. */
async function listSaid(tx: Tx, { workspaceId, userId }: Who, name: string | null): Promise<{ id: number }[]> {
  return tx.$queryRaw<{ id: number }[]>`
    SELECT entry."id" FROM "Entry" AS entry
    LEFT JOIN "LogMessage" AS said ON said."workspaceId" = entry."workspaceId" AND said."channelId" = entry."channelId"
      AND said."ts" = entry."messageTs"
    WHERE entry."workspaceId" = ${workspaceId} AND (entry."text" IS NOT NULL OR entry."messageTs" IS NOT NULL)
      AND (COALESCE(said."userId", entry."authorId") = ${userId}
        OR (said."userId" IS NULL AND entry."authorId" IS NULL AND entry."authorName" = ${name}))`
}

type Words = { text: string | null; about: string | null }

/** A version that was made to change something else holds the words of the one before it: they are still whose they were. */
async function eraseEntry(tx: Tx, id: number, userId: string): Promise<void> {
  const versions = await tx.entryVersion.findMany({ where: { entryId: id }, orderBy: { number: 'asc' } })
  let before: Words | null = null
  let theirs = { text: true, about: true }
  for (const { number, by, text, about } of versions) {
    const isTheirs = (key: keyof Words, now: string | null): boolean =>
      before === null || by === userId || (theirs[key] && now === before[key])
    theirs = { text: isTheirs('text', text), about: isTheirs('about', about) }
    before = { text, about }
    await tx.entryVersion.update({ where: { entryId_number: { entryId: id, number } }, data: erased(theirs) })
  }
  await tx.entry.update({ where: { id }, data: { ...erased(theirs), authorName: null, files: [] } })
  await tx.fileCopy.deleteMany({ where: { entryId: id } })
}

const erased = (which: Record<keyof Words, boolean>): Partial<Words> => ({
  ...(which.text && { text: erasedWords }),
  ...(which.about && { about: null }),
})

/** What they made of other people's moments: it reads as before they changed it, also where somebody changed its time after them. */
async function undoVersions(tx: Tx, entryId: number, userId: string): Promise<void> {
  const [first, ...later] = await tx.entryVersion.findMany({ where: { entryId }, orderBy: { number: 'asc' } })
  if (!first) return
  let [was, reads]: Words[] = [first, first]
  for (const { number, by, text, about } of later) {
    if (!was || !reads) return
    const isUndone = (key: keyof Words, now: string | null): boolean =>
      now !== erasedWords && (by === userId || now === was?.[key])
    reads = { text: isUndone('text', text) ? reads.text : text, about: isUndone('about', about) ? reads.about : about }
    was = { text, about }
    await tx.entryVersion.update({ where: { entryId_number: { entryId, number } }, data: reads })
  }
  await tx.entry.update({ where: { id: entryId }, data: { text: reads?.text ?? null, about: reads?.about ?? null } })
}
