import { isThankedNamed } from '../credit.ts'
import type { Told } from '../known-material.ts'
import { withoutNumber } from '../labels.ts'
import {
  type Condition,
  type ConsideredChange,
  type Helped,
  materialRef,
  type Safeguard,
  type Surprise,
  type UsualWork,
} from '../material/material.ts'
import { answerRef } from '../prompts.ts'
import { openParts, partOf } from '../review/review-accounts.ts'
import type { Known } from '../review/review-facts.ts'
import type { Since } from '../since.ts'
import { entryRef } from '../timeline.ts'
import type { Clean, ExportInput } from './export-clean.ts'

/** What people recorded for the review, as plain data; `with` is what all of it is written with. */
type With = { input: ExportInput; clean: Clean; known: Known }

/** Everything that people recorded for the review, each kind in its order, and how it hangs together. */
export function materialJson(of: With) {
  const { material } = of.known
  const ref = (id: number): string => materialRef({ kind: 'condition', id })
  return {
    conditions: material.condition.map((one) => conditionJson(one, of)),
    links: material.links.map(({ fromId, toId, kind }) => ({ from: ref(fromId), to: ref(toId), kind })),
    neededTogether: material.together.map(({ conditionIds }) => conditionIds.map(ref)),
    safeguards: material.safeguard.map((one) => safeguardJson(one, of)),
    usualWork: material.usual.map((one) => usualJson(one, of)),
    surprises: material.surprise.map((one) => surpriseJson(one, of)),
    helped: material.helped.map((one) => helpedJson(one, of)),
    changes: material.change.map((one) => changeJson(one, of)),
  }
}

/** Accounts of moments at which somebody did or decided something, one person's each: which answer tells which part, and what is open. */
export function accountsJson({ accountOf }: Known) {
  return [...new Set(accountOf.values())].map((account) => ({
    entry: entryRef(account.entryId),
    number: account.number,
    of: account.of,
    answers: account.answers.map((answer) => ({ part: partOf(answer), answer: answerRef(answer.id) })),
    open: openParts(account),
  }))
}

const words = (text: string | null, { clean }: With): string | null => (text === null ? null : clean.readable(text))

const baseOf = ({ ref, words: text, sources }: Told, { clean, known }: With) => ({
  id: ref,
  text: clean.readable(text),
  wordsOf: sources[1] ?? null,
  evidence: known.material.evidence.get(ref) ?? [],
})

const conditionJson = (one: Told<Condition>, of: With) => ({
  ...baseOf(one, of),
  part: one.part,
  area: one.area,
  since: sinceJson(one.since, of),
  until: sinceJson(one.until, of),
  sureness: one.sureness,
  beenThere: of.known.material.beenThere.get(one.ref) ?? 0,
})

const safeguardJson = (one: Told<Safeguard>, of: With) => ({
  ...baseOf(one, of),
  state: one.state,
  since: sinceJson(one.since, of),
  visibleFrom: words(one.visibleFrom, of),
  weighedAgainst: words(one.weighedAgainst, of),
  replacement: words(one.replacement, of),
})

const usualJson = (one: Told<UsualWork>, of: With) => ({
  ...baseOf(one, of),
  written: words(one.written, of),
  isNothingWritten: one.isNothingWritten,
  usual: words(one.usual, of),
  since: sinceJson(one.since, of),
  easier: words(one.easier, of),
  thisTime: words(one.thisTime, of),
})

function surpriseJson(one: Told<Surprise>, of: With) {
  const { known } = of
  const entry = one.entryId === null ? null : entryRef(one.entryId)
  return {
    ...baseOf(one, of),
    person: personJson(one, of),
    entry: entry !== null && known.entryOf.has(entry) ? entry : null,
    momentAt: one.momentAt?.toISOString() ?? null,
    expected: words(one.expected, of),
    changedMyMind: words(one.changedMyMind, of),
  }
}

/** By label without its number, or by name where they want it; whose it is is not known where it is made of words of somebody else's. */
function personJson({ personId, isNamed }: Surprise, { input, clean }: With): string {
  if (personId === null) return 'somebody'
  return isNamed ? clean.plain(input.names(personId)) : withoutNumber(input.labels(personId))
}

function helpedJson(one: Told<Helped>, of: With) {
  const { labels, names } = of.input
  const thanked = one.thankedId
  return {
    ...baseOf(one, of),
    through: one.through,
    thanksTo: thanked === null ? null : isThankedNamed(one) ? of.clean.plain(names(thanked)) : labels(thanked),
  }
}

function changeJson(one: Told<ConsideredChange>, of: With) {
  const condition = one.conditionId === null ? null : materialRef({ kind: 'condition', id: one.conditionId })
  return {
    ...baseOf(one, of),
    state: one.state,
    condition: condition !== null && of.known.material.of.has(condition) ? condition : null,
    how: one.how,
    newTrouble: words(one.newTrouble, of),
    whoseWorkGrows: words(one.whoseWorkGrows, of),
    owner: one.ownerId === null ? null : of.input.labels(one.ownerId),
    dueOn: dayOf(one.dueOn),
    lookAgainOn: dayOf(one.lookAgainOn),
    ticketUrl: of.clean.address(one.ticketUrl),
    grounds: words(one.grounds, of),
    outcome: words(one.outcome, of),
    outcomeAt: one.outcomeAt?.toISOString() ?? null,
  }
}

const dayOf = (at: Date | null): string | null => at?.toISOString().slice(0, 10) ?? null

/** As exact as it is known: "2021", "2026-04", "2026-09-22", a moment; or people's own words for it. */
function sinceJson(since: Since | null, { clean }: With) {
  if (since === null) return null
  if ('words' in since) return { precision: 'words' as const, value: clean.readable(since.words) }
  const { at, precision } = since
  return { precision, value: at.toISOString().slice(0, lengths[precision]) }
}

const lengths = { minute: undefined, day: 10, month: 7, year: 4 } as const
