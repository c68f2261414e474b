import { type ReviewDepth, reviewDepths } from './severity.ts'

export const sectionKeys = [
  'heard',
  'story',
  'recorded',
  'roles',
  'timeline',
  'inside',
  'conditions',
  'safeguards',
  'usual',
  'held',
  'changes',
  'next',
  'unknown',
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
    heading: 'The story',
    emptyPrompt: 'Not written yet. How did it look from inside, before anybody knew how it would end?',
    emptyIn: notInNone,
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
    key: 'conditions',
    heading: 'Conditions',
    emptyPrompt: 'None written yet. What was true long before, and mattered? Since when? What else had to be there?',
    emptyIn: onlyInFull,
  },
  {
    key: 'safeguards',
    heading: 'Safeguards',
    emptyPrompt: 'None written yet. Which nets were there, weakened, absent? Since when, and where could that be seen?',
    emptyIn: onlyInFull,
  },
  {
    key: 'usual',
    heading: 'Usual work',
    emptyPrompt: 'Not written yet. What is written, what is usual, and what does the usual way make easier?',
    emptyIn: onlyInFull,
  },
  {
    key: 'held',
    heading: 'What held and helped',
    emptyPrompt: 'Not written yet. What went well, by skill, by luck, by somebody’s idea?',
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
  { key: 'unknown', heading: 'Still unknown', emptyPrompt: 'Nothing is recorded as unknown: ask.', emptyIn: always },
]
