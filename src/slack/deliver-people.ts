import { asBot } from '../core/viewer.ts'
import { noteForOperator } from '../flows/note-for-operator.ts'
import { readIncident } from '../flows/read-incident.ts'
import { recordMembers } from '../flows/record-members.ts'
import type { JobOf } from '../jobs/catalogue.ts'
import { SlackRefused } from './api.ts'
import type { Desk } from './desk.ts'

/** Slack takes so many people a call: https://docs.slack.dev/reference/methods/conversations.invite */
const atOnce = 100

/** Invites people into the channel of an incident. Who is there already is no matter; who cannot be invited is noted for the operator. */
export async function invitePeople(desk: Desk, job: JobOf<'people.invite'>): Promise<void> {
  const { incident } = await readIncident(desk.ctx, { viewer: asBot(desk.workspaceId), incidentId: job.incidentId })
  if (!incident.channelId) return
  const others = [...new Set(job.userIds)].filter((userId) => userId !== desk.botUserId)
  for (let start = 0; start < others.length; start += atOnce)
    await invite(desk, incident.channelId, others.slice(start, start + atOnce), incident.id)
  if (incident.isPrivate) await refreshMembers(desk, job)
}

/** Invites the people and then the user groups that the settings name. A user group may be refused, on a free plan for one: that stops nobody. */
export async function inviteWatchers(desk: Desk, job: JobOf<'watchers.invite'>): Promise<void> {
  const { people, userGroups } = desk.ctx.config.invite
  const { incidentId } = job
  if (people.length > 0) await invitePeople(desk, { incidentId, userIds: people })
  for (const usergroup of userGroups) {
    const userIds = await membersOf(desk, usergroup, incidentId)
    if (userIds.length > 0) await invitePeople(desk, { incidentId, userIds })
  }
}

/** Asks Slack who is in the channel of an incident, for the privacy gate. */
export async function refreshMembers(desk: Desk, job: { incidentId: string }): Promise<void> {
  const { incident } = await readIncident(desk.ctx, { viewer: asBot(desk.workspaceId), incidentId: job.incidentId })
  if (!incident.channelId) return
  const asOf = asTs(desk.ctx.clock.now().getTime() - skew)
  const userIds: string[] = []
  let cursor: string | undefined
  do {
    const answer = await desk.api.call('conversations.members', {
      channel: incident.channelId,
      limit: 1000,
      ...(cursor ? { cursor } : {}),
    })
    userIds.push(...answer.members)
    cursor = answer.response_metadata?.next_cursor
  } while (cursor)
  await recordMembers(desk.ctx, { workspaceId: desk.workspaceId, channelId: incident.channelId, userIds, asOf })
}

/** An event of the last seconds is newer than the list, in milliseconds: the clocks may differ by so much. */
const skew = 5_000
const asTs = (milliseconds: number): string => `${Math.floor(milliseconds / 1000)}.000000`

async function membersOf(desk: Desk, usergroup: string, incidentId: string): Promise<string[]> {
  try {
    const { users } = await desk.api.call('usergroups.users.list', { usergroup })
    return users
  } catch (error) {
    if (!(error instanceof SlackRefused)) throw error
    await noteForOperator(desk.ctx, {
      ...place(desk, incidentId),
      key: `usergroup:${usergroup}`,
      sentence: `The user group ${usergroup}, which the settings name under invite, was not invited. ${error.message}${planHint(error)}`,
    })
    return []
  }
}

const planHint = ({ code }: SlackRefused): string =>
  code === 'plan_upgrade_required' ? ' Free workspaces have no user groups: name the people instead.' : ''

async function invite(desk: Desk, channel: string, userIds: string[], incidentId: string): Promise<void> {
  try {
    const { errors = [] } = await desk.api.call('conversations.invite', { channel, users: userIds.join(','), force: true })
    for (const { user, error } of errors)
      if (!harmless.has(error ?? '')) await noteRefusal(desk, incidentId, user ?? 'Somebody', error ?? 'unknown')
  } catch (error) {
    if (!(error instanceof SlackRefused)) throw error
    if (!harmless.has(error.code)) await noteRefusal(desk, incidentId, userIds.join(', '), error.code)
  }
}

const harmless = new Set(['already_in_channel', 'cant_invite_self', 'is_archived'])

const place = (desk: Desk, incidentId: string) => ({ workspaceId: desk.workspaceId, incidentId })

const noteRefusal = (desk: Desk, incidentId: string, who: string, code: string): Promise<void> =>
  noteForOperator(desk.ctx, {
    ...place(desk, incidentId),
    key: `invite:${incidentId}:${who}`,
    sentence: `${who} could not be invited to the channel of an incident: ${code}. If the settings name them under invite, check the id.`,
  })
