import { type ReviewDepth, reviewDepths } from '../severity.ts'

/** The parts of a review, in the order of the document. */
export const sectionKeys = [
  'heard',
  'story',
  'impact',
  'recorded',
  'roles',
  'timeline',
  'inside',
  'usual',
  'safeguards',
  'conditions',
  'held',
  'hard',
  'unknown',
  'new',
  'changes',
  'next',
  'after',
] as const
export type SectionKey = (typeof sectionKeys)[number]

/** A part of the review. While nothing is in it, `emptyPrompt` stands there, in reviews of the depths of `emptyIn`. */
export type Section = { key: SectionKey; heading: string; emptyPrompt: string; emptyIn: readonly ReviewDepth[] }

const always = reviewDepths
const notInNone: readonly ReviewDepth[] = ['one_question', 'full']
const onlyInFull: readonly ReviewDepth[] = ['full']

/** The parts in the order of the document. What people write has no sentence of the bot in it, ever: only the question. */
export const sections: readonly Section[] = [
  {
    key: 'heard',
    heading: 'Heard from',
    emptyPrompt: 'Who is heard has changed since this version.',
    emptyIn: always,
  },
  {
    key: 'story',
    heading: 'How we got here',
    emptyPrompt: 'Not written yet. How did it look from inside, before anybody knew how it would end?',
    emptyIn: notInNone,
  },
  {
    key: 'impact',
    heading: 'Impact',
    emptyPrompt: 'Not written yet. What did users notice, from when to when, and where does each number come from?',
    emptyIn: onlyInFull,
  },
  { key: 'recorded', heading: 'What was recorded', emptyPrompt: 'Nothing is recorded.', emptyIn: always },
  { key: 'roles', heading: 'People in roles', emptyPrompt: 'No role was taken.', emptyIn: always },
  { key: 'timeline', heading: 'Timeline', emptyPrompt: 'Nothing is on the timeline.', emptyIn: always },
  {
    key: 'inside',
    heading: 'From inside',
    emptyPrompt: 'No account is here yet. Each stands beside its moment; accounts that differ stay apart.',
    emptyIn: notInNone,
  },
  {
    key: 'usual',
    heading: 'Usual work',
    emptyPrompt: 'Not written yet. What is written, what is usual, and what does the usual way make easier?',
    emptyIn: onlyInFull,
  },
  {
    key: 'safeguards',
    heading: 'Safeguards',
    emptyPrompt: 'None written yet. Which nets were there, weakened, absent? Since when, and where could that be seen?',
    emptyIn: onlyInFull,
  },
  {
    key: 'conditions',
    heading: 'Conditions',
    emptyPrompt: 'None written yet. What was true long before, and mattered? Since when? What else had to be there?',
    emptyIn: onlyInFull,
  },
  {
    key: 'held',
    heading: 'What held and helped',
    emptyPrompt: 'Not written yet. What went well, by skill, by luck, by somebody’s idea?',
    emptyIn: onlyInFull,
  },
  {
    key: 'hard',
    heading: 'What was hard',
    emptyPrompt: 'Not written yet. What was hard to notice, to understand, to agree on, to do with the tools at hand?',
    emptyIn: onlyInFull,
  },
  {
    key: 'unknown',
    heading: 'Still unknown, and accounts that differ',
    emptyPrompt: 'Nothing is recorded as unknown: ask.',
    emptyIn: always,
  },
  {
    key: 'new',
    heading: 'What was new, and to how many',
    emptyPrompt: 'Not written yet. What did people learn here that they had not known, and how many were they?',
    emptyIn: onlyInFull,
  },
  {
    key: 'changes',
    heading: 'Changes considered',
    emptyPrompt: 'None written yet. Which condition would change, what trouble may that bring, and when do we look again?',
    emptyIn: onlyInFull,
  },
  {
    key: 'next',
    heading: 'The next one',
    emptyPrompt: 'Not written yet. How will we notice something like it, and how will we handle it?',
    emptyIn: notInNone,
  },
  { key: 'after', heading: 'What came after', emptyPrompt: 'Nothing is told of it.', emptyIn: [] },
]

/** The sections that people write as text. All others are made of records alone. */
export const partKeys = ['story', 'impact', 'hard', 'unknown', 'new', 'next'] as const satisfies SectionKey[]
export type PartKey = (typeof partKeys)[number]

/** @throws Error where there is no such section, which the type does not allow */
export function sectionOf(key: SectionKey): Section {
  const found = sections.find((section) => section.key === key)
  if (!found) throw new Error(`There is no section ${key}.`)
  return found
}
