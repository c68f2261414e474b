import { defined } from './json.ts'
import { type Conversation, type ConversationKind, secondsNow, type Team } from './state.ts'
import type { Fields } from './types.ts'

const messageEvents: Record<ConversationKind, string> = {
  channel: 'message.channels',
  group: 'message.groups',
  im: 'message.im',
  mpim: 'message.mpim',
}

/** Scopes of which one lets an event through; what is not here needs none. https://docs.slack.dev/reference/events */
const eventScopes: Record<string, readonly string[]> = {
  'message.channels': ['channels:history'],
  'message.groups': ['groups:history'],
  'message.im': ['im:history'],
  'message.mpim': ['mpim:history'],
  app_mention: ['app_mentions:read'],
  reaction_added: ['reactions:read'],
  reaction_removed: ['reactions:read'],
  pin_added: ['pins:read'],
  pin_removed: ['pins:read'],
  member_joined_channel: ['channels:read', 'groups:read'],
  member_left_channel: ['channels:read', 'groups:read'],
  channel_created: ['channels:read'],
  channel_rename: ['channels:read'],
  channel_archive: ['channels:read'],
  channel_unarchive: ['channels:read'],
  group_rename: ['groups:read'],
  group_archive: ['groups:read'],
  group_unarchive: ['groups:read'],
  file_shared: ['files:read'],
  user_change: ['users:read'],
  team_join: ['users:read'],
}

/** Events that the app gets of channels it is not in. */
const everywhere = new Set([
  'channel_created',
  'channel_rename',
  'channel_archive',
  'channel_unarchive',
  'app_home_opened',
  'user_change',
])

/**
 * Sends an event to the app, if it subscribes to it, has the scope and is in the conversation.
 * Resolves when the first attempt was answered, or at once while deliveries are held.
 */
export function emit(team: Team, event: Fields & { type: string }, conversation?: Conversation): Promise<unknown> {
  const name = event.type === 'message' && conversation ? messageEvents[conversation.kind] : event.type
  if (!isWanted(team, name) || !reaches(team, name, conversation)) return Promise.resolve()
  return team.world.deliveries.event(team.app, envelope(team, defined(event), conversation))
}

function isWanted(team: Team, name: string): boolean {
  const scopes = eventScopes[name]
  const allowed = scopes === undefined || scopes.some((scope) => team.scopes.includes(scope))
  return allowed && (team.events === null || team.events.includes(name))
}

function reaches(team: Team, name: string, conversation?: Conversation): boolean {
  if (conversation === undefined || conversation.members.has(team.botUserId)) return true
  return everywhere.has(name) && conversation.kind === 'channel'
}

function envelope(team: Team, event: Fields, conversation?: Conversation): Fields {
  return {
    token: 'verification-token',
    team_id: team.id,
    context_team_id: team.id,
    context_enterprise_id: null,
    api_app_id: team.app.id,
    event,
    type: 'event_callback',
    event_id: team.world.nextId('Ev'),
    event_time: secondsNow(team.world),
    authorizations: [
      { enterprise_id: null, team_id: team.id, user_id: team.botUserId, is_bot: true, is_enterprise_install: false },
    ],
    is_ext_shared_channel: false,
    event_context: `4-${String(event.type)}-${team.id}-${team.app.id}-${conversation?.id ?? ''}`,
  }
}
