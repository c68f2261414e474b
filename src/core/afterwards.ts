import { smallestGroup } from './told-by-group.ts'

/** What is asked after a meeting: two things with a choice, and one in words. All can be left out. */
export const afterwardsQuestions = [
  {
    key: 'changes',
    text: 'Did something here change how you work?',
    choices: [
      { key: 'yes', label: 'Yes' },
      { key: 'a_little', label: 'A little' },
      { key: 'no', label: 'No' },
    ],
  },
  {
    key: 'again',
    text: 'Would you come again?',
    choices: [
      { key: 'yes', label: 'Yes' },
      { key: 'perhaps', label: 'Perhaps' },
      { key: 'no', label: 'No' },
    ],
  },
  { key: 'missing', text: 'What was missing?', choices: [] },
] as const
export type AfterwardsKey = (typeof afterwardsQuestions)[number]['key']

/** What somebody said to one of them: the key of a choice, or words. Whose it is, is kept nowhere. */
export type AfterwardsAnswer = { question: AfterwardsKey; text: string }

/** How many words there is room for, in characters. */
export const longestMissing = 1000

/** What became of asking one person. */
export const afterwardsStates = ['waiting', 'asked', 'answered', 'skipped'] as const
export type AfterwardsState = (typeof afterwardsStates)[number]

/** Fewer people than this would tell who said what; then nobody is asked, or nothing is shown. */
export const fewestAfterwards = smallestGroup

/**
 * What somebody filled in, as it is kept: known choices, and words without white space around them. Empty where nothing was said.
 */
export function afterwardsFrom(filled: Record<AfterwardsKey, string>): AfterwardsAnswer[] {
  return afterwardsQuestions.flatMap(({ key, choices }): AfterwardsAnswer[] => {
    const text = filled[key]
      .replaceAll('\0', '')
      .replace(/\p{Surrogate}/gu, '\ufffd')
      .trim()
      .slice(0, longestMissing)
    const isKnown = choices.length === 0 ? text !== '' : choices.some((choice) => choice.key === text)
    return isKnown ? [{ question: key, text }] : []
  })
}

/** How many chose what, in the order of the choices; those that nobody chose are there with 0. */
export type Tally = { text: string; counts: { label: string; count: number }[] }

/** The choices counted, question by question. */
export const talliesOf = (answers: readonly AfterwardsAnswer[]): Tally[] =>
  afterwardsQuestions
    .filter(({ choices }) => choices.length > 0)
    .map(({ key, text, choices }) => ({
      text,
      counts: choices.map((choice) => ({
        label: choice.label,
        count: answers.filter((answer) => answer.question === key && answer.text === choice.key).length,
      })),
    }))

/** What was missing, in people's words, in an order that comes from these words alone. */
export const missingIn = (answers: readonly AfterwardsAnswer[]): string[] =>
  answers.flatMap(({ question, text }) => (question === 'missing' ? [text] : [])).sort()

/** What the review says of it: how many answered, and how many of them said that something changed for them, and that they would come again. */
export type AfterwardsCounts = { people: number; changed: number; again: number }

export const countsOf = (people: number, answers: readonly AfterwardsAnswer[]): AfterwardsCounts => ({
  people,
  changed: answers.filter(({ question, text }) => question === 'changes' && text !== 'no').length,
  again: answers.filter(({ question, text }) => question === 'again' && text === 'yes').length,
})
