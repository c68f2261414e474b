import { type Incident, nameOf } from '../../core/incident.ts'
import type { Difference, SectionDifference, Stretch } from '../../core/review/review-compare.ts'
import { actions as blockActions, button, context, dateToken, type Message, message, section } from '../blocks.ts'
import { actions } from '../ids.ts'
import { linesBlocks, pagesOf, shownText } from './review-blocks.ts'

/** Two versions of a review, as somebody is shown what is different. */
export type ShownComparison = {
  incident: Incident
  from: { number: number; compiledAt: Date }
  to: { number: number; compiledAt: Date }
  newest: number
  differences: readonly SectionDifference[]
}

/** A page of what came, went and changed between two versions, for one person. `page` counts from 0 and is clamped. */
export function comparisonMessage(compared: ShownComparison, page: number): Message {
  const { incident, from, to, differences } = compared
  const title = `The review of ${nameOf(incident)}: version ${from.number} to ${to.number}`
  const blocks = differences.flatMap(({ heading, differences: own }) => linesBlocks(heading, own.map(lineOf)))
  const pages = pagesOf(blocks.length > 0 ? blocks : [section('Nothing that can be shown today is different between these two.')])
  const shown = Math.min(Math.max(page, 0), pages.length - 1)
  return message(title, [
    section(`*${title}*`),
    context(
      `Compiled ${dateToken(from.compiledAt, when)} and ${dateToken(to.compiledAt, when)}. What was withdrawn since is in neither.`,
    ),
    ...(pages[shown] ?? []),
    ...turning(compared, shown, pages.length),
  ])
}

const when = '{date_short_pretty} {time}'

function turning({ incident, from, to }: ShownComparison, page: number, count: number) {
  const leading = (text: string, target: number) =>
    button(text, `${actions.compareReview}:${target}`, { value: `${incident.id} ${from.number} ${to.number} ${target}` })
  const buttons = [...(page > 0 ? [leading('Back', page - 1)] : []), ...(page < count - 1 ? [leading('Go on', page + 1)] : [])]
  return buttons.length === 0 ? [] : [blockActions(`compare:${incident.id}`, ...buttons)]
}

function lineOf(difference: Difference): string {
  switch (difference.kind) {
    case 'came':
      return `:heavy_plus_sign: ${sentence(difference)}`
    case 'went':
      return `:heavy_minus_sign: ${sentence(difference)}`
    case 'changed':
      return `:left_right_arrow: ${sentence(difference.before)}\n   now: ${sentence(difference.after)}`
    case 'rewritten':
      return `:pencil2: ${difference.words.map(wordsOf).join('')}  _${difference.before.join(', ')} to ${difference.after.join(', ')}_`
  }
}

const sentence = ({ text, sources }: { text: string; sources: readonly string[] }): string =>
  `${shownText(text).replace(/\n/g, '\n   ')}  _${sources.join(', ')}_`

/** Said in signs that a screen reader reads out, too: colours and strokes alone would say nothing to some. */
function wordsOf({ kind, text }: Stretch): string {
  if (kind === 'same') return shownText(text)
  return kind === 'added' ? `[+${shownText(text)}+]` : `[-${shownText(text)}-]`
}
