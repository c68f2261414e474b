/** What an entry is about. `note` where nobody has said. */
export const entryKinds = [
  'observation',
  'hypothesis',
  'decision',
  'action',
  'surprise',
  'follow_up',
  'communication',
  'status',
  'severity',
  'role',
  'answer',
  'note',
] as const
export type EntryKind = (typeof entryKinds)[number]

export const entrySources = ['reaction', 'shortcut', 'command', 'form', 'system', 'import'] as const
export type EntrySource = (typeof entrySources)[number]

/** What changed, in the bot's own entries. `to` of a role is a user id. */
export type Change = { field: string; from: string | null; to: string | null }

export type SlackFile = { id: string; name: string; permalink: string | null }

/**
 * One entry as it is shown. `text` is the message as Slack has it now, or what somebody wrote by hand,
 * or null where the words have not reached us (yet).
 */
export type Entry = {
  id: number
  incidentId: string
  kind: EntryKind
  source: EntrySource
  happenedAt: Date
  recordedAt: Date
  authorId: string | null
  authorName: string | null
  text: string | null
  /** What it is about, in a few words of somebody's. */
  about: string | null
  change: Change | null
  channelId: string | null
  messageTs: string | null
  permalink: string | null
  files: SlackFile[]
  editedAt: Date | null
  hiddenAt: Date | null
  /** Who put the message there, in the order in which they did. */
  markedBy: string[]
}

/** The name of an entry as a source: `E45`. */
export const entryRef = (id: number): string => `E${id}`

/** Order of the story: when it happened, then Slack's own order of messages, then id. */
export function compareEntries(a: Entry, b: Entry): number {
  return a.happenedAt.getTime() - b.happenedAt.getTime() || compareTs(a.messageTs, b.messageTs) || a.id - b.id
}

/**
 * Compares two Slack timestamps ("1700000000.000100"), whose parts have a fixed width only from 2001 to 2286.
 * A missing one comes first.
 */
export function compareTs(a: string | null, b: string | null): number {
  if (a === b) return 0
  if (a === null) return -1
  if (b === null) return 1
  const [aSeconds = '0', aRest = ''] = a.split('.')
  const [bSeconds = '0', bRest = ''] = b.split('.')
  return Number(aSeconds) - Number(bSeconds) || (aRest < bRest ? -1 : aRest > bRest ? 1 : 0)
}

/** The moment of a Slack timestamp, to the millisecond. */
export function momentOf(ts: string): Date {
  const [seconds = '0', rest = ''] = ts.split('.')
  return new Date(Number(seconds) * 1000 + Number(rest.padEnd(3, '0').slice(0, 3)))
}

/** Stands where a mark has its emoji, for one put by the shortcut: no emoji has a colon in its name. */
export const shortcutMark = ':shortcut'

/** The same, for a message that somebody pinned. */
export const pinMark = ':pin'

/** Whether a mark is a reaction, which Slack shows on the message. */
export const isReaction = ({ emoji }: { emoji: string }): boolean => !emoji.startsWith(':')

/** What a marked message is about: the first kind that a mark named, or a note where all only kept it. Marks come in their order. */
export const kindFrom = (marks: readonly { kind: EntryKind }[]): EntryKind =>
  marks.find(({ kind }) => kind !== 'note')?.kind ?? 'note'

/** Slack's address of a message, as `chat.getPermalink` gives it. `workspaceUrl` ends in a slash. */
export function permalinkOf(workspaceUrl: string, channelId: string, ts: string, threadTs: string | null): string {
  const message = `${workspaceUrl}archives/${channelId}/p${ts.replace('.', '')}`
  return threadTs && threadTs !== ts ? `${message}?thread_ts=${threadTs}&cid=${channelId}` : message
}

/** An entry before it is kept. */
export type NewEntry = Omit<Entry, 'id' | 'about' | 'files' | 'editedAt' | 'hiddenAt' | 'markedBy'> &
  Partial<Pick<Entry, 'about' | 'files'>> & { workspaceId: string; importKey?: string | null }

type Of = { id: string; workspaceId: string }

/** The bot's own entry of a change that somebody made. */
export const changeEntry = (incident: Of, kind: EntryKind, change: Change, by: string, now: Date): NewEntry => ({
  ...blankEntry(incident, by, now),
  kind,
  source: 'system',
  change,
})

/** Something that somebody wrote down by hand. */
export const noteEntry = (incident: Of, text: string, by: string, now: Date): NewEntry => ({
  ...blankEntry(incident, by, now),
  kind: 'note',
  source: 'command',
  text,
})

/** What somebody said, by a transcript from elsewhere: its author is a name, and no person that Slack knows. */
export const importedEntry = (incident: Of, said: { at: Date; author: string | null; text: string }, now: Date): NewEntry => ({
  ...blankEntry(incident, null, now),
  kind: 'note',
  source: 'import',
  happenedAt: said.at,
  authorName: said.author,
  text: said.text,
})

/** A message that somebody marked: it has no words of its own, they are in the log. */
export const messageEntry = (
  incident: Of,
  message: {
    source?: 'reaction' | 'shortcut' | 'import'
    kind: EntryKind
    channelId: string
    ts: string
    authorId: string | null
    authorName: string | null
    permalink: string
  },
  now: Date,
): NewEntry => ({
  ...blankEntry(incident, message.authorId, now),
  kind: message.kind,
  source: message.source ?? 'reaction',
  happenedAt: momentOf(message.ts),
  authorName: message.authorName,
  channelId: message.channelId,
  messageTs: message.ts,
  permalink: message.permalink,
})

/** A message of another channel, which is in no log: it stays as it was then, with its words and files. */
export const copiedEntry = (
  incident: Of,
  message: { kind: EntryKind; authorId: string | null; authorName: string | null; permalink: string; ts: string },
  content: { text: string; files: SlackFile[] },
  now: Date,
): NewEntry => ({
  ...blankEntry(incident, message.authorId, now),
  ...content,
  kind: message.kind,
  source: 'shortcut',
  happenedAt: momentOf(message.ts),
  authorName: message.authorName,
  permalink: message.permalink,
})

/** An entry of somebody's of which nothing is said yet. */
export const blankEntry = (incident: Of, authorId: string | null, now: Date) => ({
  workspaceId: incident.workspaceId,
  incidentId: incident.id,
  happenedAt: now,
  recordedAt: now,
  authorId,
  authorName: null,
  text: null,
  change: null,
  channelId: null,
  messageTs: null,
  permalink: null,
})
