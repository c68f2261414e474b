import { compileReview } from './review.ts'
import type { ReviewFacts } from './review-facts.ts'
import { knownFrom } from './review-facts.ts'
import { beyondOf } from './review-heard.ts'
import { partKeys, sectionOf } from './review-sections.ts'

/**
 * What a review has not got that makes others learn more from one: shown to whoever publishes it, and holding up nobody.
 * Sentences of the bot's own, without a word of people's.
 */
export function hintsFor(facts: ReviewFacts): string[] {
  const known = knownFrom(facts)
  const filled = new Set(compileReview(facts).map(({ section }) => section))
  const empty = partKeys.filter((key) => key !== 'next' && key !== 'unknown' && !filled.has(key))
  return [
    ...(known.answers.length === 0 ? ['Nobody has been heard yet.'] : []),
    ...(known.answers.length > 0 && beyondOf(known).length === 0 ? ['Nobody from beyond the response has been heard.'] : []),
    ...conditionHints(known.material.condition),
    ...(known.standing.has('next') ? [] : ['“The next one” is not answered: how will it be noticed and handled?']),
    ...(empty.length === 0 ? [] : [`Nothing is written under ${listed(empty.map((key) => `“${sectionOf(key).heading}”`))}.`]),
  ]
}

/** From how many conditions and from how many people a review tells more than the most apparent explanation. */
const conditionsWanted = 3
const peopleWanted = 2

function conditionHints(conditions: readonly { recordedBy: string }[]): string[] {
  if (conditions.length === 0) return ['No condition is written down.']
  const isEnough =
    conditions.length >= conditionsWanted && new Set(conditions.map(({ recordedBy }) => recordedBy)).size >= peopleWanted
  return isEnough ? [] : [`Three conditions from two people show more than one side; there ${counted(conditions.length)} so far.`]
}

const counted = (count: number): string => (count === 1 ? 'is 1' : `are ${count}`)

const listed = (texts: string[]): string =>
  texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} and ${texts.at(-1)}`
