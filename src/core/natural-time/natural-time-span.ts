import { day, minute, momentAt, monthsBefore, type Wall, wallOf, type Zone } from './natural-time-zone.ts'

/** A way back from now: months and days on the calendar, the rest on a stopwatch. */
export type Span = { months: number; days: number; milliseconds: number }

const hour = 60 * minute
const numbers = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve']

/** What one of each is: the first letters that people write for it. */
const units: { words: RegExp; kind: keyof Span; size: number }[] = [
  { words: /^(?:years?|yrs?|y)$/, kind: 'months', size: 12 },
  { words: /^(?:months?|mos?)$/, kind: 'months', size: 1 },
  { words: /^fortnights?$/, kind: 'days', size: 14 },
  { words: /^(?:weeks?|wks?|w)$/, kind: 'days', size: 7 },
  { words: /^(?:days?|d)$/, kind: 'days', size: 1 },
  { words: /^(?:hours?|hrs?|h)$/, kind: 'milliseconds', size: hour },
  { words: /^(?:minutes?|mins?|m)$/, kind: 'milliseconds', size: minute },
  { words: /^(?:seconds?|secs?|s)$/, kind: 'milliseconds', size: 1000 },
]

const amount = String.raw`half an?|half|a quarter of an|(?:a )?couple(?: of)?|an?|${numbers.join('|')}|\d{1,6}(?:[.,]\d{1,3})?`
const piece = new RegExp(String.raw`^(${amount}) ?([a-z]+)( and a half)?(?:,? and (?=\S)|,? ?)`)

/**
 * Reads how long ago something was: "2 months ago", "half an hour ago", "1h 20m ago", "-10m", "last week", "now".
 * @returns null where the text is something else, or cuts a month in pieces
 */
export function readSpan(text: string): Span | null {
  const said = text.toLowerCase()
  if (/^(?:just |right )?now$/.test(said)) return { months: 0, days: 0, milliseconds: 0 }
  const last = /^(?:the )?(?:last|past|previous) (hour|week|month|year)$/.exec(said)?.[1]
  const back = last ? `one ${last}` : (/^(.+) (?:ago|earlier|back|before now)$/.exec(said)?.[1] ?? /^- ?(.+)$/.exec(said)?.[1])
  return back === undefined ? null : lengthOf(back)
}

function lengthOf(text: string): Span | null {
  const whole: Span = { months: 0, days: 0, milliseconds: 0 }
  for (let rest = text; rest !== ''; ) {
    const [found, count = '', word = '', andHalf] = piece.exec(rest) ?? []
    const unit = units.find(({ words }) => words.test(word))
    if (found === undefined || !unit) return null
    whole[unit.kind] += (numberOf(count) + (andHalf ? 0.5 : 0)) * unit.size
    rest = rest.slice(found.length)
  }
  return inFull(whole)
}

function numberOf(word: string): number {
  if (word.startsWith('half')) return 0.5
  if (word.startsWith('a quarter')) return 0.25
  if (word.includes('couple')) return 2
  if (/^an?$/.test(word)) return 1
  return numbers.includes(word) ? numbers.indexOf(word) : Number(word.replace(',', '.'))
}

/** A part of a day goes to the stopwatch; a part of a month is nothing that people agree on. */
function inFull({ months, days, milliseconds }: Span): Span | null {
  const fullDays = Math.floor(days)
  return Number.isInteger(months) ? { months, days: fullDays, milliseconds: milliseconds + (days - fullDays) * day } : null
}

/** The wall so many months and days before what the clocks show now. */
export const wallBefore = (span: Span, now: Date, zone: Zone): Wall =>
  monthsBefore(wallOf(now, zone), span.months) - span.days * day

/** The moment that lies so far back. Over a change of the clocks a day ago is the same hour, and 24 hours ago are 24 hours. */
export function momentBefore(span: Span, now: Date, zone: Zone): Date {
  const calendar = span.months === 0 && span.days === 0 ? now : momentAt(wallBefore(span, now, zone), zone)
  return new Date(calendar.getTime() - span.milliseconds)
}
