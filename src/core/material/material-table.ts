import type { SectionKey } from '../review/review-sections.ts'
import type { MaterialKind } from './material.ts'

/** One of several that can be chosen. */
export type Choice = { value: string; label: string }

/**
 * A field of a form, beside the one sentence: the same in Slack, on a page and in an export. `key` is that of `fieldsOf`.
 * - `words`: text of people's. `since`, `moment`: a time as people type it. `day`: `2026-12-04`. `person`: a user id. `yes`: ticked or not.
 * - `address`: of a ticket, https alone. `condition`: the name of a condition of the same incident, `C12`.
 */
export type Field = { key: string; label: string; hint?: string } & (
  | { input: 'words'; isLong: boolean }
  | { input: 'choice'; choices: readonly Choice[]; isOpen: boolean }
  | { input: 'since' | 'moment' | 'day' | 'person' | 'yes' | 'address' | 'condition' }
)

export type MaterialEntry = {
  /** "a condition", inside a sentence. */
  name: string
  /** "conditions". */
  plural: string
  /** Where it stands in the review. */
  section: SectionKey
  /** The question for the one sentence. */
  asks: string
  hint: string
  /** What somebody might type after the command. */
  example: string
  fields: readonly Field[]
}

const long = { input: 'words', isLong: true } as const
const short = { input: 'words', isLong: false } as const
const since = { input: 'since', hint: 'Such as 22 September, April 2026, 2021 or 2 months ago; or in words.' } as const

/** What a condition was to what happened, in words. */
export const partChoices: readonly Choice[] = [
  { value: 'open', label: 'Not said' },
  { value: 'trigger', label: 'What set it off' },
  { value: 'enabling', label: 'It had to be there' },
  { value: 'amplifying', label: 'It made a small thing go far' },
  { value: 'difficulty', label: 'It made noticing or handling hard' },
  { value: 'mitigating', label: 'It kept it smaller' },
]

export const areaChoices: readonly Choice[] = [
  { value: 'access_environment', label: 'Access and environment' },
  { value: 'process', label: 'Process' },
  { value: 'tool', label: 'Tool' },
  { value: 'time_pressure', label: 'Time pressure' },
  { value: 'knowledge', label: 'Knowledge' },
  { value: 'other', label: 'Something else' },
]

export const surenessChoices: readonly Choice[] = [
  { value: 'told', label: 'Somebody told it' },
  { value: 'observed', label: 'It was observed' },
  { value: 'guess', label: 'It is a guess' },
]

export const stateChoices: readonly Choice[] = [
  { value: 'present', label: 'There' },
  { value: 'weakened', label: 'Weakened' },
  { value: 'absent', label: 'Absent' },
  { value: 'unknown', label: 'Not known' },
]

export const throughChoices: readonly Choice[] = [
  { value: 'skill', label: 'Skill' },
  { value: 'luck', label: 'Luck' },
  { value: 'improvisation', label: 'An idea on the spot' },
  { value: 'credit', label: 'Thanks to somebody' },
  { value: 'other', label: 'Something else' },
]

export const howChoices: readonly Choice[] = [
  { value: 'rarer', label: 'Rarer' },
  { value: 'noticed_sooner', label: 'Noticed sooner' },
  { value: 'smaller', label: 'Smaller' },
  { value: 'easier_to_recover', label: 'Easier to recover from' },
  { value: 'easier_to_handle', label: 'Easier to handle' },
]

export const changeStateChoices: readonly Choice[] = [
  { value: 'considered', label: 'Considered' },
  { value: 'agreed', label: 'Agreed' },
  { value: 'done', label: 'Done' },
  { value: 'dropped', label: 'Dropped' },
  { value: 'declined', label: 'Declined' },
]

/** Every kind, with all that a form asks. Slack's forms, those of the page, help and docs are made from this. */
export const materialTable: Record<MaterialKind, MaterialEntry> = {
  condition: {
    name: 'a condition',
    plural: 'conditions',
    section: 'conditions',
    asks: 'What was true, and mattered?',
    hint: 'One sentence is enough; the rest can come later, from anybody.',
    example: 'backups have been off since 22 September',
    fields: [
      { key: 'since', label: 'Since when?', ...since },
      {
        key: 'sureness',
        label: 'How sure are we?',
        hint: 'A guess is told as a question.',
        input: 'choice',
        choices: surenessChoices,
        isOpen: false,
      },
      {
        key: 'part',
        label: 'What was it to what happened?',
        hint: 'None of these is more than another.',
        input: 'choice',
        choices: partChoices,
        isOpen: false,
      },
      { key: 'area', label: 'Where does it lie?', input: 'choice', choices: areaChoices, isOpen: true },
      { key: 'until', label: 'Until when?', hint: 'Left empty while it is still so, or nobody knows.', input: 'since' },
    ],
  },
  safeguard: {
    name: 'a safeguard',
    plural: 'safeguards',
    section: 'safeguards',
    asks: 'Which net?',
    hint: 'Something that holds on other days: a backup, a review, an alarm, a second pair of eyes.',
    example: 'nightly backups',
    fields: [
      { key: 'state', label: 'How was it?', input: 'choice', choices: stateChoices, isOpen: false },
      { key: 'since', label: 'Since when was it so?', ...since },
      { key: 'visibleFrom', label: 'Where could that be seen?', ...short },
      { key: 'weighedAgainst', label: 'What was it weighed against?', hint: 'Money, time, load, another risk.', ...long },
      { key: 'replacement', label: 'What was to take its place?', ...long },
    ],
  },
  usual: {
    name: 'usual work',
    plural: 'usual work',
    section: 'usual',
    asks: 'Which step of the work?',
    hint: 'Something that people do often, and did here too.',
    example: 'cleaning up tables by hand',
    fields: [
      { key: 'usual', label: 'How is it usually done?', ...long },
      { key: 'written', label: 'What is written about it?', ...long },
      { key: 'isNothingWritten', label: 'Nothing is written about it', hint: 'A full answer.', input: 'yes' },
      { key: 'since', label: 'Since when is it done like this?', ...since },
      { key: 'easier', label: 'What does the usual way make easier?', ...long },
      { key: 'thisTime', label: 'And this time?', ...long },
    ],
  },
  surprise: {
    name: 'a surprise',
    plural: 'surprises',
    section: 'inside',
    asks: 'What did you see?',
    hint: 'It is yours: only you can change it or take it away. It is shown by your role once the review is open.',
    example: 'the table was empty',
    fields: [
      { key: 'expected', label: 'What had you expected?', ...long },
      { key: 'changedMyMind', label: 'What changed your mind?', ...long },
      { key: 'momentAt', label: 'When was that?', input: 'moment', hint: 'Such as 14:05 or yesterday 18:30.' },
      { key: 'isNamed', label: 'Show my name beside it', input: 'yes' },
    ],
  },
  helped: {
    name: 'something that helped',
    plural: 'what held and helped',
    section: 'held',
    asks: 'What held, or helped?',
    hint: 'Skill, luck, an idea on the spot, somebody who was there.',
    example: 'the replica was an hour behind, and still had the rows',
    fields: [
      { key: 'through', label: 'Through what?', input: 'choice', choices: throughChoices, isOpen: false },
      { key: 'thankedId', label: 'Thanks to whom?', hint: 'They are shown by their role.', input: 'person' },
      { key: 'mayName', label: 'They may be named, if they agree', input: 'yes' },
    ],
  },
  change: {
    name: 'a change',
    plural: 'changes',
    section: 'changes',
    asks: 'What could change?',
    hint: 'Something around the people: what they see, have at hand, have time for.',
    example: 'show the database name in red on production',
    fields: [
      { key: 'conditionId', label: 'Which condition would it change?', hint: 'Sooner or later.', input: 'condition' },
      { key: 'how', label: 'And make things …', input: 'choice', choices: howChoices, isOpen: true },
      { key: 'newTrouble', label: 'What new trouble may it bring?', ...long },
      { key: 'whoseWorkGrows', label: 'Whose work grows?', ...short },
      { key: 'ownerId', label: 'Who takes care of it?', input: 'person' },
      { key: 'dueOn', label: 'By when?', input: 'day' },
      { key: 'lookAgainOn', label: 'When do we look again?', input: 'day' },
      { key: 'ticketUrl', label: 'Link to a ticket', hint: 'An address that begins with https://', input: 'address' },
      { key: 'state', label: 'Where does it stand?', input: 'choice', choices: changeStateChoices, isOpen: false },
      { key: 'grounds', label: 'If it is declined: on which grounds?', ...long },
      { key: 'outcome', label: 'What came of it?', ...long },
    ],
  },
}

/** The label of a choice; the value where it is of another release. */
export const labelOf = (choices: readonly Choice[], value: string): string =>
  choices.find((choice) => choice.value === value)?.label ?? value
