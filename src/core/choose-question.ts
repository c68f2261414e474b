import { momentsOf, rankOf } from './moments-of-entry.ts'
import type { RoleHolding } from './people.ts'
import { type Audience, canBeFilled, type Moment, type Question, type Slots } from './question.ts'
import { type ChoiceReason, reasonOf } from './question-reason.ts'
import { compareEntries, type Entry } from './timeline.ts'

export { type ChoiceReason, reasonText } from './question-reason.ts'

/** What one person was asked about an incident before, whatever became of it. `entryId` is null for a question about the whole. */
export type AskedBefore = { questionId: string; entryId: number | null }

export type ChoiceInput = {
  person: { userId: string }
  /** The timeline of this incident, in any order. */
  entries: readonly Entry[]
  roles: readonly RoleHolding[]
  askedBefore: readonly AskedBefore[]
  questions: readonly Question[]
  /** Null while people are at work on it: then nobody is asked to reflect. */
  resolvedAt: Date | null
  now: Date
}

export type Choice = { question: Question; entry: Entry | null; momentAt: Date | null; reason: ChoiceReason }

/**
 * The people whose message or action is on the timeline, in order of appearance: who wrote a message that was kept,
 * who recorded something, who changed status, severity or a role. Not those who only marked somebody else's message or were
 * named for a role. An entry without an author, such as a bot's, has nobody to ask.
 */
export function peopleToAsk(entries: readonly Entry[]): string[] {
  const ordered = entries.filter(({ kind }) => kind !== 'answer').sort(compareEntries)
  return [...new Set(ordered.flatMap(({ authorId }) => (authorId === null ? [] : [authorId])))]
}

/**
 * The question that fits one person best after an incident, or null where there is none.
 * It is about their own entry, never about somebody else's: first what they did or decided, first what they had not been asked
 * about, first what came before the picture changed. The kind of entry decides the kind of question. The same question about the
 * same entry never comes twice. Where no entry of theirs is left, it is about the whole. People are not compared with each other.
 */
export function chooseQuestion(input: ChoiceInput): Choice | null {
  if (input.resolvedAt === null) return null
  const own = input.entries.filter(({ authorId, kind }) => authorId === input.person.userId && kind !== 'answer')
  return aboutAnEntry(input, own) ?? aboutTheWhole(input, own, input.resolvedAt)
}

/** What the record gives to fill in a question about an entry. `formatTime` words a moment for the reader. */
export function slotsOf(entry: Entry, formatTime: (moment: Date) => string): Slots {
  const time = { time: formatTime(entry.happenedAt) }
  return entry.text === null ? time : { ...time, action: entry.text }
}

function aboutAnEntry(input: ChoiceInput, own: Entry[]): Choice | null {
  const changedAt = pictureChangedAt(input.entries)
  const asked = new Set(input.askedBefore.map(({ entryId }) => entryId))
  const order = (entry: Entry) => [asked.has(entry.id) ? 1 : 0, rankOf(entry), entry.happenedAt.getTime() < changedAt ? 0 : 1]
  for (const { entry } of own.map((entry) => ({ entry, order: order(entry) })).sort(byOrder)) {
    const question = questionAbout(input, entry)
    if (question) return { question, entry, momentAt: entry.happenedAt, reason: reasonOf(entry) }
  }
  return null
}

type Ordered = { entry: Entry; order: number[] }

function byOrder(a: Ordered, b: Ordered): number {
  const difference = a.order.map((place, index) => place - (b.order[index] ?? 0)).find((step) => step !== 0)
  return difference ?? compareEntries(a.entry, b.entry)
}

/** When the status first said that people knew more; entries before it were made with less to go by. Milliseconds, or never. */
function pictureChangedAt(entries: readonly Entry[]): number {
  const clearer = new Set(['identified', 'monitoring', 'resolved'])
  const times = entries.filter(({ kind, change }) => kind === 'status' && clearer.has(change?.to ?? '')).map(timeOf)
  return times.reduce((first, time) => Math.min(first, time), Number.POSITIVE_INFINITY)
}

const timeOf = (entry: Entry): number => entry.happenedAt.getTime()

/** A question of the kinds that fit the entry, not asked about it yet; if there is one, one that this person has not met at all. */
function questionAbout({ questions, askedBefore }: ChoiceInput, entry: Entry): Question | null {
  const slots = slotsOf(entry, (moment) => moment.toISOString())
  const fitting = momentsOf(entry)
    .flatMap((moment) => questions.filter((question) => question.moment === moment))
    .filter((question) => forTheAuthor.includes(question.audience) && canBeFilled(question, slots))
    .filter(({ id }) => !askedBefore.some(({ questionId, entryId }) => questionId === id && entryId === entry.id))
  return fitting.find(({ id }) => !askedBefore.some(({ questionId }) => questionId === id)) ?? fitting[0] ?? null
}

const forTheAuthor: readonly Audience[] = ['author', 'declarer', 'involved', 'responders']

/** For those with a place in the incident and no entry left to ask about. How somebody is belongs to the opening message, not here. */
function aboutTheWhole(input: ChoiceInput, own: Entry[], resolvedAt: Date): Choice | null {
  const reason = reasonForTheWhole(input, own)
  const moment = momentAfter(resolvedAt, input.now)
  const question = input.questions
    .filter((candidate) => candidate.moment === moment && forAnybodyInvolved.includes(candidate.audience))
    .filter(({ elicits }) => !elicits.includes('wellbeing') && !elicits.includes('consent'))
    .find((candidate) => canBeFilled(candidate, {}) && !input.askedBefore.some(({ questionId }) => questionId === candidate.id))
  return reason && question ? { question, entry: null, momentAt: null, reason } : null
}

const forAnybodyInvolved: readonly Audience[] = ['involved', 'responders']

function reasonForTheWhole({ person, roles }: ChoiceInput, own: Entry[]): ChoiceReason | null {
  const holdings = roles.filter(({ userId }) => userId === person.userId).sort((a, b) => a.fromAt.getTime() - b.fromAt.getTime())
  const [held] = holdings
  if (held) return { kind: 'held_role', role: held.role, at: held.fromAt }
  const [first] = [...own].sort(compareEntries)
  return first ? { kind: 'was_there', at: first.happenedAt } : null
}

const hour = 60 * 60 * 1000

/** The same evening, the days after, and when the first work has come of it. */
function momentAfter(resolvedAt: Date, now: Date): Moment {
  const passed = now.getTime() - resolvedAt.getTime()
  if (passed < 12 * hour) return 'hour-after'
  return passed < 14 * 24 * hour ? 'days-after' : 'month-after'
}
