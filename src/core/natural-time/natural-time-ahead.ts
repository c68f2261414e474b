import { knownZone } from '../working-time.ts'
import { bare, besideFigures, isNoSuchDay, type Moment, tidy } from './natural-time.ts'
import { type Clock, cutClock, hasClearHour } from './natural-time-clock.ts'
import { spellFigures } from './natural-time-figures.ts'
import { cutZone, hasZoneLetters } from './natural-time-place.ts'
import { type Problem, problems } from './natural-time-problems.ts'
import { slackMoment } from './natural-time-slack.ts'
import { readWords } from './natural-time-words.ts'
import { day, dayOf, momentAt, momentsAt, type Wall, wallOf, type Zone } from './natural-time-zone.ts'

const said = {
  empty: { problem: 'Say when, for example “tomorrow 14:00”, “thursday 10:30” or “3 December 14:00”.' },
  unread: {
    problem: 'That does not read as a time to come. Write it like “tomorrow 14:00”, “thursday 10:30” or “3 December 14:00”.',
  },
  noHour: { problem: 'At which hour? Write it like “thursday 10:30”.' },
  behind: { problem: 'That is behind us. Write a time to come.' },
  far: { problem: 'That is more than a year ahead. Is the day right?' },
} as const

/** In letters: a date token of Slack's with its words is the longest thing that says a time. */
const longest = 300

/**
 * Reads a time to come as people type it: "14:00" (the next), "tomorrow 9:30", "thursday 14:00", "next monday 10:00" (of next week),
 * "3 December 14:00", ISO 8601, and Slack's own date tokens. An hour has to be said; one that the clocks skip is refused.
 * @param timeZone the person's own zone, an IANA name; UTC where the name means nothing here
 */
export function readMomentAhead(text: string, now: Date, timeZone: string): Moment {
  if (text.length > longest) return said.unread
  const typed = tidy(text)
  if (typed === '') return said.empty
  const stamp = slackMoment(typed)
  if (stamp) return settled(stamp, now)
  const { zone, rest } = cutZone(typed, knownZone(timeZone, 'UTC'))
  const read = readRest(tidy(rest), now, zone)
  return read === said.unread ? unreadBecause(typed) : read
}

function unreadBecause(typed: string): Problem {
  if (hasZoneLetters(typed)) return problems.letters
  return isNoSuchDay(typed) ? problems.noSuchDay : said.unread
}

function readRest(text: string, now: Date, zone: Zone): Moment {
  const today = dayOf(wallOf(now, zone))
  const spelled = spellFigures(text, besideFigures(text), today)
  if (typeof spelled !== 'string') return spelled
  const { clock, rest } = cutClock(tidy(spelled.replace(/(?<=\d )T(?=\d)/i, ''))) ?? { clock: null, rest: spelled }
  if (clock && hasClearHour(rest)) return problems.several
  const days = daysSaid(bare(rest), today)
  if (!Array.isArray(days)) return days
  return clock ? soonest(days, clock, now, zone) : said.noHour
}

/** The first of the days on which the hour is still to come. */
function soonest(days: Wall[], { milliseconds }: Clock, now: Date, zone: Zone): Moment {
  const ahead = days.map((at) => at + milliseconds).filter((wall) => momentAt(wall, zone) > now)
  const [wall] = ahead
  if (wall === undefined) return said.behind
  return momentsAt(wall, zone).length === 0 ? problems.skipped(wall, zone) : settled(momentAt(wall, zone), now)
}

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
const weekday =
  /^(?<which>this|coming|next)? ?(?<name>sun|mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?)(?:day)?(?<later> next week)?$/i

/** The days that are meant, the soonest first. */
function daysSaid(words: string, today: Wall): Wall[] | Problem {
  const inWords = words.toLowerCase()
  if (inWords === '') return [today, today + day]
  if (inWords === 'today') return [today]
  if (/\b(?:yesterday|last|ago)\b/.test(inWords)) return said.behind
  if (inWords === 'tomorrow') return [today + day]
  if (/^(?:the )?day after tomorrow$/.test(inWords)) return [today + 2 * day]
  const named = weekday.exec(inWords)?.groups
  return named ? ofWeek(named, today) : ofCalendar(words, today)
}

/** A weekday is the next such day; "next" is the one of the week after this one, which begins on Monday. */
function ofWeek({ which = '', name = '', later }: Record<string, string | undefined>, today: Wall): Wall[] {
  const number = weekdays.indexOf(name.slice(0, 3))
  const ahead = (number - new Date(today).getUTCDay() + 7) % 7
  if (which !== 'next' && later === undefined) return [today + ahead * day, today + (ahead + 7) * day]
  const monday = today - ((new Date(today).getUTCDay() + 6) % 7) * day
  return [monday + (7 + ((number + 6) % 7)) * day]
}

const aYear = 366 * day

/** "3 December": read as of a year from now, for what is read takes the latest such day. */
function ofCalendar(words: string, today: Wall): Wall[] | Problem {
  const read = readWords(words, today + aYear)
  if (read === null) return said.unread
  if ('problem' in read) return read
  if (read.days.length === 0) return problems.noSuchDay
  const ahead = read.days.filter((at) => at >= today).sort((a, b) => a - b)
  return ahead.length > 0 ? ahead : read.days.slice(0, 1)
}

function settled(at: Date, now: Date): Moment {
  if (at <= now) return said.behind
  return at.getTime() - now.getTime() > aYear ? said.far : { at }
}
