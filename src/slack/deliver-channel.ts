import { channelNameFor, plainestName } from '../core/channel-name.ts'
import type { Incident } from '../core/incident.ts'
import { asBot } from '../core/viewer.ts'
import { readIncident } from '../flows/read-incident.ts'
import { recordChannel } from '../flows/record-channel.ts'
import { tryChannel } from '../flows/try-channel.ts'
import type { JobOf } from '../jobs/catalogue.ts'
import { SlackRefused } from './api.ts'
import type { Desk } from './desk.ts'
import { answerPerson } from './respond.ts'
import { declaredMessage, noChannelMessage } from './views/incident.ts'

type Channel = { id: string; name: string }

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

/** How often another name is tried before the plainest one. */
const attempts = 20

async function create(desk: Desk, incident: Incident, told: { userId: string; responseUrl: string | null }): Promise<Channel> {
  const { channelName, timeZone } = desk.ctx.config
  let unusable = false
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const name = unusable ? plainestName(incident, attempt - 1) : channelNameFor(incident, channelName, timeZone, attempt)
    try {
      return await createNamed(desk, incident, name)
    } catch (error) {
      if (!(error instanceof SlackRefused)) throw error
      if (error.code.startsWith('invalid_name') && !unusable) unusable = true
      else if (error.code !== 'name_taken') return giveUp(desk, incident, told, error)
    }
  }
  return giveUp(desk, incident, told, new SlackRefused('conversations.create', 'name_taken', [`${attempts} names were tried`]))
}

async function createNamed(desk: Desk, incident: Incident, name: string): Promise<Channel> {
  await tryChannel(desk.ctx, { workspaceId: desk.workspaceId, incidentId: incident.id, name })
  const { channel } = await desk.api.call('conversations.create', { name, is_private: incident.isPrivate })
  return channel
}

/** Slack will have no channel made: the person is told, and the refusal goes on to the operator. */
async function giveUp(
  desk: Desk,
  incident: Incident,
  told: { userId: string; responseUrl: string | null },
  refused: SlackRefused,
): Promise<never> {
  await answerPerson(desk, told, { key: `link:${incident.id}`, incidentId: incident.id, message: noChannelMessage(incident) })
  throw refused
}

/** How far Slack's clock may be behind ours, in milliseconds. */
const skew = 60_000

/** The channel that was made just before a crash: ours, with the name that was tried (Slack may have altered it), and not older than the try. */
async function findTried(desk: Desk, incident: Incident): Promise<Channel | null> {
  const { triedName, triedAt } = incident
  if (!triedName || !triedAt) return null
  let cursor: string | undefined
  do {
    const args = { types: 'public_channel,private_channel', exclude_archived: true, limit: 200, ...(cursor ? { cursor } : {}) }
    const answer = await desk.api.call('users.conversations', args)
    const found = answer.channels.find(
      ({ name, creator, created = 0 }) =>
        creator === desk.botUserId && bare(name) === bare(triedName) && created * 1000 >= triedAt.getTime() - skew,
    )
    if (found) return found
    cursor = answer.response_metadata?.next_cursor
  } while (cursor)
  return null
}

const bare = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '')
