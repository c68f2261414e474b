import type { Moment } from './question.ts'
import type { Entry, EntryKind } from './timeline.ts'

/** What is asked about first: what somebody did or decided, then what they saw and thought, then what the bot wrote down for them. */
const ranks: Record<EntryKind, number> = {
  decision: 0,
  action: 0,
  surprise: 1,
  hypothesis: 1,
  observation: 2,
  note: 2,
  communication: 3,
  status: 4,
  severity: 4,
  role: 4,
  follow_up: 6,
  answer: 7,
}

/** What somebody wrote down long after it happened may be another's doing, and comes after what was theirs. */
export const rankOf = (entry: Entry): number => (isToldLater(entry) ? 5 : ranks[entry.kind])

const soon = 60 * 60 * 1000

/** Whether an entry was written down by hand more than an hour after its moment. A kept message was written at its moment. */
export const isToldLater = (entry: Entry): boolean =>
  entry.messageTs === null && entry.source !== 'shortcut' && entry.recordedAt.getTime() - entry.happenedAt.getTime() > soon

/** The moments of the bank that an entry is an instance of, the best first. None where there is nothing to ask. */
export function momentsOf(entry: Entry): Moment[] {
  if (isToldLater(entry)) return ['told-later']
  switch (entry.kind) {
    case 'action':
      return ['entry', 'action']
    case 'decision':
      return ['entry', 'decision', 'action']
    case 'observation':
      return ['observation', 'entry']
    case 'hypothesis':
      return ['hypothesis', 'entry']
    case 'surprise':
      return ['surprise', 'entry']
    case 'communication':
      return entry.change ? [] : ['communication', 'entry']
    case 'status':
      return momentsOfStatus(entry)
    case 'severity':
      return ['severity-change', 'entry']
    case 'role':
      return ['role-change', 'entry']
    case 'note':
    case 'follow_up':
      return ['entry']
    case 'answer':
      return []
  }
}

function momentsOfStatus({ change }: Entry): Moment[] {
  if (change?.from === null) return ['declare', 'entry']
  return change?.to === 'monitoring' || change?.to === 'resolved' ? ['recovery', 'entry'] : ['status-change', 'entry']
}
