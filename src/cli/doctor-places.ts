import { z } from 'zod'
import type { Finding } from './doctor.ts'
import type { Asked } from './doctor-slack.ts'

type AskAsBot = (method: string, args: Record<string, string>) => Promise<Asked>

const channelShape = z.object({
  channel: z.object({
    is_archived: z.boolean().optional(),
    is_member: z.boolean().optional(),
    is_private: z.boolean().optional(),
  }),
})

/** Whether the channel for announcements is there and the bot may write into it. */
export async function checkAnnounceChannel(ask: AskAsBot, channel: string, test: Asked): Promise<Finding> {
  const check = 'announcement channel'
  const problem = (sentence: string): Finding => ({ check, level: 'problem', sentence })
  const asked = await ask('conversations.info', { channel })
  if (asked.kind !== 'answer') return unanswered(check, asked, { channel_not_found: notThere(channel) })
  const found = channelShape.safeParse(asked.body)
  if (!found.success) return { check, level: 'warning', sentence: `Slack says nothing about ${channel}.` }
  const { is_archived: isArchived, is_member: isMember, is_private: isPrivate } = found.data.channel
  if (isArchived) return problem(`${channel} is archived. Unarchive it, or set announceChannel to another.`)
  const mayWriteAnywhere = test.kind === 'answer' && test.scopes?.includes('chat:write.public')
  if (!isMember && (isPrivate || !mayWriteAnywhere))
    return problem(`The bot is not in ${channel}. Write /invite @Second Story there.`)
  return { check, level: 'ok', sentence: `${channel} is there, and the bot may write into it.` }
}

const notThere = (channel: string): string =>
  `The bot sees no channel ${channel}. Check announceChannel; into a private channel the bot has to be invited: /invite @Second Story.`

const userShape = z.object({ user: z.object({ deleted: z.boolean().optional() }) })

/** Whether those who are invited to every incident are there; one finding for all who are, one for each who is not. */
export async function checkPeople(ask: AskAsBot, people: string[]): Promise<Finding[]> {
  const check = 'invited people'
  const bad: Finding[] = []
  for (const user of people) {
    const asked = await ask('users.info', { user })
    const gone = `${user} is nobody here (any more). Take the id out of invite.people.`
    if (asked.kind !== 'answer') bad.push(unanswered(check, asked, { user_not_found: gone, user_not_visible: gone }))
    else if (userShape.safeParse(asked.body).data?.user.deleted) bad.push({ check, level: 'problem', sentence: gone })
  }
  return summed(check, people, bad)
}

const groupsShape = z.object({ usergroups: z.array(z.object({ id: z.string(), date_delete: z.number().optional() })) })

/** The same for user groups. */
export async function checkUserGroups(ask: AskAsBot, groups: string[]): Promise<Finding[]> {
  const check = 'invited user groups'
  if (groups.length === 0) return []
  const asked = await ask('usergroups.list', { include_disabled: 'true' })
  if (asked.kind !== 'answer')
    return [unanswered(check, asked, { plan_upgrade_required: 'This Slack plan has no user groups. Empty invite.userGroups.' })]
  const known = groupsShape.safeParse(asked.body).data?.usergroups ?? []
  const bad = groups.flatMap((id): Finding[] => {
    const group = known.find((each) => each.id === id)
    if (!group)
      return [{ check, level: 'problem', sentence: `There is no user group ${id}. Take the id out of invite.userGroups.` }]
    return group.date_delete ? [{ check, level: 'problem', sentence: `The user group ${id} is switched off in Slack.` }] : []
  })
  return summed(check, groups, bad)
}

function summed(check: string, asked: string[], bad: Finding[]): Finding[] {
  if (bad.length > 0 || asked.length === 0) return bad
  return [{ check, level: 'ok', sentence: `All ${asked.length} are there.` }]
}

/** What to say to a refusal: the sentence for its code, or Slack's own code. */
function unanswered(check: string, asked: Exclude<Asked, { kind: 'answer' }>, sentences: Record<string, string>): Finding {
  if (asked.kind === 'silence') return { check, level: 'warning', sentence: `Slack did not answer (${asked.reason}).` }
  const sentence = sentences[asked.code]
  if (sentence) return { check, level: 'problem', sentence }
  return { check, level: 'warning', sentence: `Slack will not say (${asked.code}).` }
}
