/**
 * When a question fits. From `entry` to `told-later` it is about one entry of the timeline:
 * `entry` is one of any kind; `recovery` a change of status towards the end; `told-later` was written down long after it happened.
 */
export const moments = [
  'declare',
  'during',
  'entry',
  'action',
  'decision',
  'observation',
  'hypothesis',
  'surprise',
  'communication',
  'status-change',
  'severity-change',
  'role-change',
  'recovery',
  'told-later',
  'hour-after',
  'days-after',
  'review-meeting',
  'month-after',
  'note-to-self',
  'unasked',
] as const
export type Moment = (typeof moments)[number]

/**
 * Whom a question is for. `author` is the person whose entry it is about. What is for `safeguard-owner`, `team` or
 * `organisation` is sent by the host of the review, in the host's name, and never chosen by the bot.
 */
export const audiences = [
  'channel',
  'lead',
  'declarer',
  'author',
  'responders',
  'involved',
  'onlookers',
  'safeguard-owner',
  'team',
  'organisation',
  'change-owner',
  'meeting',
] as const
export type Audience = (typeof audiences)[number]

/** What a question brings to light. */
export const elicitsKinds = [
  'cue',
  'interpretation',
  'expectation',
  'local-rationality',
  'goals',
  'trade-off',
  'experience',
  'usual-work',
  'tools',
  'communication',
  'safeguard',
  'conditions',
  'further-back',
  'unknown',
  'resilience',
  'wellbeing',
  'consent',
  'follow-through',
] as const
export type Elicits = (typeof elicitsKinds)[number]

/** What a text may leave open, to be filled from the record: `{time}` of an entry, its words as `{action}`, and so on. */
export const slotNames = ['time', 'action', 'condition', 'safeguard', 'step', 'change'] as const
export type SlotName = (typeof slotNames)[number]
export type Slots = Partial<Record<SlotName, string>>

/** One question. `textWithout` is what is said where a slot of `text` cannot be filled; it has none itself. */
export type Question = {
  /** Readable kebab-case. Prompts and configuration files refer to it, so it never changes. */
  id: string
  moment: Moment
  audience: Audience
  elicits: Elicits[]
  text: string
  textWithout?: string
  followUps: string[]
}

const ofAnEntry: readonly SlotName[] = ['time', 'action']
const ofAReview: readonly SlotName[] = ['condition', 'safeguard', 'step']

/** Moments at which a question is about one entry, and may use `{time}` and `{action}`. */
export const entryMoments: readonly Moment[] = moments.slice(moments.indexOf('entry'), moments.indexOf('hour-after'))

/** The slots that the record can fill at a moment. */
export function slotsAt(moment: Moment): readonly SlotName[] {
  if (entryMoments.includes(moment)) return ofAnEntry
  switch (moment) {
    case 'days-after':
      return ofAReview
    case 'review-meeting':
      return ['time', ...ofAReview, 'change']
    case 'month-after':
      return ['step', 'change', 'condition']
    default:
      return []
  }
}

/** Which slot something of a review fills, by its kind. */
export const slotOfKind = {
  condition: 'condition',
  safeguard: 'safeguard',
  usual: 'step',
  change: 'change',
} as const satisfies Record<string, SlotName>

/** The names between braces in a text, known or not. */
export const slotsIn = (text: string): string[] => [...text.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? '')

/** Whether a question can be put into words with these slots. */
export const canBeFilled = (question: Question, slots: Slots): boolean =>
  question.textWithout !== undefined || hasAllSlots(question.text, slots)

const hasAllSlots = (text: string, slots: Slots): boolean => slotsIn(text).every((name) => filling(slots, name) !== '')

/**
 * A question in words, with what the record says in its slots: on one line, and cut at 80 characters each.
 * Where a slot is missing (it may have gone since the question was chosen), it is the wording without, or general words.
 * The result holds people's text; whoever shows it escapes it.
 */
export function fillQuestion(question: Question, slots: Slots): string {
  const text = hasAllSlots(question.text, slots) ? question.text : (question.textWithout ?? question.text)
  return text.replace(/\{([^{}]*)\}/g, (_, name: string) => filling(slots, name) || filling(generalWords, name))
}

const generalWords: Record<SlotName, string> = {
  time: 'that moment',
  action: 'this',
  condition: 'this condition',
  safeguard: 'this safeguard',
  step: 'this step',
  change: 'this change',
}

const longestSlot = 80

function filling(slots: Slots, name: string): string {
  const slot = slotNames.find((known) => known === name)
  const value = slot === undefined ? '' : oneLine(slots[slot] ?? '')
  const characters = [...value]
  return characters.length <= longestSlot
    ? value
    : `${characters
        .slice(0, longestSlot - 1)
        .join('')
        .trimEnd()}…`
}

/** A text without line breaks, control characters and white space around it. */
export const oneLine = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, ' ').trim()
