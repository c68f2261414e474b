import { withoutNumber } from '../labels.ts'
import { answerRef } from '../prompts.ts'
import { type Entry, entryRef } from '../timeline.ts'
import { type Account, cardParts, hasCard, openParts, partOf } from './review-accounts.ts'
import type { Known, ShownAnswer } from './review-facts.ts'
import { surpriseTemplate } from './review-surprises.ts'
import type { Made, Template } from './review-template.ts'
import { kindText, momentOf, momentText, placeOf } from './review-timeline.ts'
import type { Part, Say } from './review-words.ts'

/**
 * What people tell, beside its moment, one by one: accounts are never merged. An action or a decision has a card: what was done, and
 * of each account what they saw, took to be true, wanted, expected. What nobody told is said to be open, and nothing is guessed.
 */
export const insideTemplates: readonly Template[] = [
  ofEntries('moment', hasCard, 0, (known, entry, say) => [
    `${momentText(known, entry.happenedAt, say)} · ${kindText(entry.kind)}: did `,
    entry.text === null ? 'what is on the timeline' : say.quote(entry.text),
    known.answersAbout.has(entry.id) ? '.' : `; ${cardParts.map(({ label }) => label).join(', ')}: ${notTold(known)}.`,
  ]),
  ofEntries('first', isFirst, 0.1, (known, entry, say) => [
    `${momentText(known, entry.happenedAt, say)} · a first account, how it was explained then: `,
    say.quote(entry.text ?? ''),
    '.',
  ]),
  {
    key: 'answer',
    section: 'inside',
    applies: (known) => {
      const rankOf = rankIn(known)
      return known.answers
        .filter((answer) => !isOfAfter(answer))
        .map((answer) => ({ sources: [answerRef(answer.id)], rank: rankOf(answer) }))
    },
    text: (known, { sources: [source = ''] }, say) => {
      const answer = known.answerOf.get(source)
      if (!answer) return null
      const asked = answer.questionText.trim() === '' ? [] : [', asked ', say.quote(answer.questionText)]
      const words = answer.text === null ? 'this account cannot be read now.' : say.quote(answer.text)
      const part = known.accountOf.has(answer.id) ? ` · ${partOf(answer)}` : ''
      return [...headOf(known, answer, say), part, ...asked, ': ', words]
    },
  },
  {
    key: 'open',
    section: 'inside',
    applies: (known) => {
      const rankOf = rankIn(known)
      return [...new Set(known.accountOf.values())].flatMap((account): Made[] => {
        const [first] = account.answers
        if (!first || openParts(account).length === 0) return []
        const rank = Math.floor(rankOf(first)) + placeInCard(account, account.answers.length)
        return [{ sources: account.answers.map(({ id }) => answerRef(id)), rank }]
      })
    },
    text: (known, { sources: [source = ''] }, say) => {
      const answer = known.answerOf.get(source)
      const account = answer && known.accountOf.get(answer.id)
      if (!answer || !account || openParts(account).length === 0) return null
      return [...headOf(known, answer, say), ` · ${openParts(account).join(', ')}: not asked yet, or not told here.`]
    },
  },
  surpriseTemplate(),
]

/** What was asked a month after is no account of how it was. */
export const isOfAfter = ({ moment }: ShownAnswer): boolean => moment === 'month-after'

/** Once anybody was asked, it is not told who was, or chose to keep theirs. */
const notTold = ({ facts }: Known): string =>
  facts.asked.people === 0 ? 'not asked yet' : 'not asked yet, or no account here yet'

/** A sentence on each entry of some kind, behind it. */
function ofEntries(
  key: string,
  holds: (entry: Entry) => boolean,
  behindIt: number,
  text: (known: Known, entry: Entry, say: Say) => Part[],
): Template {
  return {
    key,
    section: 'inside',
    applies: ({ entries }) =>
      entries.flatMap((entry, at): Made[] => (holds(entry) ? [{ sources: [entryRef(entry.id)], rank: at + behindIt }] : [])),
    text: (known, { sources: [source = ''] }, say) => {
      const entry = known.entryOf.get(source)
      return entry && holds(entry) ? text(known, entry, say) : null
    },
  }
}

/** An early explanation stays beside the later ones. */
function isFirst({ kind, text }: Entry): boolean {
  return kind === 'hypothesis' && text !== null && text.trim() !== ''
}

/** When, and whose: "14:28 · responder"; where a moment has several accounts, which of them. */
export function headOf(known: Known, answer: ShownAnswer, say: Say): Part[] {
  const at = momentOf(known, answer)
  const account = known.accountOf.get(answer.id)
  const who = answer.visibility === 'with_name' ? say.plain(say.name(answer.userId)) : withoutNumber(say.person(answer.userId))
  const which = account && account.of > 1 ? `account ${account.number} of ${account.of}, ` : ''
  return [at === null ? '' : `${momentText(known, at, say)} · `, which, who]
}

/** Behind its entry, one account after the other; without one behind the last entry of its time; without a time at the end. */
function rankIn(known: Known): (answer: Pick<ShownAnswer, 'id' | 'entryId' | 'momentAt'>) => number {
  const places = new Map(known.entries.map(({ id }, at) => [id, at]))
  return ({ id, entryId, momentAt }) => {
    const place = entryId === null ? undefined : places.get(entryId)
    const account = known.accountOf.get(id)
    if (place !== undefined && account)
      return (
        place +
        placeInCard(
          account,
          account.answers.findIndex((one) => one.id === id),
        )
      )
    if (place !== undefined) return place + 0.25
    return momentAt === null ? known.entries.length : placeOf(known.entries, momentAt) - 0.5
  }
}

/** Behind the entry and before the next one: a stretch for each account, in it a place for each of its answers and one for what is open. */
function placeInCard({ number, of, answers }: Account, at: number): number {
  const stretch = 0.5 / of
  return 0.2 + (number - 1) * stretch + (at / (answers.length + 1)) * stretch
}
