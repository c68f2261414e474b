import { isSameName } from '../core/channel-name.ts'
import type { Incident } from '../core/incident.ts'
import { asBot } from '../core/viewer.ts'
import { findIncident } from '../flows/find-incident.ts'
import { namesToTry } from '../flows/names-to-try.ts'
import { readIncident } from '../flows/read-incident.ts'
import { recordChannel } from '../flows/record-channel.ts'
import { tryChannel } from '../flows/try-channel.ts'
import type { JobOf } from '../jobs/catalogue.ts'
import { MendFirst, SlackRefused } from './api.ts'
import type { Desk } from './desk.ts'
import { once } from './once.ts'
import { answerPerson } from './respond.ts'
import { declaredMessage, noChannelMessage } from './views/incident.ts'

type Channel = { id: string; name: string }
type Told = { userId: string; responseUrl: string | null }

/**
 * Makes the channel of an incident, unless it is there. A name that is taken or not allowed gives way to the next;
 * after a crash, the channel that was made just before is found by the name that was tried.
 */
export async function makeChannel(desk: Desk, job: JobOf<'channel.make'>): Promise<void> {
  const { incident } = await readIncident(desk.ctx, { viewer: asBot(desk.workspaceId), incidentId: job.incidentId })
  if (incident.channelId) return
  const told = { userId: job.userId, responseUrl: job.responseUrl }
  const channel = (await findTried(desk, incident)) ?? (await create(desk, incident, told))
  await recordChannel(
    desk.ctx,
    { workspaceId: desk.workspaceId, incidentId: incident.id, channelId: channel.id, channelName: channel.name },
    told,
  )
}

/** Tells the person who declared where the channel is. */
export async function tellLink(desk: Desk, job: JobOf<'link.tell'>): Promise<void> {
  const { incident } = await readIncident(desk.ctx, { viewer: asBot(desk.workspaceId), incidentId: job.incidentId })
  await answerPerson(desk, job, { key: `link:${incident.id}`, incidentId: incident.id, message: declaredMessage(incident) })
}

/** @throws what Slack said, where it lets no channel be made; the person who waits for it has been told by then */
async function create(desk: Desk, incident: Incident, told: Told): Promise<Channel> {
  try {
    const { wished, plain } = await namesToTry(desk.ctx, incident)
    const made = (await firstFree(desk, incident, wished)) ?? (await firstFree(desk, incident, plain))
    if (made) return made
    throw new SlackRefused('conversations.create', 'name_taken', [`${wished.length + plain.length} names were tried`])
  } catch (error) {
    if (error instanceof SlackRefused || error instanceof MendFirst) await tellOfNone(desk, incident, told)
    throw error
  }
}

/** A channel with the first of these names that is not taken; null where all are, or where Slack does not take names like these. */
async function firstFree(desk: Desk, incident: Incident, names: string[]): Promise<Channel | null> {
  for (const name of names) {
    try {
      return await createNamed(desk, incident, name)
    } catch (error) {
      if (!(error instanceof SlackRefused)) throw error
      if (error.code.startsWith('invalid_name')) return null
      if (error.code !== 'name_taken') throw error
    }
  }
  return null
}

async function createNamed(desk: Desk, incident: Incident, name: string): Promise<Channel> {
  await tryChannel(desk.ctx, { workspaceId: desk.workspaceId, incidentId: incident.id, name })
  const { channel } = await desk.api.call('conversations.create', { name, is_private: incident.isPrivate })
  return channel
}

/** Once, however often it is tried. */
async function tellOfNone(desk: Desk, incident: Incident, told: Told): Promise<void> {
  const step = { key: `no-channel:${incident.id}`, incidentId: incident.id, channelId: '', what: 'told' }
  await once(desk, step, () =>
    answerPerson(desk, told, {
      key: `no-channel-said:${incident.id}`,
      incidentId: incident.id,
      message: noChannelMessage(incident),
    }),
  )
}

/** How far Slack's clock may be behind ours, in milliseconds. */
const skew = 60_000

/**
 * The channel that was made just before a crash: ours, with the name that was tried (Slack may have altered it), as private as
 * the incident, not older than the try, and of no other incident.
 */
async function findTried(desk: Desk, incident: Incident): Promise<Channel | null> {
  const { triedName, triedAt } = incident
  if (!triedName || !triedAt) return null
  let cursor: string | undefined
  do {
    const args = { types: 'public_channel,private_channel', exclude_archived: true, limit: 200, ...(cursor ? { cursor } : {}) }
    const answer = await desk.api.call('users.conversations', args)
    for (const channel of answer.channels) {
      const { name, creator, created = 0, is_private: isPrivate = false } = channel
      const isLike = isSameName(name, triedName) && isPrivate === incident.isPrivate
      const isOurs = creator === desk.botUserId && created * 1000 >= triedAt.getTime() - skew
      if (isLike && isOurs && (await isFree(desk, channel.id))) return channel
    }
    cursor = answer.response_metadata?.next_cursor
  } while (cursor)
  return null
}

async function isFree(desk: Desk, channelId: string): Promise<boolean> {
  const { incident } = await findIncident(desk.ctx, { viewer: asBot(desk.workspaceId), channelId, words: '' })
  return incident === null
}
