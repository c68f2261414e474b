import { z } from 'zod'
import { parseDuration } from '../core/duration.ts'
import { isTimeZone } from '../core/working-time.ts'
import { nearest, shown } from './problems.ts'

/** A group of keys that may hold no others; an unknown one gets a line of its own in the message, with the nearest known. */
export const closed = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys' ? issue.keys.map((key) => unknownKey(key, Object.keys(shape))).join('\n') : undefined,
  })

function unknownKey(key: string, known: string[]): string {
  const near = nearest(key, known)
  return `is not a known key${near ? `; did you mean “${near}”?` : `. Known here: ${known.join(', ')}.`}`
}

/** A list of groups in which no two have the same value under `name`. The rule is looked at even where something else is wrong. */
export const listBy = <Name extends string, Item extends z.ZodType<Record<Name, string>>>(name: Name, item: Item) =>
  z.array(item).check(
    z.superRefine((items, context) => reportTwice(name, items, context), {
      when: ({ value }) => z.array(z.looseObject({ [name]: z.string() })).safeParse(value).success,
    }),
  )

function reportTwice<Name extends string>(
  name: Name,
  items: Record<Name, string>[],
  context: { addIssue(issue: TwiceIssue): void },
): void {
  items.forEach((item, index) => {
    if (items.findIndex((other) => other[name] === item[name]) < index)
      context.addIssue({ code: 'custom', path: [index, name], message: `${shown(item[name])} is there twice` })
  })
}
type TwiceIssue = { code: 'custom'; path: (string | number)[]; message: string }

/** One of a few words; another is answered with the nearest. */
export const oneOf = <const Word extends string>(words: readonly [Word, ...Word[]]) =>
  z.enum(words, {
    error: ({ input }) => {
      if (input === undefined) return `is missing; it is one of ${words.join(', ')}`
      const near = typeof input === 'string' ? nearest(input, words) : null
      return `must be one of ${words.join(', ')}, not ${shown(input)}${near ? `; did you mean “${near}”?` : ''}`
    },
  })

/** Words for people, of at most `longest` characters. */
export const words = (longest: number) => z.string().trim().min(1).max(longest)

/** A count of something, such as days. */
export const wholeNumber = (least: number, most: number, what: string) => {
  const error = `must be a whole number of ${what}, ${least} to ${most}`
  return z.int({ error }).min(least, { error }).max(most, { error }).describe(`a number of ${what}, ${least} to ${most}`)
}

/** How a thing is named in commands and in the database. */
export const key = z
  .string()
  .regex(
    /^[a-z][a-z0-9_-]{0,29}$/,
    'must begin with a small letter and hold only small letters, digits, “-” and “_” (at most 30)',
  )
  .describe('a name in small letters')

export const duration = z
  .string()
  .describe('an ISO 8601 duration')
  .transform((text, context) => {
    try {
      return parseDuration(text)
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      context.addIssue({ code: 'custom', message: error.message })
      return z.NEVER
    }
  })

/** The name of an emoji as Slack knows it; colons around it are taken off. */
export const emojiName = z
  .string()
  .describe('the name of an emoji')
  .transform((text) => text.replace(/^:|:$/g, ''))
  .pipe(z.string().regex(/^[\p{Ll}\p{Lo}\p{N}_+'-]+$/u, 'must be the name of an emoji as Slack shows it, such as pushpin'))

export const timeZone = z
  .string()
  .describe('an IANA time zone')
  .refine(isTimeZone, {
    error: ({ input }) => {
      const near = nearest(String(input), Intl.supportedValuesOf('timeZone'))
      return `${shown(input)} is not a time zone; write one such as Europe/Vienna${near ? `. Did you mean “${near}”?` : ''}`
    },
  })

export const clockTime = (pattern: RegExp) =>
  z.string().regex(pattern, 'must be a time of day such as "10:00", in quotation marks').describe('a time of day, `"HH:MM"`')

const whereIds: Record<string, string> = {
  channel: 'in Slack, click the channel’s name; the id is at the end of “About”',
  person: 'in Slack, open the profile, then “…” and “Copy member ID”',
  'user group': 'in Slack, open the user group, then “…” and “Copy group ID”',
}

/** An id of Slack's. A name is refused with how to find the id: names change, and need a search. */
export const slackId = (what: 'channel' | 'person' | 'user group', letters: string) =>
  z
    .string()
    .regex(new RegExp(`^[${letters}][A-Z0-9]{2,}$`), {
      error: ({ input }) =>
        `must be the id of a ${what}, which begins with ${[...letters].join(' or ')}, not ${shown(input)}: ${whereIds[what]}`,
    })
    .describe(`the id of a ${what}`)
