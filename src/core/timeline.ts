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
  change: Change | null
  channelId: string | null
  messageTs: string | null
  permalink: string | null
  files: SlackFile[]
  editedAt: Date | null
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

/** What a marked message is about: the first kind that a mark named, or a note where all only kept it. Marks come in their order. */
export const kindFrom = (marks: readonly { kind: EntryKind }[]): EntryKind =>
  marks.find(({ kind }) => kind !== 'note')?.kind ?? 'note'

/** Slack's address of a message, as `chat.getPermalink` gives it. `workspaceUrl` ends in a slash. */
export function permalinkOf(workspaceUrl: string, channelId: string, ts: string, threadTs: string | null): string {
  const message = `${workspaceUrl}archives/${channelId}/p${ts.replace('.', '')}`
  return threadTs && threadTs !== ts ? `${message}?thread_ts=${threadTs}&cid=${channelId}` : message
}

/** An entry before it is kept. */
export type NewEntry = Omit<Entry, 'id' | 'files' | 'editedAt' | 'markedBy'> & { workspaceId: string }

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

/** A message that somebody marked: it has no words of its own, they are in the log. */
export const messageEntry = (
  incident: Of,
  message: {
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
  source: 'reaction',
  happenedAt: momentOf(message.ts),
  authorName: message.authorName,
  channelId: message.channelId,
  messageTs: message.ts,
  permalink: message.permalink,
})

const blankEntry = (incident: Of, authorId: string | null, now: Date) => ({
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
