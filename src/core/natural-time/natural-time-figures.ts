import { dayText } from '../time-text.ts'
import { date, daysNamed, type NamedDay } from './natural-time-day.ts'
import { type Problem, problems } from './natural-time-problems.ts'
import type { Wall } from './natural-time-zone.ts'

/** What stands beside the figures: nothing, an hour, or other words. It decides whether `14.05` is a day or an hour. */
export type Beside = 'nothing' | 'hour' | 'words'

type Context = { figures: string; beside: Beside; today: Wall }
type Form = { pattern: RegExp; read(parts: number[], context: Context): NamedDay | Problem | null }

/**
 * Spells out a day in figures, so that what reads words reads it too: `2026-09-22` and `22.09.2026` as "22 September 2026", `22.9.`
 * as "22 September" (the day is first wherever there are dots), and with strokes where only one reading is possible
 * (`22/09/2026`, `9/22`).
 * @returns the text, unchanged where there is no such day in it; a problem where it can be two days, or is none
 */
export function spellFigures(text: string, beside: Beside, today: Wall): string | Problem {
  for (const form of forms) {
    const found = form.pattern.exec(text)
    if (!found) continue
    const [figures, ...parts] = found
    const read = form.read(parts.map(Number), { figures, beside, today })
    if (read === null) return text
    return 'problem' in read ? read : spelled(text, figures, read, today)
  }
  return text
}

function spelled(text: string, figures: string, named: NamedDay, today: Wall): string | Problem {
  const [meant] = daysNamed(named, today)
  if (meant === undefined) return problems.noSuchDay
  const words = dayText(new Date(meant), 'UTC')
  return text.replace(figures, ` ${named.year === null ? words.replace(/ \d{4}$/, '') : words} `)
}

const forms: Form[] = [
  {
    pattern: /(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?![\d:])/,
    read: ([year = 0, month = 0, day = 0]) => date(year, month, day),
  },
  {
    pattern: /(?<![\d.])(\d{1,2})\. ?(\d{1,2})\. ?(\d{4}|\d{2})(?![\d:])(?!\.\d)/,
    read: ([day = 0, month = 0, year = 0]) => date(year < 100 ? 2000 + year : year, month, day),
  },
  {
    pattern: /(?<![\d/-])(\d{1,2})[-/](\d{1,2})[-/](\d{4}|\d{2})(?![\d:/-])/,
    read: ([one = 0, other = 0, year = 0], { figures, today }) =>
      year < 100 ? problems.shortYear(figures) : eitherWay(one, other, year, figures, today),
  },
  {
    pattern: /(?<![\d/])(\d{1,2})\/(\d{1,2})(?![\d/:])/,
    read: ([one = 0, other = 0], { figures, today }) => eitherWay(one, other, null, figures, today),
  },
  { pattern: /(?<![\d.:])(\d{1,2})\.(\d{1,2})\.?(?![\d:])(?!\.\d)(?! ?[ap]\.?m)/i, read: withOneDot },
]

/** Day and month in the order of Europe or of America: taken where one of them is none, or where both are the same. */
function eitherWay(one: number, other: number, year: number | null, figures: string, today: Wall): NamedDay | Problem {
  const dayFirst = daysNamed(date(year, other, one), today)[0]
  const monthFirst = daysNamed(date(year, one, other), today)[0]
  if (dayFirst !== undefined && monthFirst !== undefined && dayFirst !== monthFirst)
    return problems.twoDays(figures, dayFirst, monthFirst)
  return dayFirst === undefined ? date(year, one, other) : date(year, other, one)
}

function withOneDot([one = 0, other = 0]: number[], { figures, beside }: Context): NamedDay | Problem | null {
  const canBeDay = one >= 1 && one <= 31 && other >= 1 && other <= 12
  const canBeHour = /\.\d\d$/.test(figures) && one < 24 && other < 60
  if (figures.endsWith('.') || beside === 'hour' || (canBeDay && !canBeHour)) return date(null, other, one)
  return canBeDay && beside === 'nothing' ? problems.dayOrHour(figures) : null
}
