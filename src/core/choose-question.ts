import type { Round } from './asking.ts'
import { momentsOf, rankOf } from './moments-of-entry.ts'
import { mayAsk, type Pace, type Permission } from './pace.ts'
import type { PromptState } from './prompts.ts'
import { type Audience, canBeFilled, type Elicits, type Moment, type Question, type Slots } from './question.ts'
import { type ChoiceReason, reasonOf } from './question-reason.ts'
import type { Story } from './story.ts'
import { compareEntries, type Entry } from './timeline.ts'

export { type ChoiceReason, reasonText } from './question-reason.ts'
export { type Story, storyOf } from './story.ts'

/** What one person was asked about an incident before, and what became of it. `entryId` is null for a question about the whole. */
export type AskedBefore = { questionId: string; entryId: number | null; state: PromptState }

/** When a question comes: in a round of the bot's, or because they wanted one more. */
export type Occasion = Round | 'more'

export type ChoiceInput = {
  userId: string
  story: Story
  /** The bank, as the team has it. */
  questions: readonly Question[]
  occasion: Occasion
  askedBefore: readonly AskedBefore[]
  /** Whether they left themselves a note, which is an account of the whole. */
  hasNote: boolean
  pace: Pace
  /** Null while people are at work on it: then nobody is asked to reflect. */
  resolvedAt: Date | null
  now: Date
  /** A month after: whether they asked to be asked again, and whether the review tells of usual work. */
  isWished?: boolean
  hasUsualWork?: boolean
}

export type Choice = { question: Question; entry: Entry | null; momentAt: Date | null; reason: ChoiceReason }

/** A question now; not before `until`; or none, and why: people at work, their own wish, enough asked, nothing (more) to ask. */
export type Decision =
  | { kind: 'ask'; choice: Choice }
  | Extract<Permission, { kind: 'wait' }>
  | { kind: 'none'; why: 'at_work' | 'never' | 'muted' | 'enough' | 'nothing_left' }

/**
 * Whether one person is asked something about an incident now, and what: the question that fits them best.
 * It is about their own entry, never about somebody else's: first what they did or decided, first what they had not been asked
 * about, first what came before the picture changed. The kind of entry decides the kind of question, and what they have told
 * already is not what comes next. The same question about the same entry never comes twice, and one that they would not answer
 * is not tried again in other words. Where no entry of theirs is left, it is about the whole. People are not compared.
 */
export function chooseQuestion(input: ChoiceInput): Decision {
  const { resolvedAt, pace, now } = input
  const permission = mayAsk(pace, now)
  if (permission.kind === 'no' && permission.why !== 'enough') return { kind: 'none', why: permission.why }
  if (resolvedAt === null) return { kind: 'none', why: 'at_work' }
  if (permission.kind === 'no') return { kind: 'none', why: permission.why }
  if (permission.kind === 'wait' && permission.why === 'hour') return permission
  const choice = fitting(input, resolvedAt)
  if (!choice) return { kind: 'none', why: 'nothing_left' }
  return permission.kind === 'wait' ? permission : { kind: 'ask', choice }
}

/** What the record gives to fill in a question about an entry. `formatTime` words a moment for the reader. */
export function slotsOf(entry: Entry, formatTime: (moment: Date) => string): Slots {
  const time = { time: formatTime(entry.happenedAt) }
  return entry.text === null ? time : { ...time, action: entry.text }
}

function fitting(input: ChoiceInput, resolvedAt: Date): Choice | null {
  switch (input.occasion) {
    case 'first':
    case 'more':
      return aboutAnEntry(input) ?? aboutTheWhole(input, momentAfter(resolvedAt, input.now))
    case 'days-after':
      return onlyTheirs(input)
    case 'month-after':
      return aboutTheWhole(input, 'month-after')
  }
}

/** Up to this rank an entry is what somebody did, decided, thought or was surprised by: nobody else can tell how that was. */
const theirsAlone = 1

/** Something that only they can tell, and have not: about a moment of theirs, or how it all went from their side. */
function onlyTheirs(input: ChoiceInput): Choice | null {
  const untold = aboutAnEntry(input, (entry) => rankOf(entry) <= theirsAlone && !isAskedAbout(input, entry))
  return untold ?? (input.hasNote ? null : aboutTheWhole(input, 'days-after', ['local-rationality']))
}

const isAskedAbout = ({ askedBefore }: ChoiceInput, { id }: Entry): boolean => askedBefore.some(({ entryId }) => entryId === id)

function aboutAnEntry(input: ChoiceInput, isMeant: (entry: Entry) => boolean = () => true): Choice | null {
  const { story, userId } = input
  const order = (entry: Entry): number[] => [
    isAskedAbout(input, entry) ? 1 : 0,
    rankOf(entry),
    entry.happenedAt.getTime() < story.clearerAt ? 0 : 1,
  ]
  const own = (story.own.get(userId) ?? []).filter((entry) => isMeant(entry) && !isUnwanted(input, entry))
  for (const { entry } of own.map((entry) => ({ entry, order: order(entry) })).sort(byOrder)) {
    const question = questionAbout(input, entry)
    if (question) return { question, entry, momentAt: entry.happenedAt, reason: reasonOf(entry) }
  }
  return null
}

/** They would not say anything about it, or it was not theirs. */
const isUnwanted = ({ askedBefore }: ChoiceInput, { id }: Entry): boolean =>
  askedBefore.some(({ entryId, state }) => entryId === id && (state === 'skipped' || state === 'passed'))

type Ordered = { entry: Entry; order: number[] }

function byOrder(a: Ordered, b: Ordered): number {
  const difference = a.order.map((place, index) => place - (b.order[index] ?? 0)).find((step) => step !== 0)
  return difference ?? compareEntries(a.entry, b.entry)
}

/** A question of the kinds that fit the entry, not asked about it yet; one that they have not met before one that brings up the same again. */
function questionAbout(input: ChoiceInput, entry: Entry): Question | null {
  const { questions, askedBefore } = input
  const slots = slotsOf(entry, (moment) => moment.toISOString())
  const fitting = momentsOf(entry)
    .flatMap((moment) => questions.filter((question) => question.moment === moment))
    .filter((question) => forTheAuthor.includes(question.audience) && canBeFilled(question, slots))
    .filter(({ id }) => !askedBefore.some(({ questionId, entryId }) => questionId === id && entryId === entry.id))
  const fresh = fitting.filter(({ id }) => !askedBefore.some(({ questionId }) => questionId === id))
  const told = toldAbout(input)
  return fresh.find(({ elicits }) => !elicits.some((kind) => told.has(kind))) ?? fresh[0] ?? fitting[0] ?? null
}

/** What their answers have brought to light already. */
const toldAbout = ({ questions, askedBefore }: ChoiceInput): Set<Elicits> =>
  new Set(
    askedBefore.flatMap(({ questionId, state }) =>
      state === 'answered' ? (questions.find(({ id }) => id === questionId)?.elicits ?? []) : [],
    ),
  )

const forTheAuthor: readonly Audience[] = ['author', 'declarer', 'involved', 'responders']

/** For those with a place in the incident and no entry left to ask about. How somebody is belongs to the opening, not here. */
function aboutTheWhole(input: ChoiceInput, moment: Moment, wanted: readonly Elicits[] = []): Choice | null {
  const reason = reasonForTheWhole(input)
  const question = input.questions
    .filter((candidate) => candidate.moment === moment && forAnybodyInvolved.includes(candidate.audience))
    .filter(({ elicits }) => !elicits.includes('wellbeing') && !elicits.includes('consent'))
    .filter(({ elicits }) => moment !== 'month-after' || !elicits.includes('usual-work') || input.hasUsualWork)
    .filter(({ elicits }) => wanted.every((kind) => elicits.includes(kind)))
    .find((candidate) => canBeFilled(candidate, {}) && !input.askedBefore.some(({ questionId }) => questionId === candidate.id))
  return reason && question ? { question, entry: null, momentAt: null, reason } : null
}

const forAnybodyInvolved: readonly Audience[] = ['involved', 'responders']

function reasonForTheWhole({ userId, story, isWished }: ChoiceInput): ChoiceReason | null {
  if (isWished) return { kind: 'wished' }
  const [held] = story.held.get(userId) ?? []
  if (held) return { kind: 'held_role', role: held.role, at: held.fromAt }
  const [first] = story.own.get(userId) ?? []
  return first ? { kind: 'was_there', at: first.happenedAt } : null
}

const hour = 60 * 60 * 1000

/** The same evening, the days after, and when the first work has come of it. */
function momentAfter(resolvedAt: Date, now: Date): Moment {
  const passed = now.getTime() - resolvedAt.getTime()
  if (passed < 12 * hour) return 'hour-after'
  return passed < 14 * 24 * hour ? 'days-after' : 'month-after'
}
