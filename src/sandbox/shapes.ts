import type { Conversation, Member, Team, UserGroup } from './state.ts'
import type { Fields } from './types.ts'

/** A conversation as Slack's methods give it. */
export function shapeConversation(team: Team, conversation: Conversation): Fields {
  const { id, kind, name, created, creator } = conversation
  const common = { id, created, creator, is_archived: conversation.isArchived, is_org_shared: false, context_team_id: team.id }
  if (kind === 'im') {
    const user = [...conversation.members].find((member) => member !== team.botUserId) ?? ''
    return { ...common, is_im: true, user, is_user_deleted: team.members.get(user)?.isDeleted ?? false, is_open: true }
  }
  return {
    ...common,
    name,
    name_normalized: name,
    is_channel: kind === 'channel' || kind === 'group',
    is_group: false,
    is_im: false,
    is_mpim: kind === 'mpim',
    is_private: kind !== 'channel',
    is_general: conversation.isGeneral,
    is_member: conversation.members.has(team.botUserId),
    is_shared: conversation.isShared,
    is_ext_shared: conversation.isShared,
    is_pending_ext_shared: false,
    unlinked: 0,
    shared_team_ids: [team.id],
    topic: conversation.topic,
    purpose: conversation.purpose,
    previous_names: conversation.previousNames,
  }
}

/** A user as `users.info` gives it; the address only with `users:read.email`. */
export function shapeUser(team: Team, member: Member): Fields {
  const { id, name, realName, tz } = member
  const email = team.scopes.includes('users:read.email') && !member.isBot ? { email: member.email } : {}
  const names = { real_name: realName, real_name_normalized: realName, display_name: name, display_name_normalized: name }
  return {
    id,
    team_id: team.id,
    name,
    deleted: member.isDeleted,
    color: '9f69e7',
    real_name: realName,
    tz,
    tz_label: tz,
    tz_offset: offsetOf(tz, team.world.now()),
    profile: {
      ...names,
      ...email,
      title: '',
      phone: '',
      team: team.id,
      avatar_hash: 'sandbox',
      image_72: `${team.url}avatar/${id}.png`,
    },
    is_admin: false,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: member.isGuest !== 'no',
    is_ultra_restricted: member.isGuest === 'single',
    is_bot: member.isBot,
    is_app_user: false,
    updated: member.updated,
    is_email_confirmed: true,
  }
}

/** Seconds that a time zone is ahead of UTC at a moment. */
function offsetOf(tz: string, at: Date): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: tz, timeZoneName: 'longOffset' }).formatToParts(at)
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? 'GMT'
  const [, sign = '+', hours = '0', minutes = '0'] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60)
}

export function shapeUserGroup(team: Team, group: UserGroup, withUsers: boolean): Fields {
  return {
    id: group.id,
    team_id: team.id,
    is_usergroup: true,
    name: group.name,
    description: '',
    handle: group.handle,
    is_external: false,
    date_create: group.created,
    date_update: group.created,
    date_delete: 0,
    auto_type: null,
    created_by: team.botUserId,
    updated_by: team.botUserId,
    deleted_by: null,
    prefs: { channels: [], groups: [] },
    ...(withUsers ? { users: group.users } : {}),
    user_count: group.users.length,
  }
}

/** The address of a message, as `chat.getPermalink` gives it. */
export function permalinkOf(team: Team, channel: string, ts: string, threadTs: string | undefined): string {
  const link = `${team.url}archives/${channel}/p${ts.replace('.', '')}`
  return threadTs && threadTs !== ts ? `${link}?thread_ts=${threadTs}&cid=${channel}` : link
}
