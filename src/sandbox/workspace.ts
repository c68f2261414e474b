import { type Channel, createChannel } from './channel.ts'
import { channelName } from './channel-name.ts'
import { checkedContent } from './content.ts'
import { addConversation, directWithBot } from './conversations.ts'
import type { Kind } from './delivery.ts'
import type { Lookup } from './form-fields.ts'
import { defined } from './json.ts'
import { type Draft, findMessage, post, unfurl } from './messages.ts'
import { type ChannelRef, conversationOf, createPerson, memberOf, type Person, type PersonRef } from './people/person.ts'
import { seen } from './people/sight.ts'
import { type Member, secondsNow, type Team } from './state.ts'
import { addMember } from './team.ts'
import type { Answer, Block, Fields, SeenMessage, Settings } from './types.ts'

/** `isGuest: true` is a guest of several channels, `'single'` one of a single channel. */
export type NewUser = {
  name: string
  realName?: string
  tz?: string
  email?: string
  isGuest?: boolean | 'single'
  isDeleted?: boolean
}
/** `isShared`: with another organisation, by Slack Connect. */
export type NewChannel = {
  name: string
  isPrivate?: boolean
  isShared?: boolean
  members?: readonly PersonRef[]
  topic?: string
}
/** What another app posts. A web hook has no user behind it. */
export type BotMessage = {
  text?: string
  blocks?: Block[]
  attachments?: Fields[]
  name?: string
  threadTs?: string
  isWebhook?: boolean
}

/** A workspace, with what a bot needs to connect to it. Making things in it tells nobody; what people do afterwards does. */
export type Workspace = {
  readonly id: string
  readonly teamId: string
  readonly name: string
  readonly url: string
  readonly appId: string
  readonly appToken: string
  readonly signingSecret: string
  readonly clientId: string
  readonly clientSecret: string
  /** Where people who sign in may be sent back to; may be changed while it runs. */
  readonly redirectUrls: string[]
  readonly botToken: string
  readonly botId: string
  readonly botUserId: string
  /** May be changed while it runs. */
  readonly scopes: string[]
  /** Event types that are delivered; null for all. */
  events: string[] | null
  readonly settings: Settings
  /** Sends events, commands and interactions of its app there by HTTP; null for nowhere. */
  deliverTo(url: string | null): void
  addUser(made: NewUser): Person
  /** @throws Refused with Slack's code where the name is unusable or taken */
  addChannel(made: NewChannel): Channel
  addUserGroup(made: { handle: string; users: readonly PersonRef[]; name?: string }): { id: string; handle: string }
  /** @throws Error where there is no such channel */
  channel(which: ChannelRef): Channel
  channels(): Channel[]
  /** @throws Error where there is nobody */
  person(which: PersonRef): Person
  /** Another app writes into a channel, as alerts do. */
  botPosts(channel: ChannelRef, message: BotMessage): Promise<SeenMessage>
  /** Slack shows a preview of an address in a message. */
  unfurls(channel: ChannelRef, ts: string, preview: { title: string; text: string }): Promise<unknown>
  /** What the bot sees in a channel: everything but what is shown to one person only. */
  messages(channel: ChannelRef): SeenMessage[]
  /** Socket Mode connections of its app. */
  connections(): number
  /** Slack renews its connections: a warning, after `warnFor` milliseconds the end. */
  refreshConnections(how?: { warnFor?: number }): Promise<void>
  /** Breaks the connections without a word. */
  dropConnections(): void
  /** Sends something that is no envelope to every connection, such as `app_rate_limited`; texts and bytes go as they are. */
  tellConnections(message: Fields | string | Uint8Array): void
  /** Sends its app anything once, signed or in an envelope as Slack would, and gives what was answered. */
  delivers(kind: Kind, payload: Fields): Promise<Answer>
}

export function createWorkspace(team: Team): Workspace {
  const lookup: Lookup = { user: (value) => memberOf(team, value).id, channel: (value) => conversationOf(team, value).id }
  const { app, world } = team
  const personFor = (member: Member) => createPerson(team, member, lookup)
  return {
    id: team.id,
    teamId: team.id,
    name: team.name,
    url: team.url,
    appId: app.id,
    appToken: app.appToken,
    signingSecret: app.signingSecret,
    clientId: app.clientId,
    clientSecret: app.clientSecret,
    redirectUrls: app.redirectUrls,
    botToken: team.botToken,
    botId: team.botId,
    botUserId: team.botUserId,
    scopes: team.scopes,
    get events() {
      return team.events
    },
    set events(events) {
      team.events = events
    },
    settings: team.settings,
    deliverTo: (url) => {
      app.url = url
      app.usesSockets = false
    },
    ...things(team, personFor),
    botPosts: (channel, message) => postAsOther(team, channel, message),
    unfurls: async (channel, ts, preview) => {
      const conversation = conversationOf(team, channel)
      const message = findMessage(conversation, ts)
      if (!message) throw new Error(`there is no message ${ts} in ${conversation.name}`)
      await unfurl(team, conversation, message, { ...preview, fallback: preview.title })
    },
    connections: () => world.sockets.count(app),
    refreshConnections: (how) => world.sockets.refresh(app, how?.warnFor ?? 10_000),
    dropConnections: () => world.sockets.cut(app),
    tellConnections: (message) => world.sockets.tell(app, message),
    delivers: (kind, payload) => world.deliveries.ask(app, kind, payload),
  }
}

type Things = 'addUser' | 'addChannel' | 'addUserGroup' | 'channel' | 'channels' | 'person' | 'messages'

const things = (team: Team, personFor: (member: Member) => Person): Pick<Workspace, Things> => ({
  addUser: ({ isGuest, ...made }) => {
    const member = addMember(team, { ...made, isGuest: isGuest === 'single' ? 'single' : isGuest ? 'multi' : 'no' })
    directWithBot(team, member.id)
    return personFor(member)
  },
  addChannel: ({ name, isPrivate, isShared = false, members = [], topic }) => {
    const ids = members.map((each) => memberOf(team, each).id)
    const kind = isPrivate ? 'group' : 'channel'
    const made = addConversation(team, { kind, name: channelName(team, name), creator: ids[0] ?? team.botUserId, members: ids })
    made.isShared = isShared
    if (topic) made.topic = { value: topic, creator: made.creator, last_set: made.created }
    return createChannel(made)
  },
  addUserGroup: ({ handle, users, name }) => {
    const id = team.world.nextId('S')
    const ids = users.map((each) => memberOf(team, each).id)
    team.userGroups.set(id, { id, handle, name: name ?? handle, users: ids, created: secondsNow(team.world) })
    return { id, handle }
  },
  channel: (which) => createChannel(conversationOf(team, which)),
  channels: () =>
    [...team.conversations.values()].filter(({ kind }) => kind === 'channel' || kind === 'group').map(createChannel),
  person: (which) => personFor(memberOf(team, which)),
  messages: (channel) => {
    const conversation = conversationOf(team, channel)
    return conversation.messages.map((message) => seen(conversation, message))
  },
})

/** @throws Refused with Slack's code where the message is wrong */
async function postAsOther(team: Team, channel: ChannelRef, message: BotMessage): Promise<SeenMessage> {
  const conversation = conversationOf(team, channel)
  const { text, blocks, attachments, name = 'alerts' } = message
  const content = checkedContent(defined({ text, blocks, attachments }))
  const known = [...team.members.values()].find((each) => each.isBot && each.name === name)
  const bot = known ?? addMember(team, { name, isBot: true, botId: team.world.nextId('B') })
  const thread = message.threadTs ? { thread_ts: message.threadTs } : {}
  const author = message.isWebhook ? { subtype: 'bot_message', username: name } : { user: bot.id }
  const draft: Draft = { ...author, bot_id: bot.botId ?? '', team: team.id, ...content, ...thread }
  const posted = post(team, conversation, draft)
  await posted.told
  return seen(conversation, posted.message)
}
