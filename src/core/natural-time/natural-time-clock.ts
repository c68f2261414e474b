import { minute } from './natural-time-zone.ts'

const half = String.raw`(?: ?(?<half>[ap])\.?m\b\.?)`

const colon = new RegExp(
  String.raw`(?<![\d:.])(?<h>\d{1,2}):(?<m>[0-5]\d)(?::(?<s>[0-5]\d)(?:[.,]\d{1,9})?)?${half}?(?![\d:])`,
  'i',
)
const dotWithHalf = new RegExp(String.raw`(?<![\d:.])(?<h>\d{1,2})\.(?<m>[0-5]\d)${half}`, 'i')
const hourWithHalf = new RegExp(String.raw`(?<![\d:.])(?<h>\d{1,2})${half}`, 'i')
const noon = /\b(?:noon|midday)\b/i
const midnight = /\bmidnight\b/i

/** Forms that cannot be anything else than an hour. */
const clear = [colon, dotWithHalf, hourWithHalf, noon, midnight]

/** Forms that are one where no day was found in them: "14.05", "at 9", "9 o'clock", and "1405" where it is no year. */
const possible = [
  /(?<![\d:.])(?<h>\d{1,2})\.(?<m>[0-5]\d)(?![\d.:])/,
  /\bat (?<h>\d{1,2})(?: o['’]?clock)?$/i,
  /(?<![\d:.])(?<h>\d{1,2}) o['’]?clock\b/i,
  /(?<=^|\bat |day |ago |morning |noon |evening |night |\b\d{4},? )(?<h>[01]\d|2[0-3])(?<m>[0-5]\d)$/i,
]

export const hasClearHour = (text: string): boolean => clear.some((form) => form.test(text))

/** Milliseconds since midnight, and whether it was said which half of the day they lie in. */
export type Clock = { milliseconds: number; halfSaid: boolean }

/** The first hour in the text, and the text without it; null where there is none. */
export function cutClock(text: string): { clock: Clock; rest: string } | null {
  for (const form of [...clear, ...possible]) {
    const found = form.exec(text)
    const clock = found && clockFrom(form, found.groups ?? {})
    if (found && clock) return { clock, rest: `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}` }
  }
  return null
}

function clockFrom(form: RegExp, parts: Record<string, string | undefined>): Clock | null {
  if (form === noon || form === midnight) return { milliseconds: form === noon ? 12 * 60 * minute : 0, halfSaid: true }
  const hour = hourOf(Number(parts.h), parts.half?.toLowerCase())
  if (hour === null) return null
  return {
    milliseconds: (hour * 60 + Number(parts.m ?? 0)) * minute + Number(parts.s ?? 0) * 1000,
    halfSaid: parts.half !== undefined,
  }
}

/** 12 am is midnight. "14:05 pm" is taken as it is meant; "14:05 am" is not an hour. */
function hourOf(hour: number, half: string | undefined): number | null {
  if (hour > 23 || (half === 'a' && hour > 12)) return null
  if (half === 'a') return hour % 12
  return half === 'p' && hour < 12 ? hour + 12 : hour
}
