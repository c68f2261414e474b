import type { EntryKind, SlackFile } from './timeline.ts'

/** How a message reads, with Slack's time of that version. Slack gives the time of an edit in whole seconds only. */
export type Wording = {
  ts: string
  threadTs: string | null
  text: string
  files: readonly Pick<SlackFile, 'id'>[]
  versionTs: string
}

/** Who reacted to a message with an emoji. Slack does not always list everybody. */
export type SeenReaction = { emoji: string; userIds: readonly string[]; isComplete: boolean }

/** A message as Slack shows it. `message` is null where it was deleted and only its thread goes on. */
export type Seen<M extends Wording> = {
  ts: string
  message: M | null
  isEdited: boolean
  /** A message of the bot's own: neither the log nor the timeline has these. */
  isOwn: boolean
  replies: { count: number; latestTs: string | null }
  reactions: readonly SeenReaction[]
}

export type Logged = Wording & { isDeleted: boolean }

export type KnownMark = {
  messageTs: string
  userId: string
  emoji: string
  kind: EntryKind
  isPresent: boolean
  eventTs: string
}

/** What was read of the channel, or of one thread of it: all that lies between the two edges, without them. */
export type Stretch = {
  threadTs: string | null
  afterTs: string
  /** Null: up to when Slack was asked. */
  beforeTs: string | null
  /** The moment as of which it is written: at the latest when Slack was asked. */
  asOf: string
  /** The newest message that the log had before Slack was asked. What came later cannot be missing there. */
  newestTs: string | null
  /** Messages from before are not the incident's: they are in the log only where somebody marked them, and their reactions mean nothing else. */
  sinceTs: string
  /** After an absence every thread is read: Slack says nowhere that a reply was edited or reacted to. */
  isAfterAbsence: boolean
}
