import { isToldLater } from './moments-of-entry.ts'
import type { Entry } from './timeline.ts'

/**
 * Why somebody is asked: what of theirs is on the timeline, and from when. Data, so that the caller words the time.
 * `recorded` is what they recorded themselves; `kept_as` a message of theirs that somebody else marked as such.
 */
export type ChoiceReason =
  | { kind: 'own_message'; at: Date }
  | { kind: 'own_note'; at: Date }
  | { kind: 'recorded'; what: RecordedKind; at: Date }
  | { kind: 'kept_as'; what: RecordedKind; at: Date }
  | { kind: 'told_later'; at: Date }
  | { kind: 'declared'; at: Date }
  | { kind: 'status_change'; at: Date }
  | { kind: 'severity_change'; at: Date }
  | { kind: 'role_change' | 'took_role'; role: string; at: Date }
  | { kind: 'held_role'; role: string; at: Date }
  | { kind: 'was_there'; at: Date }
  | { kind: 'wished' }

export type RecordedKind = 'action' | 'decision' | 'observation' | 'hypothesis' | 'surprise' | 'follow_up' | 'communication'

const words: Record<RecordedKind, string> = {
  action: 'an action',
  decision: 'a decision',
  observation: 'an observation',
  hypothesis: 'a hypothesis',
  surprise: 'a surprise',
  follow_up: 'a follow-up',
  communication: 'an update',
}

/** Why the author of an entry is asked about it. */
export function reasonOf(entry: Entry): ChoiceReason {
  const at = entry.happenedAt
  if (isToldLater(entry)) return { kind: 'told_later', at }
  switch (entry.kind) {
    case 'status':
      return { kind: entry.change?.from === null ? 'declared' : 'status_change', at }
    case 'severity':
      return { kind: 'severity_change', at }
    case 'role':
      return { kind: entry.change?.to === entry.authorId ? 'took_role' : 'role_change', role: entry.change?.field ?? '', at }
    case 'note':
    case 'answer':
      return { kind: entry.messageTs === null ? 'own_note' : 'own_message', at }
    default:
      return { kind: didRecord(entry) ? 'recorded' : 'kept_as', what: entry.kind, at }
  }
}

const didRecord = ({ messageTs, authorId, markedBy }: Entry): boolean =>
  messageTs === null || (authorId !== null && markedBy.includes(authorId))

/**
 * The reason in words for the person themselves: "because you recorded a decision at 14:02".
 * @param formatTime words a moment for the reader, for example as a Slack date token
 */
export function reasonText(reason: ChoiceReason, formatTime: (moment: Date) => string): string {
  if (reason.kind === 'wished') return 'as you wanted to be asked again'
  const time = formatTime(reason.at)
  switch (reason.kind) {
    case 'own_message':
      return `because your message from ${time} is on the timeline`
    case 'own_note':
      return `because your note from ${time} is on the timeline`
    case 'recorded':
      return `because you recorded ${words[reason.what]} at ${time}`
    case 'kept_as':
      return `because your message from ${time} is on the timeline as ${words[reason.what]}`
    case 'told_later':
      return `because you wrote down what happened at ${time}`
    case 'declared':
      return `because you declared the incident at ${time}`
    case 'status_change':
      return `because you changed the status at ${time}`
    case 'severity_change':
      return `because you changed the severity at ${time}`
    case 'took_role':
      return `because you took the role ${reason.role} at ${time}`
    case 'role_change':
      return `because you changed a role at ${time}`
    case 'held_role':
      return `because you held the role ${reason.role} from ${time}`
    case 'was_there':
      return `because something of yours from ${time} is on the timeline`
  }
}
