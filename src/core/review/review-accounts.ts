import type { Elicits } from '../question.ts'
import type { Entry } from '../timeline.ts'
import type { ShownAnswer } from './review-facts.ts'

/**
 * The parts of a card beside what was done, in their order, by what the question was to bring to light. What people tell in answer
 * to anything else is told as it is.
 */
export const cardParts = [
  { label: 'saw', elicits: 'cue' },
  { label: 'took to be true', elicits: 'interpretation' },
  { label: 'wanted', elicits: 'goals' },
  { label: 'options', elicits: 'trade-off' },
  { label: 'expected', elicits: 'expectation' },
] as const satisfies { label: string; elicits: Elicits }[]
export type CardPart = (typeof cardParts)[number]['label'] | 'told'

/** One person's account of one moment: theirs alone, and never put together with another one. */
export type Account = {
  entryId: number
  /** Its place among the accounts of the moment, from 1, and how many those are. */
  number: number
  of: number
  /** In the order of the parts. */
  answers: ShownAnswer[]
}

/** Moments at which somebody did or decided something have a card. */
export const hasCard = ({ kind }: Pick<Entry, 'kind'>): boolean => kind === 'action' || kind === 'decision'

/** Which part of a card an answer tells. */
export const partOf = ({ elicits }: ShownAnswer): CardPart =>
  cardParts.find((part) => elicits.includes(part.elicits))?.label ?? 'told'

/** Which parts of a card an account leaves open. */
export const openParts = ({ answers }: Pick<Account, 'answers'>): string[] => {
  const told = new Set<string>(answers.map(partOf))
  return cardParts.map(({ label }) => label).filter((label) => !told.has(label))
}

/**
 * The accounts of the moments that have a card, by answer. What somebody released with their name and what by their role are two
 * accounts: one must not name the other.
 * @param answers by id
 */
export function accountsOf(entries: readonly Entry[], answers: readonly ShownAnswer[]): Map<number, Account> {
  const withCard = new Set(entries.filter(hasCard).map(({ id }) => id))
  const groups = new Map<string, { entryId: number; answers: ShownAnswer[] }>()
  for (const answer of answers) {
    if (answer.entryId === null || !withCard.has(answer.entryId)) continue
    const key = `${answer.entryId} ${answer.userId} ${answer.visibility}`
    const group = groups.get(key)
    if (group) group.answers.push(answer)
    else groups.set(key, { entryId: answer.entryId, answers: [answer] })
  }
  return byAnswer([...groups.values()])
}

function byAnswer(groups: readonly { entryId: number; answers: ShownAnswer[] }[]): Map<number, Account> {
  const counts = new Map<number, number>()
  for (const { entryId } of groups) counts.set(entryId, (counts.get(entryId) ?? 0) + 1)
  const numbers = new Map<number, number>()
  return new Map(
    groups.flatMap(({ entryId, answers }) => {
      const number = (numbers.get(entryId) ?? 0) + 1
      numbers.set(entryId, number)
      const account = { entryId, number, of: counts.get(entryId) ?? 1, answers: answers.toSorted(inOrderOfParts) }
      return answers.map(({ id }): [number, Account] => [id, account])
    }),
  )
}

const inOrderOfParts = (a: ShownAnswer, b: ShownAnswer): number => placeOfPart(a) - placeOfPart(b) || a.id - b.id

const placeOfPart = (answer: ShownAnswer): number => {
  const place = cardParts.findIndex(({ label }) => label === partOf(answer))
  return place < 0 ? cardParts.length : place
}
