import type { AgendaKey } from './meeting-agenda.ts'
import { fillQuestion, type Question, type Slots } from './question.ts'
import { hasCard, openParts } from './review/review-accounts.ts'
import { type Known, knownFrom, type ReviewFacts } from './review/review-facts.ts'
import { beyondOf } from './review/review-heard.ts'
import { type Piece, type ReviewWords, type Say, sayFor } from './review/review-words.ts'
import type { Entry } from './timeline.ts'

/** A question for the host to put to those who meet, and what is open that it is about. The words may be people's; whoever shows them escapes them. */
export type GuideQuestion = {
  part: AgendaKey
  questionId: string
  question: string
  followUps: readonly string[]
  about: string[]
}

/** What is open in one place: the words for it, and what the record gives to fill in the question. */
type Open = { about: string; slots?: Slots }

/** When a question is offered: whenever `find` finds something that is open. With `isEach` it comes once for each, filled in. */
type Opening = { part: AgendaKey; questionId: string; isEach?: true; find(known: Known, say: Say): Open[] }

/** So many lines stand beside one question, and so many times one comes filled in. */
const mostAbout = 5
const mostEach = 2

const textOf = (pieces: readonly Piece[]): string => pieces.map(({ text }) => text).join('')

/** The words of something, without quotation marks: they go into a question. */
const wordsOf = (words: string, say: Say): string => textOf(say.brief(words)).slice(1, -1)

/** Moments that several people told something about: whether they differ is theirs to say. */
function whereAccountsDiffer({ entries, answersAbout }: Known, say: Say): Open[] {
  return entries.flatMap((entry) => {
    const people = new Set(answersAbout.get(entry.id)?.map(({ userId }) => userId))
    return people.size < 2 ? [] : [{ about: `${momentOf(entry, say)}: several accounts stand beside each other.` }]
  })
}

/** Actions and decisions of which a part, or all, is "not asked yet". */
function whereNothingIsTold({ entries, accountOf, answersAbout }: Known, say: Say): Open[] {
  return entries.filter(hasCard).flatMap((entry): Open[] => {
    const slots = { time: say.when(entry.happenedAt) }
    const accounts = (answersAbout.get(entry.id) ?? []).flatMap(({ id }) => accountOf.get(id) ?? [])
    if (accounts.length === 0) return [{ about: `${momentOf(entry, say)}: not asked yet, or no account here yet.`, slots }]
    const open = openParts({ answers: accounts.flatMap(({ answers }) => answers) })
    return open.length === 0 ? [] : [{ about: `${momentOf(entry, say)}, not told here: ${open.join(', ')}.`, slots }]
  })
}

const momentOf = ({ happenedAt, kind }: Entry, say: Say): string => `${say.when(happenedAt)} · ${kind}`

const safeguardsUnknown = ({ material }: Known, say: Say): Open[] =>
  material.safeguard
    .filter(({ state, visibleFrom }) => state === 'unknown' || visibleFrom === null)
    .map(({ words, state }) => ({
      about: state === 'unknown' ? 'How it was is not known.' : 'Where it could be seen is not said.',
      slots: { safeguard: wordsOf(words, say) },
    }))

const safeguardsSinceUnknown = ({ material }: Known, say: Say): Open[] =>
  material.safeguard
    .filter(
      ({ state, since, weighedAgainst }) =>
        (state === 'weakened' || state === 'absent') && (since === null || weighedAgainst === null),
    )
    .map(({ words, since }) => ({
      about: since === null ? 'Since when is not said.' : 'What it was weighed against is not said.',
      slots: { safeguard: wordsOf(words, say) },
    }))

/** Access and shared environments of which nobody has told yet how they came about. */
const accessUnexplained = ({ material }: Known, say: Say): Open[] =>
  material.condition
    .filter(({ area, id }) => area === 'access_environment' && !material.links.some(({ toId }) => toId === id))
    .map(({ words }) => ({ about: textOf(say.brief(words)) }))

/** Guesses that nothing recorded stands behind, as questions. */
const guesses = ({ material }: Known, say: Say): Open[] =>
  material.condition
    .filter(({ sureness, ref }) => sureness === 'guess' && !material.evidence.has(ref))
    .map(({ words }) => ({ about: `A guess: ${textOf(say.brief(words))}?` }))

/** What people know, and do not only guess: a guess is asked about as one. */
const knownConditions = ({ material }: Known) => material.condition.filter(({ sureness }) => sureness !== 'guess')

const withNothingBehind = (known: Known, say: Say): Open[] =>
  knownConditions(known)
    .filter(({ id }) => !known.material.links.some(({ toId, kind }) => toId === id && kind === 'made_possible'))
    .map(({ words }) => ({ about: 'Nothing one step further back is written.', slots: { condition: wordsOf(words, say) } }))

const whereNothingWasWeighed = ({ answers }: Known): Open[] =>
  answers.some(({ elicits }) => elicits.includes('goals') || elicits.includes('trade-off'))
    ? []
    : [{ about: 'Nobody has told here yet what was weighed.' }]

const changesWithoutCondition = ({ material }: Known, say: Say): Open[] =>
  material.change
    .filter(({ conditionId, state }) => conditionId === null && state !== 'declined' && state !== 'dropped')
    .map(({ words }) => ({ about: textOf(say.brief(words)) }))

const declinedWithoutGrounds = ({ material }: Known, say: Say): Open[] =>
  material.change
    .filter(({ state, grounds }) => state === 'declined' && grounds === null)
    .map(({ words }) => ({ about: `Declined, without grounds: ${textOf(say.brief(words))}` }))

/** What one asks the bank for, by what is open. In the order in which one comes to it. */
const openings: readonly Opening[] = [
  { part: 'accounts', questionId: 'accounts-differ', find: whereAccountsDiffer },
  { part: 'accounts', questionId: 'cover-the-outcome', find: whereNothingIsTold },
  { part: 'accounts', questionId: 'new-to-you', find: () => [{ about: '' }] },
  {
    part: 'unclear',
    questionId: 'weeks-before',
    find: (known) => (beyondOf(known).length > 0 ? [] : [{ about: 'Nobody from beyond the response has been heard.' }]),
  },
  { part: 'unclear', questionId: 'safeguard-visible', isEach: true, find: safeguardsUnknown },
  { part: 'unclear', questionId: 'safeguard-changed', isEach: true, find: safeguardsSinceUnknown },
  { part: 'unclear', questionId: 'access-came-about', find: accessUnexplained },
  { part: 'unclear', questionId: 'still-unexplained', find: guesses },
  {
    part: 'unclear',
    questionId: 'conditions-together',
    find: ({ material }) => (material.condition.length > 0 ? [] : [{ about: 'No condition is written down.' }]),
  },
  { part: 'unclear', questionId: 'one-step-back', isEach: true, find: withNothingBehind },
  {
    part: 'unclear',
    questionId: 'also-elsewhere',
    find: (known, say) => knownConditions(known).map(({ words }) => ({ about: textOf(say.brief(words)) })),
  },
  { part: 'unclear', questionId: 'goals-in-conflict', find: whereNothingWasWeighed },
  {
    part: 'next',
    questionId: 'the-next-one',
    find: ({ standing }) => (standing.has('next') ? [] : [{ about: '“The next one” is not answered yet.' }]),
  },
  { part: 'next', questionId: 'change-touches', find: changesWithoutCondition },
  { part: 'next', questionId: 'left-as-it-is', find: declinedWithoutGrounds },
]

/**
 * The questions for the host: chosen from the bank by what is open in the review now, so that the guide grows with what is unclear
 * and shrinks as it is told. What a team has added for review meetings comes with what is unclear; what it has switched off, not.
 * @param unknown what the review says under "still unknown", in words
 */
export function guideFor(
  facts: ReviewFacts,
  bank: readonly Question[],
  words: ReviewWords,
  unknown: readonly string[],
): GuideQuestion[] {
  const known = knownFrom(facts)
  const say = sayFor(known, words)
  const used = new Set(openings.map(({ questionId }) => questionId))
  const own = bank.filter(({ id, moment, audience }) => moment === 'review-meeting' && audience === 'involved' && !used.has(id))
  const found = openings.flatMap((opening) => {
    const question = bank.find(({ id }) => id === opening.questionId)
    const open = opening.find(known, say)
    const all = opening.questionId === 'still-unexplained' ? [...open, ...unknown.map((about) => ({ about }))] : open
    return question && all.length > 0 ? asked(opening, question, all) : []
  })
  const added = own.flatMap((question) => asked({ part: 'unclear', questionId: question.id }, question, [{ about: '' }]))
  return [...found, ...added].sort((a, b) => placeOf(a) - placeOf(b))
}

const places: Record<AgendaKey, number> = { opening: 0, accounts: 1, unclear: 2, next: 3, after: 4 }
const placeOf = ({ part }: GuideQuestion): number => places[part]

function asked({ part, isEach }: Omit<Opening, 'find'>, question: Question, open: readonly Open[]): GuideQuestion[] {
  const one = (slots: Slots, about: string[]): GuideQuestion => ({
    part,
    questionId: question.id,
    question: fillQuestion(question, slots),
    followUps: question.followUps,
    about: about.filter((line) => line !== ''),
  })
  if (isEach) return open.slice(0, mostEach).map(({ slots, about }) => one(slots ?? {}, [about]))
  const lines = open.slice(0, mostAbout).map(({ about }) => about)
  const more = open.length > mostAbout ? [`… and ${open.length - mostAbout} more`] : []
  return [one(open[0]?.slots ?? {}, [...lines, ...more])]
}
