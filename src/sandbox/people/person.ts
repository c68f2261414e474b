import { directWithBot, isVisible, join, leave, rename, setArchived, setNote } from '../conversations.ts'
import { emit } from '../events.ts'
import type { Lookup } from '../form-fields.ts'
import { allowSignIn, denySignIn, signInRequest } from '../openid.ts'
import { shapeUser } from '../shapes.ts'
import { type Conversation, type Member, nextEventTs, secondsNow, type Team } from '../state.ts'
import type { Answer, CommandAnswer, FieldValue, OpenView, SeenMessage, SubmitAnswer } from '../types.ts'
import { shownView, stackOf } from '../views.ts'
import { chooseAs, clickAs, type Target } from './clicks.ts'
import { runCommand, runShortcut } from './commands.ts'
import { closeAs, fillAs, submitAs } from './forms.ts'
import { seenBy } from './sight.ts'
import { deleteAs, deleteFileAs, editAs, type PostOptions, pinAs, postAs, reactAs, unpinAs, unreactAs } from './write.ts'

/** A channel by its handle, id or name. */
export type ChannelRef = string | { id: string }
export type PersonRef = string | { id: string }

/**
 * A person in a workspace, who acts by small verbs. A verb resolves when the bot has answered what it caused (its first attempt),
 * or at once while deliveries are held. It throws where Slack's client would not let a person do that.
 */
export type Person = {
  readonly id: string
  readonly name: string
  readonly realName: string
  /** The channel of their direct messages with the bot. */
  dm(): string
  /** Types a slash command: `maya.runs('/incident declare users table is empty', { in: channel })`. In their direct messages where no channel is named. */
  runs(command: string, where?: { in?: ChannelRef }): Promise<CommandAnswer>
  posts(channel: ChannelRef, text: string, options?: PostOptions): Promise<SeenMessage>
  edits(channel: ChannelRef, ts: string, text: string): Promise<SeenMessage>
  deletes(channel: ChannelRef, ts: string): Promise<unknown>
  /** Deletes a file of theirs, wherever it was shared. */
  deletesFile(id: string): Promise<unknown>
  reacts(channel: ChannelRef, ts: string, emoji: string): Promise<unknown>
  unreacts(channel: ChannelRef, ts: string, emoji: string): Promise<unknown>
  pins(channel: ChannelRef, ts: string): Promise<unknown>
  unpins(channel: ChannelRef, ts: string): Promise<unknown>
  /** Clicks a button by its `action_id` or its text; `block` says which where there are several. */
  clicks(target: Target, button: string, only?: { block?: string }): Promise<Answer>
  /** Chooses in a menu (or date, check box, …) by its `action_id` or placeholder. */
  chooses(target: Target, menu: string, value: FieldValue): Promise<Answer>
  /** The form on top, or null. */
  currentView(): OpenView | null
  /** Fills fields of the form on top, by label, block_id or action_id, and does not send it. */
  fills(values: Record<string, FieldValue>): Promise<void>
  /** Fills fields and sends the form on top. */
  submits(values?: Record<string, FieldValue>): Promise<SubmitAnswer>
  closes(which?: { all?: boolean }): Promise<void>
  shortcut(callbackId: string, on?: { message: SeenMessage }): Promise<Answer>
  /** Opens the Home of the app. Resolves with what is there then; a bot may publish a little later: see `home()`. */
  opensHome(): Promise<OpenView | null>
  home(): OpenView | null
  joins(channel: ChannelRef): Promise<unknown>
  leaves(channel: ChannelRef): Promise<unknown>
  /** Lets people (or the bot: its user id) into a channel. */
  invites(channel: ChannelRef, people: readonly PersonRef[]): Promise<unknown>
  setsTopic(channel: ChannelRef, topic: string): Promise<unknown>
  renames(channel: ChannelRef, name: string): Promise<unknown>
  archives(channel: ChannelRef): Promise<unknown>
  unarchives(channel: ChannelRef): Promise<unknown>
  /** Changes what Slack knows of them; the app hears `user_change`. */
  changes(what: { realName?: string; tz?: string; isDeleted?: boolean }): Promise<unknown>
  /**
   * Says yes (or no) on the page of Slack's to which a browser was sent for signing in, and gives the address it is sent back to.
   * @throws Refused with the code of the page that Slack shows instead, Error where they have no account
   */
  signsIn(address: string, answer?: 'yes' | 'no'): string
  /** What they see in a channel, in order: threads, and what only they see, included. */
  sees(channel: ChannelRef): SeenMessage[]
  /** Their direct messages with the bot. */
  directMessages(): SeenMessage[]
}

export function createPerson(team: Team, member: Member, lookup: Lookup): Person {
  const at = (channel: ChannelRef) => visibleTo(team, member, channel)
  return {
    id: member.id,
    get name() {
      return member.name
    },
    get realName() {
      return member.realName
    },
    dm: () => directWithBot(team, member.id).id,
    runs: async (command, where) => runCommand(team, member, command, where?.in ? at(where.in) : directWithBot(team, member.id)),
    posts: async (channel, text, options = {}) => postAs(team, member, at(channel), text, options),
    edits: async (channel, ts, text) => editAs(team, member, at(channel), ts, text),
    deletes: async (channel, ts) => deleteAs(team, member, at(channel), ts),
    deletesFile: async (id) => deleteFileAs(team, member, id),
    reacts: async (channel, ts, emoji) => reactAs(team, member, at(channel), ts, emoji),
    unreacts: async (channel, ts, emoji) => unreactAs(team, member, at(channel), ts, emoji),
    pins: async (channel, ts) => pinAs(team, member, at(channel), ts),
    unpins: async (channel, ts) => unpinAs(team, member, at(channel), ts),
    clicks: async (target, button, only) => clickAs(team, member, target, button, only),
    chooses: async (target, menu, value) => chooseAs(team, member, target, menu, value, lookup),
    ...forms(team, member, lookup),
    ...channels(team, member),
    shortcut: async (callbackId, on) => runShortcut(team, member, callbackId, on?.message),
    changes: async (what) => change(team, member, what),
    signsIn: (address, answer = 'yes') => {
      const request = signInRequest(team.world, new URL(address).searchParams)
      return answer === 'yes' ? allowSignIn(request, team, member) : denySignIn(request)
    },
    sees: (channel) => seenBy(member, conversationOf(team, channel)),
    directMessages: () => seenBy(member, directWithBot(team, member.id)),
  }
}

const forms = (
  team: Team,
  member: Member,
  lookup: Lookup,
): Pick<Person, 'currentView' | 'fills' | 'submits' | 'closes' | 'opensHome' | 'home'> => ({
  currentView: () => structuredClone(stackOf(team, member.id).at(-1) ?? null),
  fills: (values) => fillAs(team, member, values, lookup),
  submits: async (values = {}) => {
    await fillAs(team, member, values, lookup)
    return submitAs(team, member)
  },
  closes: (which) => closeAs(team, member, which?.all ?? false),
  opensHome: async () => {
    const home = team.homes.get(member.id)
    const view = home ? { view: shownView(home) } : {}
    const channel = directWithBot(team, member.id).id
    await emit(team, { type: 'app_home_opened', user: member.id, channel, tab: 'home', ...view, event_ts: nextEventTs(team) })
    return structuredClone(team.homes.get(member.id) ?? null)
  },
  home: () => structuredClone(team.homes.get(member.id) ?? null),
})

type ChannelVerbs = 'joins' | 'leaves' | 'invites' | 'setsTopic' | 'renames' | 'archives' | 'unarchives'

function channels(team: Team, member: Member): Pick<Person, ChannelVerbs> {
  const inside = (channel: ChannelRef) => {
    const conversation = conversationOf(team, channel)
    if (conversation.members.has(member.id)) return conversation
    throw new Error(`${member.name} is not in ${conversation.name}`)
  }
  return {
    joins: async (channel) => {
      const conversation = conversationOf(team, channel)
      if (conversation.kind !== 'channel')
        throw new Error(`${conversation.name} is private: somebody in it has to invite ${member.name}`)
      if (!conversation.members.has(member.id)) await join(team, conversation, member.id)
    },
    leaves: async (channel) => leave(team, inside(channel), member.id),
    invites: async (channel, people) => {
      const conversation = inside(channel)
      const ids = people.map((each) => memberOf(team, each).id).filter((id) => !conversation.members.has(id))
      return Promise.all(ids.map((id) => join(team, conversation, id, member.id)))
    },
    setsTopic: async (channel, topic) => setNote(team, inside(channel), 'topic', topic, member.id),
    renames: async (channel, name) => rename(team, inside(channel), name, member.id),
    archives: async (channel) => setArchived(team, inside(channel), true, member.id),
    unarchives: async (channel) => setArchived(team, inside(channel), false, member.id),
  }
}

function change(team: Team, member: Member, what: { realName?: string; tz?: string; isDeleted?: boolean }): Promise<unknown> {
  Object.assign(member, what, { updated: secondsNow(team.world) })
  return emit(team, { type: 'user_change', user: shapeUser(team, member), cache_ts: member.updated, event_ts: nextEventTs(team) })
}

/** A channel that somebody can look into. @throws Error where they cannot, or there is none */
function visibleTo(team: Team, member: Member, channel: ChannelRef): Conversation {
  const conversation = conversationOf(team, channel)
  if (isVisible(conversation, member.id)) return conversation
  throw new Error(`${member.name} is not in ${conversation.name}`)
}

/** @throws Error where there is no such channel */
export function conversationOf(team: Team, channel: ChannelRef): Conversation {
  const wanted = typeof channel === 'string' ? channel.replace(/^#/, '') : channel.id
  const found =
    team.conversations.get(wanted) ?? [...team.conversations.values()].find(({ name }) => name === wanted && name !== '')
  if (!found) throw new Error(`there is no channel ${wanted} in ${team.name}`)
  return found
}

/** Somebody by id, handle, `@name` or name. @throws Error where there is nobody */
export function memberOf(team: Team, person: PersonRef): Member {
  const wanted = typeof person === 'string' ? person.replace(/^@/, '') : person.id
  const found =
    team.members.get(wanted) ?? [...team.members.values()].find(({ name, realName }) => name === wanted || realName === wanted)
  if (!found) throw new Error(`there is nobody called ${wanted} in ${team.name}`)
  return found
}
