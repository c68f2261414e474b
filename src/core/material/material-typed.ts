import { z } from 'zod'
import { echoMoment, readMoment } from '../natural-time/natural-time.ts'
import { readSentence, readSince, type Since, sinceText } from '../since.ts'
import { dayNumbers } from '../time-text.ts'
import { markupFrom, plainFrom } from '../typed-text.ts'
import { type FieldsOf, type Material, type MaterialKind, materialNamed, materialRef } from './material.ts'
import { fieldsOf } from './material-fields.ts'
import { type Field, materialTable } from './material-table.ts'

/** What stands in the fields of a form, by their keys, as plain text; the one sentence as `text`. A ticked field says `yes`. */
export type Typed = Readonly<Record<string, string>>

/** What is to be changed: the one sentence, and any of the fields. Words in Slack's markup. */
export type Wish<Kind extends MaterialKind> = { text?: string | undefined } & {
  [Key in keyof FieldsOf<Kind>]?: FieldsOf<Kind>[Key] | undefined
}

const wordKeys: ReadonlySet<string> = new Set([
  'text',
  ...Object.values(materialTable).flatMap(({ fields }) => fields.flatMap(({ key, input }) => (input === 'words' ? [key] : []))),
])

/** All the words of a wish, as somebody typed them; what was chosen from a list is nobody's wording. */
export const wordsOfWish = (wish: object): string =>
  Object.entries(wish)
    .flatMap(([key, value]) => (wordKeys.has(key) && typeof value === 'string' ? [plainFrom(value)] : []))
    .join('\n')

/** Whose time it is, and now. */
export type By = { now: Date; timeZone: string }

const wishOf: { [Kind in MaterialKind]: z.ZodType<Wish<Kind>> } = {
  condition: fieldsOf.condition.partial().extend({ text: z.string().optional() }),
  safeguard: fieldsOf.safeguard.partial().extend({ text: z.string().optional() }),
  usual: fieldsOf.usual.partial().extend({ text: z.string().optional() }),
  surprise: fieldsOf.surprise.partial().extend({ text: z.string().optional() }),
  helped: fieldsOf.helped.partial().extend({ text: z.string().optional() }),
  change: fieldsOf.change.partial().extend({ text: z.string().optional() }),
}

/**
 * Reads a form, from Slack or from a page.
 * @param isChanged whether somebody changed a field since it was shown: nothing else is wished, since others may have changed it
 * @returns what is wished; or what is wrong, a sentence for each field
 */
export function readTyped<Kind extends MaterialKind>(
  kind: Kind,
  typed: Typed,
  by: By,
  isChanged: (key: string, said: string) => boolean = () => true,
): { wish: Wish<Kind> } | { problems: Record<string, string> } {
  const changed = (key: string): string | null => {
    const said = typed[key]
    return said !== undefined && isChanged(key, said) ? said.trim() : null
  }
  const problems: Record<string, string> = {}
  const read: Record<string, unknown> = {}
  for (const field of materialTable[kind].fields) {
    const said = changed(field.key)
    const result = said === null ? null : readField(field, said, by)
    if (result && 'problem' in result) problems[field.key] = result.problem
    else if (result) read[field.key] = result.value
  }
  const text = changed('text')
  if (text !== null) read.text = markupFrom(text)
  return Object.keys(problems).length > 0 ? { problems } : { wish: wishOf[kind].parse(read) }
}

/** One sentence in Slack's markup, with since when it is so where it says that at its end and the kind has such a field. */
export function wishFrom<Kind extends MaterialKind>(kind: Kind, words: string, { now, timeZone }: By): Wish<Kind> {
  const hasSince = materialTable[kind].fields.some(({ key }) => key === 'since')
  const { text, since } = hasSince ? readSentence(words, now, timeZone) : { text: words, since: null }
  return wishOf[kind].parse({ text, ...(since && { since }) })
}

type Read = { value: unknown } | { problem: string }

function readField(field: Field, said: string, { now, timeZone }: By): Read {
  switch (field.input) {
    case 'yes':
      return { value: said === 'yes' }
    case 'words':
      return { value: said === '' ? null : markupFrom(said) }
    case 'choice':
      return readChoice(field, said)
    case 'since': {
      const since = readSince(said, now, timeZone)
      return since && 'problem' in since ? since : { value: since }
    }
    case 'moment': {
      const moment = said === '' ? null : readMoment(said, now, timeZone)
      return moment && 'problem' in moment ? moment : { value: moment?.at ?? null }
    }
    case 'person':
      return said === '' || /^[UW][A-Z0-9]+$/.test(said) ? { value: said || null } : { problem: 'Choose somebody from the list.' }
    case 'day':
      return readDay(said)
    case 'address':
      return said === '' || isSafe(said)
        ? { value: said || null }
        : { problem: 'Write the whole address; it begins with https://' }
    case 'condition':
      return readCondition(said)
  }
}

const readChoice = ({ choices, isOpen }: Extract<Field, { input: 'choice' }>, said: string): Read =>
  (said === '' && isOpen) || choices.some(({ value }) => value === said)
    ? { value: said || null }
    : { problem: 'Choose one of the list.' }

function readDay(said: string): Read {
  if (said === '') return { value: null }
  const at = z.iso.date().safeParse(said).success ? new Date(`${said}T00:00:00Z`) : null
  return at ? { value: at } : { problem: 'Write the day like 2026-12-04.' }
}

function readCondition(said: string): Read {
  if (said === '') return { value: null }
  const named = materialNamed(said)
  return named?.kind === 'condition' ? { value: named.id } : { problem: 'Write the number of a condition, such as C12.' }
}

/** Only https leads anywhere from a review; no name and password in it. */
function isSafe(address: string): boolean {
  if (address.length > longestAddress || !URL.canParse(address)) return false
  const { protocol, username, password } = new URL(address)
  return protocol === 'https:' && username === '' && password === ''
}

const longestAddress = 500

/** What stands in a form for something, as somebody would type it. `words` are its own, or those that it is made of. */
export function typedOf(material: Material, words: string, by: By): Typed {
  const values: Record<string, unknown> = { ...material }
  const fields = materialTable[material.kind].fields.map(({ key, input }) => [key, typedField(input, values[key], by)])
  return { ...Object.fromEntries(fields), text: plainFrom(words) }
}

const since = z.union([
  z.object({ at: z.date(), precision: z.enum(['minute', 'day', 'month', 'year']) }),
  z.object({ words: z.string() }),
])

function typedField(input: Field['input'], value: unknown, { now, timeZone }: By): string {
  if (value === null || value === undefined || value === false) return ''
  if (value === true) return 'yes'
  if (typeof value === 'number') return materialRef({ kind: 'condition', id: value })
  if (typeof value === 'string') return input === 'words' ? plainFrom(value) : value
  const echo = (at: Date) => echoMoment(at, now, timeZone)
  if (value instanceof Date) return input === 'day' ? dayNumbers(value, 'UTC') : echo(value)
  return sinceText(since.parse(value) satisfies Since, echo)
}
