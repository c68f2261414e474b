import type { AfterwardsCounts } from '../afterwards.ts'
import { type Incident, nameOf } from '../incident.ts'
import { type KnownMaterial, knownMaterial } from '../known-material.ts'
import { compareHoldings } from '../labels.ts'
import type { AllMaterial } from '../material/material.ts'
import type { RoleHolding } from '../people.ts'
import { answerRef } from '../prompts.ts'
import type { Elicits, Moment } from '../question.ts'
import { compareEntries, type Entry, entryRef } from '../timeline.ts'
import { type Account, accountsOf } from './review-accounts.ts'
import { type Gap, gapsIn } from './review-gaps.ts'
import { partRef, type ShownPart, standingParts } from './review-parts.ts'

export const reviewStates = ['draft', 'open', 'published', 'declined'] as const
export type ReviewState = (typeof reviewStates)[number]

/** An answer that its writer released, as the review may show it. `questionText` is what was asked; empty where it is not known any more, as `elicits` is then. */
export type ShownAnswer = {
  id: number
  promptId: string
  userId: string
  visibility: 'by_role' | 'with_name'
  /** Null where it cannot be opened now. */
  text: string | null
  entryId: number | null
  momentAt: Date | null
  questionText: string
  /** What was to be brought to light by it. */
  elicits: readonly Elicits[]
  /** When it was asked. */
  moment?: Moment
  /** Which question of the bank it was. */
  questionId?: string
}

/**
 * Everything a review is compiled from. `entries` are those that may be shown; `answers` only released ones of an opened
 * review (before `openedAt` none is used); `asked.people` counts people, and nobody is named by it.
 * `material` is what people said of conditions, safeguards, changes and the rest.
 * `depth` is the review depth of the severity; anything but `none` and `one_question` is a full one.
 */
export type ReviewFacts = {
  incident: Incident
  entries: readonly Entry[]
  /** The entries beside which their authors want their names. */
  named: ReadonlySet<number>
  roles: readonly RoleHolding[]
  answers: readonly ShownAnswer[]
  /** The words of accounts that stand without attribution, in an order that comes from these words; null where one cannot be opened now. */
  merged: readonly (string | null)[]
  /** Every version of the sections that people wrote. */
  parts: readonly ShownPart[]
  review: {
    state: ReviewState
    opensAt: Date
    openedAt: Date | null
    depth?: string
    publishedAt?: Date | null
    /** What was said beside publishing it. */
    publishedNote?: string | null
    declinedReason?: string | null
  }
  material: AllMaterial
  /** What was said after the meeting, counted; null where nothing is shown of it. */
  afterwards?: AfterwardsCounts | null
  asked: { people: number }
  severityLabel: string
}

/** The facts in one order, whatever order they came in, and findable by the names of their sources. */
export type Known = {
  facts: ReviewFacts
  /** The incident as a source: `INC-12`. */
  ref: string
  entries: Entry[]
  answers: ShownAnswer[]
  merged: readonly (string | null)[]
  roles: RoleHolding[]
  entryOf: ReadonlyMap<string, Entry>
  answerOf: ReadonlyMap<string, ShownAnswer>
  partOf: ReadonlyMap<string, ShownPart>
  /** What stands in the sections that people write, by section. */
  standing: ReadonlyMap<string, ShownPart>
  /** Shown answers by the id of the entry they are about. */
  answersAbout: ReadonlyMap<number | null, ShownAnswer[]>
  /** The accounts of moments that have a card, by answer. */
  accountOf: ReadonlyMap<number, Account>
  material: KnownMaterial
  gaps: ReadonlyMap<string, Gap>
  /** From which moment on "before" is counted. */
  noticed: { at: Date; word: 'detection' | 'declaration' }
  people: ReadonlySet<string>
}

export function knownFrom(facts: ReviewFacts): Known {
  const { incident } = facts
  const entries = [...facts.entries].sort(compareEntries)
  const isOpen = facts.review.openedAt !== null
  const answers = isOpen ? [...facts.answers].sort((a, b) => a.id - b.id) : []
  const entryOf = new Map(entries.map((entry) => [entryRef(entry.id), entry]))
  const answerOf = new Map(answers.map((answer) => [answerRef(answer.id), answer]))
  const wordsOf = (source: string): string | null =>
    entryOf.has(source) ? (entryOf.get(source)?.text ?? '') : (answerOf.get(source)?.text ?? null)
  return {
    facts,
    ref: nameOf(incident),
    entries,
    answers,
    merged: isOpen ? facts.merged : [],
    roles: [...facts.roles].sort(compareHoldings),
    partOf: new Map(facts.parts.map((part) => [partRef(part), part])),
    standing: standingParts(facts.parts),
    entryOf,
    answerOf,
    answersAbout: byEntry(answers),
    accountOf: accountsOf(entries, answers),
    material: knownMaterial(facts.material, wordsOf, () => isOpen),
    gaps: gapsIn(incident, entries),
    noticed: incident.detectedAt
      ? { at: incident.detectedAt, word: 'detection' }
      : { at: incident.declaredAt, word: 'declaration' },
    people: peopleIn(facts),
  }
}

function byEntry(answers: readonly ShownAnswer[]): Map<number | null, ShownAnswer[]> {
  const found = new Map<number | null, ShownAnswer[]>()
  for (const answer of answers) {
    const beside = found.get(answer.entryId)
    if (beside) beside.push(answer)
    else found.set(answer.entryId, [answer])
  }
  return found
}

/** Every user id that the facts hold, so that none of them is shown. */
export function peopleIn(facts: Pick<ReviewFacts, 'incident' | 'entries' | 'roles' | 'answers' | 'material'>): Set<string> {
  const { surprise, helped, change } = facts.material
  const ids = [
    facts.incident.declaredBy,
    ...facts.roles.map(({ userId }) => userId),
    ...facts.answers.map(({ userId }) => userId),
    ...surprise.flatMap(({ personId }) => personId ?? []),
    ...helped.flatMap(({ thankedId }) => thankedId ?? []),
    ...change.flatMap(({ ownerId }) => ownerId ?? []),
  ]
  for (const entry of facts.entries) ids.push(...(entry.authorId === null ? [] : [entry.authorId]), ...entry.markedBy)
  return new Set(ids)
}

export const isThere = (known: Known, source: string): boolean =>
  source === known.ref ||
  known.entryOf.has(source) ||
  known.answerOf.has(source) ||
  known.partOf.has(source) ||
  known.material.of.has(source)
