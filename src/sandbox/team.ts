import { addConversation } from './conversations.ts'
import { secret } from './ids.ts'
import { type App, type Member, secondsNow, type Team, type World } from './state.ts'
import type { Settings } from './types.ts'

/** Every scope that a method or an event of the sandbox asks for, and `commands`. */
export const allScopes: readonly string[] = [
  'app_mentions:read',
  'bookmarks:read',
  'bookmarks:write',
  'channels:history',
  'channels:join',
  'channels:manage',
  'channels:read',
  'chat:write',
  'chat:write.public',
  'commands',
  'files:read',
  'files:write',
  'groups:history',
  'groups:read',
  'groups:write',
  'im:history',
  'im:read',
  'im:write',
  'mpim:history',
  'mpim:read',
  'mpim:write',
  'pins:read',
  'pins:write',
  'reactions:read',
  'reactions:write',
  'team:read',
  'usergroups:read',
  'users:read',
  'users:read.email',
]

/** What a workspace is made from. `sharesAppWith` has the same app installed in both. */
export type NewWorkspace = {
  name?: string
  scopes?: readonly string[]
  /** What the app may ask of a person who signs in: `openid`, `profile`, `email`; the first where nothing is said. */
  userScopes?: readonly string[]
  /** Event types to deliver (`message.channels`, `reaction_added`, …); all where nothing is said. */
  events?: readonly string[]
  /** Slash commands of the app, as its manifest names them; any is one where nothing is said. Without the scope `commands` there are none. */
  commands?: readonly string[]
  /** Name of the bot's user. */
  botName?: string
  isFree?: boolean
  sharesAppWith?: { id: string }
}

const settings = (isFree: boolean): Settings => ({
  isFree,
  modifiesNames: false,
  restrictsChannelCreation: false,
  shouldEscape: true,
  mostPins: 100,
  mostBookmarks: 100,
  emoji: null,
})

/** A workspace with the bot in it, and a channel `general`. */
export function addTeam(world: World, made: NewWorkspace): Team {
  const name = made.name ?? 'Acme'
  const domain = name.toLowerCase().replace(/[^a-z0-9]+/g, '-')
  const team: Team = {
    world,
    app: world.teams.find(({ id }) => id === made.sharesAppWith?.id)?.app ?? addApp(world, made.userScopes),
    id: world.nextId('T'),
    name,
    domain,
    url: `https://${domain}.slack.com/`,
    botToken: `xoxb-${secret(12)}`,
    botUserId: '',
    botId: world.nextId('B'),
    scopes: [...(made.scopes ?? allScopes)],
    settings: settings(made.isFree ?? false),
    events: made.events ? [...made.events] : null,
    commands: made.commands ?? null,
    members: new Map(),
    conversations: new Map(),
    userGroups: new Map(),
    files: new Map(),
    stacks: new Map(),
    homes: new Map(),
    triggers: new Map(),
    responseUrls: new Map(),
    lastEventMicros: 0,
  }
  team.botUserId = addMember(team, { name: made.botName ?? 'second-story', isBot: true, botId: team.botId }).id
  addConversation(team, { kind: 'channel', name: 'general', creator: team.botUserId, members: [] }).isGeneral = true
  world.teams.push(team)
  return team
}

function addApp(world: World, userScopes?: readonly string[]): App {
  const app: App = {
    id: world.nextId('A'),
    appToken: `xapp-1-${secret(12)}`,
    signingSecret: secret(),
    url: null,
    usesSockets: false,
    clientId: `${world.apps.length + 1}000.${Number.parseInt(secret(4), 16)}`,
    clientSecret: secret(),
    redirectUrls: [],
    userScopes: [...(userScopes ?? ['openid'])],
    codes: new Map(),
  }
  world.apps.push(app)
  return app
}

export type NewMember = Partial<Omit<Member, 'id' | 'updated'>> & { name: string }

export function addMember(team: Team, made: NewMember): Member {
  const member: Member = {
    realName: made.name,
    email: `${made.name}@${team.domain}.example`,
    tz: 'Etc/UTC',
    isBot: false,
    isGuest: 'no',
    isDeleted: false,
    botId: null,
    ...made,
    id: team.world.nextId('U'),
    updated: secondsNow(team.world),
  }
  team.members.set(member.id, member)
  const general = [...team.conversations.values()].find(({ isGeneral }) => isGeneral)
  if (general && !member.isBot && member.isGuest === 'no') general.members.add(member.id)
  return member
}
