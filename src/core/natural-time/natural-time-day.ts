import { day, type Wall } from './natural-time-zone.ts'

/** A day as far as somebody named it. `weekday` counts from Sunday, 0; a day of null is the first of its month. */
export type NamedDay = { year: number | null; month: number | null; day: number | null; weekday: number | null }

export const date = (year: number | null, month: number, dayOfMonth: number): NamedDay => ({
  year,
  month,
  day: dayOfMonth,
  weekday: null,
})

/** Eight years hold a 29 February, over 2100 too. */
const yearsBack = 8

/** The days that can be meant, the latest first. Without a year: of this year and the eight before. Empty where there is none such. */
export function daysNamed(named: NamedDay, today: Wall): Wall[] {
  if (named.month === null) return named.weekday === null ? [] : weekdaysBefore(named.weekday, today)
  const thisYear = new Date(today).getUTCFullYear()
  const years = named.year === null ? Array.from({ length: yearsBack + 1 }, (_, back) => thisYear - back) : [named.year]
  const { month, day: dayOfMonth } = named
  return years.flatMap((year) => dayIn(year, month, dayOfMonth ?? 1))
}

/** Today and the 13 days before, without those that are another day of the week. */
const weekdaysBefore = (weekday: number, today: Wall): Wall[] =>
  Array.from({ length: 14 }, (_, back) => today - back * day).filter((at) => new Date(at).getUTCDay() === weekday)

/** The day, or nothing where the month is too short. `setUTCFullYear` takes the year 26 for 26, not for 1926. */
function dayIn(year: number, month: number, dayOfMonth: number): Wall[] {
  const at = new Date(0)
  at.setUTCFullYear(year, month - 1, dayOfMonth)
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === dayOfMonth ? [at.getTime()] : []
}
