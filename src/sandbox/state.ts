import type { Deliveries } from './delivery.ts'
import type { FaultState } from './faults.ts'
import type { Limiter } from './limits.ts'
import type { SignInCode } from './openid.ts'
import type { SocketLinks } from './socket.ts'
import type { Call, Fields, Message, OpenView, Settings, SlackFile } from './types.ts'

/** Everything of one running sandbox. */
export type World = {
  now(): Date
  /** How long Slack's three seconds are, in real milliseconds. */
  threeSeconds: number
  nextId(prefix: string): string
  /** `http://127.0.0.1:PORT` */
  base: string
  apps: App[]
  teams: Team[]
  calls: Call[]
  /** Calls and deliveries that are under way. */
  underWay: Set<Promise<unknown>>
  deliveries: Deliveries
  sockets: SocketLinks
  faults: FaultState
  limits: Limiter
  /** Ends waits when the sandbox stops. */
  stopped: AbortSignal
}

/** A Slack app: what it signs with, and where its payloads go. Several workspaces can have installed it. */
export type App = {
  id: string
  appToken: string
  signingSecret: string
  /** Where HTTP deliveries go; null as long as nobody has said, or with Socket Mode. */
  url: string | null
  usesSockets: boolean
  /** For signing in with Slack: what the app is known by, where browsers may be sent back to, and what may be asked of a person. */
  clientId: string
  clientSecret: string
  redirectUrls: string[]
  userScopes: string[]
  codes: Map<string, SignInCode>
}

export type Team = {
  world: World
  app: App
  id: string
  name: string
  domain: string
  url: string
  botToken: string
  botUserId: string
  botId: string
  scopes: string[]
  settings: Settings
  /** Event types that the app subscribes to (`message.channels`, `reaction_added`, …); null for all. */
  events: string[] | null
  /** Slash commands of the app; null where any is one. */
  commands: readonly string[] | null
  members: Map<string, Member>
  conversations: Map<string, Conversation>
  userGroups: Map<string, UserGroup>
  files: Map<string, StoredFile>
  /** Open modals by user, the lowest first. */
  stacks: Map<string, OpenView[]>
  homes: Map<string, OpenView>
  triggers: Map<string, Trigger>
  responseUrls: Map<string, ResponseUrl>
  lastEventMicros: number
}

export type Member = {
  id: string
  name: string
  realName: string
  email: string
  tz: string
  isBot: boolean
  isGuest: 'no' | 'multi' | 'single'
  isDeleted: boolean
  botId: string | null
  updated: number
}

export type ConversationKind = 'channel' | 'group' | 'im' | 'mpim'

export type Conversation = {
  id: string
  kind: ConversationKind
  name: string
  previousNames: string[]
  creator: string
  created: number
  isArchived: boolean
  isGeneral: boolean
  /** People of another organisation are in it, by Slack Connect. */
  isShared: boolean
  topic: Note
  purpose: Note
  members: Set<string>
  messages: Message[]
  ephemerals: { to: string; message: Message }[]
  pins: Pin[]
  bookmarks: Bookmark[]
  lastMicros: number
}

export type Note = { value: string; creator: string; last_set: number }
export type Pin = { ts: string; by: string; created: number }
export type UserGroup = { id: string; handle: string; name: string; users: string[]; created: number }
export type Bookmark = Fields & { id: string }
export type StoredFile = { file: SlackFile; bytes: Buffer; isUploaded: boolean; shares: { channel: string; ts: string }[] }

/** `bornAt` and the limit on it are real time. */
export type Trigger = { id: string; userId: string; bornAt: number; isExchanged: boolean }

/** What somebody did that the app may answer to, five times within 30 minutes. */
export type ResponseUrl = {
  id: string
  userId: string
  channel: string
  /** The message they acted on. */
  ts: string | null
  threadTs: string | null
  isEphemeral: boolean
  bornAt: number
  uses: number
}

/** Whole seconds of the sandbox's clock. */
export const secondsNow = (world: World): number => Math.floor(world.now().getTime() / 1000)

const tsFrom = (micros: number): string => `${Math.floor(micros / 1e6)}.${String(micros % 1e6).padStart(6, '0')}`

/** The next time stamp of a conversation: later than all before, even if the clock stands still. */
export function nextTs(world: World, conversation: Conversation): string {
  conversation.lastMicros = Math.max(world.now().getTime() * 1000, conversation.lastMicros + 1)
  return tsFrom(conversation.lastMicros)
}

/** The next `event_ts` of a workspace. */
export function nextEventTs(team: Team): string {
  team.lastEventMicros = Math.max(team.world.now().getTime() * 1000, team.lastEventMicros + 1)
  return tsFrom(team.lastEventMicros)
}
