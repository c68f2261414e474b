import { z } from 'zod'
import { type Incident, kinds, statuses } from '../core/incident.ts'
import { Refusal } from '../core/refusal.ts'
import { asBot, maySee, type Viewer } from '../core/viewer.ts'
import { Prisma } from '../generated/prisma/client.ts'
import type { IncidentModel } from '../generated/prisma/models.ts'
import type { Tx } from './db.ts'

/*
 * The privacy gate. Everybody who reads an incident comes through here and says for whom;
 * what somebody may not see looks to them as if it did not exist.
 */

/** What comes back from Slack as an id may be anything. */
const isId = (id: string): boolean => z.guid().safeParse(id).success

/** Null where there is no such incident for this viewer. */
export async function findIncident(tx: Tx, viewer: Viewer, id: string): Promise<Incident | null> {
  return isId(id) ? seenBy(tx, viewer, await tx.incident.findUnique({ where: { id } })) : null
}

/** @throws Refusal where there is no such incident for this viewer */
export async function getIncident(tx: Tx, viewer: Viewer, id: string): Promise<Incident> {
  return orRefuse(await findIncident(tx, viewer, id))
}

/**
 * As `getIncident`, and nobody else changes the incident until this transaction ends.
 * @throws Refusal where there is no such incident for this viewer
 */
export async function getIncidentForUpdate(tx: Tx, viewer: Viewer, id: string): Promise<Incident> {
  if (isId(id)) await tx.$executeRaw`SELECT 1 FROM "Incident" WHERE id = ${id}::uuid FOR UPDATE`
  return getIncident(tx, viewer, id)
}

export async function findIncidentByNumber(tx: Tx, viewer: Viewer, number: number): Promise<Incident | null> {
  return seenBy(
    tx,
    viewer,
    await tx.incident.findUnique({ where: { workspaceId_number: { workspaceId: viewer.workspaceId, number } } }),
  )
}

export async function findIncidentByChannel(tx: Tx, viewer: Viewer, channelId: string): Promise<Incident | null> {
  return seenBy(
    tx,
    viewer,
    await tx.incident.findUnique({ where: { workspaceId_channelId: { workspaceId: viewer.workspaceId, channelId } } }),
  )
}

/**
 * The incident of a channel, for the bot's own use; nobody changes it until this transaction ends, but what others put beside it
 * comes at the same time. To be asked before anything of its log, marks or timeline is read: who changes it, as who erases somebody
 * does, may change these too.
 */
export async function findIncidentForEvent(tx: Tx, workspaceId: string, channelId: string): Promise<Incident | null> {
  await tx.$executeRaw`
    SELECT 1 FROM "Incident" WHERE "workspaceId" = ${workspaceId} AND "channelId" = ${channelId} FOR KEY SHARE`
  return findIncidentByChannel(tx, asBot(workspaceId), channelId)
}

/** Which of these channels are incidents'; for the bot's own use. One raw statement: nearly every event of a workspace asks this. */
export async function listIncidentChannels(tx: Tx, workspaceId: string, among: readonly string[]): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ channelId: string }[]>`
    SELECT "channelId" FROM "Incident" WHERE "workspaceId" = ${workspaceId} AND "channelId" = ANY(${[...new Set(among)]})`
  return new Set(rows.map(({ channelId }) => channelId))
}

/** What this viewer may see of the incidents with these statuses, newest first. */
export async function listIncidents(
  tx: Tx,
  viewer: Viewer,
  page: { statuses: readonly Incident['status'][]; skip: number; take: number },
): Promise<Incident[]> {
  const rows = await tx.incident.findMany({
    where: { workspaceId: viewer.workspaceId, status: { in: [...page.statuses] }, ...(await privateOnesFor(tx, viewer)) },
    orderBy: { number: 'desc' },
    skip: page.skip,
    take: page.take,
  })
  return rows.map(fromRow)
}

/** Which of these names channels of incidents have, private ones too: for the bot's own use. */
export async function listChannelNames(tx: Tx, workspaceId: string, among: string[]): Promise<string[]> {
  const rows = await tx.incident.findMany({
    where: { workspaceId, channelName: { in: among } },
    select: { channelName: true },
  })
  return rows.flatMap(({ channelName }) => channelName ?? [])
}

export async function insertIncident(tx: Tx, incident: Incident): Promise<void> {
  await tx.incident.create({ data: incident })
}

export async function saveIncident(tx: Tx, incident: Incident): Promise<void> {
  const { id, workspaceId: _workspace, number: _number, ...data } = incident
  await tx.incident.update({ where: { id }, data: { ...data, version: { increment: 1 } } })
}

/** Whether somebody else than whom it was read for may see an incident. */
export const isSeenBy = async (tx: Tx, viewer: Viewer, incident: Incident): Promise<boolean> =>
  maySee(viewer, incident, await isMember(tx, viewer, incident))

async function seenBy(tx: Tx, viewer: Viewer, row: IncidentModel | null): Promise<Incident | null> {
  if (!row) return null
  return maySee(viewer, row, await isMember(tx, viewer, row)) ? fromRow(row) : null
}

/** Before it has a channel, a private incident is seen by whoever declared it. */
async function isMember(tx: Tx, viewer: Viewer, row: Incident | IncidentModel): Promise<boolean> {
  if (viewer.kind !== 'person' || !row.isPrivate) return false
  if (row.channelId === null) return row.declaredBy === viewer.userId
  const found = await tx.channelMember.findUnique({
    where: { workspaceId_channelId_userId: { workspaceId: row.workspaceId, channelId: row.channelId, userId: viewer.userId } },
  })
  return found?.isPresent ?? false
}

/** The gate inside a statement of its own: what is true of a row `incident` of the table "Incident" that this viewer may see. */
export function mayBeSeen(viewer: Viewer): Prisma.Sql {
  const here = Prisma.sql`incident."workspaceId" = ${viewer.workspaceId}`
  switch (viewer.kind) {
    case 'bot':
      return here
    case 'public':
      return Prisma.sql`${here} AND NOT incident."isPrivate"`
    case 'person':
      return Prisma.sql`${here} AND (NOT incident."isPrivate"
        OR (incident."channelId" IS NULL AND incident."declaredBy" = ${viewer.userId})
        OR EXISTS (SELECT FROM "ChannelMember" AS member WHERE member."workspaceId" = incident."workspaceId"
                   AND member."channelId" = incident."channelId" AND member."userId" = ${viewer.userId} AND member."isPresent"))`
  }
}

/** What this viewer may see of these incidents, in the order of the ids. */
export async function listIncidentsNamed(tx: Tx, viewer: Viewer, ids: readonly string[]): Promise<Incident[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT incident."id" FROM "Incident" AS incident WHERE incident."id" = ANY(${[...ids]}::uuid[]) AND ${mayBeSeen(viewer)}`
  const seen = await tx.incident.findMany({ where: { id: { in: rows.map(({ id }) => id) } } })
  const byId = new Map(seen.map((row) => [row.id, fromRow(row)]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

async function privateOnesFor(tx: Tx, viewer: Viewer) {
  switch (viewer.kind) {
    case 'bot':
      return {}
    case 'public':
      return { isPrivate: false }
    case 'person': {
      const channels = await tx.channelMember.findMany({
        where: { workspaceId: viewer.workspaceId, userId: viewer.userId, isPresent: true },
        select: { channelId: true },
      })
      return {
        OR: [
          { isPrivate: false },
          { channelId: { in: channels.map(({ channelId }) => channelId) } },
          { channelId: null, declaredBy: viewer.userId },
        ],
      }
    }
  }
}

function orRefuse(incident: Incident | null): Incident {
  if (!incident) throw new Refusal('There is no such incident here. `/incident list` shows the open ones.')
  return incident
}

const rowWords = z.object({ status: z.enum(statuses), kind: z.enum(kinds) })

function fromRow(row: IncidentModel): Incident {
  const { version: _version, ...rest } = row
  return { ...rest, ...rowWords.parse(row) }
}
