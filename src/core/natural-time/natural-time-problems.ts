import { clockTime, dayText } from '../time-text.ts'
import type { Wall, Zone } from './natural-time-zone.ts'

/** Why a text was not taken as a time: a sentence for whoever wrote it. */
export type Problem = { problem: string }

const written = (day: Wall): string => dayText(new Date(day), 'UTC')

/** The sentences. What somebody typed is not said back, but for figures and the names of zones. */
export const problems = {
  empty: { problem: 'Say when it happened, for example “14:05”, “yesterday 18:30” or “22 September 2026 14:05”.' },
  unread: {
    problem:
      'That does not read as a time. Write it like “14:05”, “yesterday 18:30”, “monday 14:00”, “2 months ago” or “2026-09-22 14:05”.',
  },
  ahead: { problem: 'That lies ahead; a timeline tells what happened.' },
  early: { problem: 'That is before 1970, which is as far back as a timeline goes.' },
  several: { problem: 'Those are two times. Write the one at which it happened, for example “14:05”.' },
  noSuchDay: { problem: 'The calendar has no such day. Write it like “22 September 2026”.' },
  letters: {
    problem: 'Letters for a time zone mean different things in different places. Write “14:05 UTC”, or “14:05 -08:00”.',
  },
  twoDays: (figures: string, one: Wall, other: Wall): Problem => ({
    problem: `“${figures}” can be ${written(one)} or ${written(other)}. Write the month as a word, like that.`,
  }),
  shortYear: (figures: string): Problem => ({
    problem: `“${figures}” can be several days. Write the month as a word, for example “22 September 2026”.`,
  }),
  dayOrHour: (figures: string): Problem => ({
    problem: `“${figures}” can be a day or an hour. Write “${figures}.” for the day, or “${figures.replace('.', ':')}” for the hour.`,
  }),
  otherWeekday: (day: Wall): Problem => ({
    problem: `${written(day)} is a ${weekdayText(day)}. Check the day, or leave the weekday out.`,
  }),
  skipped: (wall: Wall, zone: Zone): Problem => ({
    problem: `On ${written(wall)} the clocks in ${zone} skipped ${clockTime(new Date(wall), 'UTC')}. Write a time before or after that.`,
  }),
}

const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'UTC' })

/** The name of the day of the week: "Tuesday". */
export const weekdayText = (wall: Wall): string => weekday.format(new Date(wall))
