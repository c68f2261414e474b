import { z } from 'zod'
import { handKinds } from '../core/entry-by-hand.ts'
import { reviewDepths } from '../core/severity.ts'
import { nearest, shown } from './problems.ts'
import { questionSettings } from './question-settings.ts'
import { clockTime, closed, duration, emojiName, key, listBy, oneOf, slackId, timeZone, wholeNumber, words } from './rules.ts'

/** Slack shows at most 75 characters beside a choice. */
const severity = closed({ key, label: words(24), meaning: words(75), review: oneOf(reviewDepths) })

const severities = listBy('key', severity)
  .min(1)
  .prefault([
    { key: 'sev1', label: 'sev1', meaning: 'Most customers cannot work, or data is being lost', review: 'full' },
    { key: 'sev2', label: 'sev2', meaning: 'An important part does not work, or is very slow', review: 'full' },
    { key: 'sev3', label: 'sev3', meaning: 'Some are affected, or there is a way around', review: 'one_question' },
    { key: 'sev4', label: 'sev4', meaning: 'Small, or nobody outside has noticed', review: 'none' },
  ])

const roles = listBy('key', closed({ key, label: words(40) }))
  .refine((list) => list.some((role) => role.key === 'lead'), {
    error: 'must hold a role with the key “lead”; its label is yours to choose',
    when: ({ value }) => z.array(z.looseObject({ key: z.string() })).safeParse(value).success,
  })
  .prefault([
    { key: 'lead', label: 'Lead' },
    { key: 'communications', label: 'Communications' },
    { key: 'scribe', label: 'Scribe' },
  ])

const mark = closed({ emoji: emojiName, kind: oneOf(handKinds), aliases: z.array(emojiName).prefault([]) })

const emoji = closed({
  marks: z.array(mark).prefault([{ emoji: 'pushpin', kind: 'note', aliases: ['round_pushpin'] }]),
  noticed: emojiName.nullable().prefault('memo'),
})
  .superRefine(reportSharedEmoji)
  .prefault({})

type EmojiSettings = { marks: { emoji: string; aliases: string[] }[]; noticed: string | null }

/** One emoji has one meaning; the bot's own would be taken for somebody's mark. */
function reportSharedEmoji(settings: EmojiSettings, context: z.RefinementCtx): void {
  const places = settings.marks.flatMap((each, index) => [
    { name: each.emoji, path: ['marks', index, 'emoji'] },
    ...each.aliases.map((alias, place) => ({ name: alias, path: ['marks', index, 'aliases', place] })),
  ])
  if (settings.noticed !== null) places.push({ name: settings.noticed, path: ['noticed'] })
  places.forEach(({ name, path }, index) => {
    if (places.findIndex((other) => other.name === name) < index)
      context.addIssue({ code: 'custom', path, message: `${shown(name)} has a meaning already; an emoji can have one` })
  })
}

export const channelSlots = ['number', 'date', 'title', 'severity'] as const
const slot = /\{([^{}]*)\}/g

/** Slack allows small letters, digits, “-” and “_” in a channel's name, and 80 characters, of which the title needs some. */
const channelName = z.string().superRefine((template, context) => {
  const say = (message: string) => context.addIssue({ code: 'custom', message })
  for (const [whole, name = ''] of template.matchAll(slot)) {
    if (!channelSlots.some((known) => known === name))
      say(`${shown(whole)} is not a slot; there are ${channelSlots.map((known) => `{${known}}`).join(', ')}`)
  }
  if (!/\{(number|title)\}/.test(template)) say('must hold {number} or {title}, or two incidents of one day would share a name')
  const fixed = template.replace(slot, '')
  if (!/^[\p{Ll}\p{Lo}\p{N}_-]*$/u.test(fixed)) say('may hold only small letters, digits, “-” and “_” beside its slots')
  if (fixed.length > 30) say('may have at most 30 characters beside its slots')
})

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

const workingHours = closed({
  days: z
    .array(oneOf(weekdays))
    .min(1)
    .transform((days) => weekdays.flatMap((day, index) => (days.includes(day) ? [index + 1] : [])))
    .prefault(['mon', 'tue', 'wed', 'thu', 'fri']),
  from: clockTime(/^([01]\d|2[0-3]):[0-5]\d$/).prefault('10:00'),
  to: clockTime(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/).prefault('16:00'),
})
  .refine((hours) => hours.from < hours.to, {
    path: ['to'],
    error: 'must be later than “from”; hours across midnight are not possible',
  })
  .prefault({})

const delays = closed({
  firstQuestion: duration.prefault('P1D'),
  secondQuestion: duration.prefault('P2D'),
  later: duration.prefault('P1D'),
  reviewOpens: duration.prefault('P3D'),
}).prefault({})

const invite = closed({
  people: z.array(slackId('person', 'UW')).prefault([]),
  userGroups: z.array(slackId('user group', 'S')).prefault([]),
}).prefault({})

/** In megabytes: a copy is held in memory whole while it is made. */
const fileCopies = closed({
  keep: z.boolean().prefault(false),
  largest: wholeNumber(1, 100, 'megabytes').prefault(10),
}).prefault({})

const groups = z.object({
  severities,
  defaultSeverity: key.optional(),
  roles,
  emoji,
  channelName: channelName.prefault('inc-{date}-{title}'),
  announceChannel: slackId('channel', 'CG').nullable().prefault(null),
  invite,
  timeZone: timeZone.prefault('UTC'),
  workingHours,
  delays,
  questions: questionSettings,
  fileCopies,
  logKeptDays: wholeNumber(1, 36_500, 'days').nullable().prefault(null),
  care: slackId('person', 'UW').nullable().prefault(null),
  promise: words(1000).nullable().prefault(null),
})

const known = groups.pick({ severities: true, defaultSeverity: true })

/** Everything the settings file may hold. */
export const fileSchema = closed(groups.shape)
  .refine(({ severities: list, defaultSeverity }) => !defaultSeverity || list.some((each) => each.key === defaultSeverity), {
    path: ['defaultSeverity'],
    error: ({ input }) => unknownSeverity(input),
    when: ({ value }) => known.safeParse(value).success,
  })
  .transform((settings) => ({ ...settings, defaultSeverity: settings.defaultSeverity ?? usualOf(settings.severities) }))

function unknownSeverity(input: unknown): string {
  const settings = known.safeParse(input).data
  const keys = settings?.severities.map((each) => each.key) ?? []
  const near = nearest(settings?.defaultSeverity ?? '', keys)
  return `must be the key of one of the severities: ${keys.join(', ')}${near ? `; did you mean “${near}”?` : ''}`
}

/** Where nobody has said which one is the usual: the third, neither the gravest nor the smallest of four. */
const usualOf = (list: { key: string }[]): string => (list[2] ?? list[list.length - 1])?.key ?? ''

export type FileSettings = z.output<typeof fileSchema>
