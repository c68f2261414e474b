import { withoutNumber } from './labels.ts'
import { answerRef } from './prompts.ts'
import type { Known, ShownAnswer } from './review-facts.ts'
import type { Made, Template } from './review-template.ts'
import { kindText, momentText } from './review-timeline.ts'
import { type Entry, entryRef } from './timeline.ts'

/**
 * What an account of a decision or an action has, beside what was done. While nobody's account is there, that is said, and
 * nothing is guessed; once anybody was asked, it is not told who was, or chose to keep theirs.
 */
const partsOfAccount = 'saw, took to be true, wanted, expected'

/** Released answers beside their moments, one by one: accounts are never merged. */
export const insideTemplates: readonly Template[] = [
  {
    key: 'moment',
    section: 'inside',
    applies: (known) =>
      known.entries.flatMap((entry, at): Made[] =>
        isAwaited(known, entry) ? [{ sources: [entryRef(entry.id)], rank: at }] : [],
      ),
    text: (known, { sources: [source = ''] }, say) => {
      const entry = known.entryOf.get(source)
      if (!entry || !isAwaited(known, entry)) return null
      return [
        `${momentText(known, entry.happenedAt, say)} · ${kindText(entry.kind)}: ${partsOfAccount}: ${known.facts.asked.people === 0 ? 'not asked yet' : 'no account here yet'}.`,
      ]
    },
  },
  {
    key: 'answer',
    section: 'inside',
    applies: (known) => {
      const rankOf = rankIn(known)
      return known.answers.map((answer) => ({ sources: [answerRef(answer.id)], rank: rankOf(answer) }))
    },
    text: (known, { sources: [source = ''] }, say) => {
      const answer = known.answerOf.get(source)
      if (!answer) return null
      const at = momentOf(known, answer)
      const who =
        answer.visibility === 'with_name' ? say.plain(say.name(answer.userId)) : withoutNumber(say.person(answer.userId))
      const asked = answer.questionText.trim() === '' ? [] : [', asked ', say.quote(answer.questionText)]
      const words = answer.text === null ? 'this account cannot be read now.' : say.quote(answer.text)
      return [at === null ? '' : `${momentText(known, at, say)} · `, who, ...asked, ': ', words]
    },
  },
]

/** A decision or an action of which nobody's account is there. */
const isAwaited = (known: Known, { id, kind }: Entry): boolean =>
  (kind === 'action' || kind === 'decision') && !known.answersAbout.has(id)

const momentOf = (known: Known, { entryId, momentAt }: ShownAnswer): Date | null =>
  (entryId === null ? undefined : known.entryOf.get(entryRef(entryId))?.happenedAt) ?? momentAt

/** Behind its entry; without one behind the last entry of its time; without a time at the end. */
function rankIn(known: Known): (answer: ShownAnswer) => number {
  const places = new Map(known.entries.map(({ id }, at) => [id, at]))
  return ({ entryId, momentAt }) => {
    const place = entryId === null ? undefined : places.get(entryId)
    if (place !== undefined) return place + 0.25
    return momentAt === null ? known.entries.length : placeOf(known.entries, momentAt) - 0.5
  }
}

/** How many entries lie at or before a moment. */
function placeOf(entries: readonly Entry[], at: Date): number {
  let low = 0
  let high = entries.length
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const entry = entries[middle]
    if (entry && entry.happenedAt <= at) low = middle + 1
    else high = middle
  }
  return low
}
