import { type Moment, readMoment } from './natural-time/natural-time.ts'
import { Refusal } from './refusal.ts'
import { durationText } from './time-text.ts'

/** What was written in an adopted channel is read from so long before on, where nobody says otherwise; in milliseconds. */
const usual = 24 * 60 * 60 * 1000

/** Further back is another story; in milliseconds. */
const furthest = 31 * 24 * 60 * 60 * 1000

/**
 * What somebody typed to adopt a channel, in two: what declares the incident, and the words after `--since`, which may also be
 * a dash, as clients like to make one of two hyphens. `since` is empty where nothing was said.
 */
export function splitAdoption(typed: string): { declaration: string; since: string } {
  const [, declaration = '', since = ''] = /^([\s\S]*?)(?:^|\s)(?:--|[–—])since(?:[\s=:]+([\s\S]*))?$/i.exec(typed) ?? [
    typed,
    typed,
  ]
  return { declaration: declaration.trim(), since: since.trim() }
}

/**
 * From when on messages of a channel are read: `3h`, `90 minutes`, or a moment as `readMoment` takes it; without words, a day back.
 * @param timeZone the person's own zone, an IANA name
 * @throws Refusal where it is no time, or longer ago than 31 days
 */
export function readSince(words: string, now: Date, timeZone: string): Date {
  if (words.trim() === '') return toTheSecond(now.getTime() - usual)
  const moment = asLength(words, now, timeZone) ?? readMoment(words, now, timeZone)
  if ('problem' in moment) throw new Refusal(moment.problem)
  if (now.getTime() - moment.at.getTime() > furthest)
    throw new Refusal(`I read back ${durationText(furthest)} at the most. Say a later time, such as \`3 days\`.`)
  return toTheSecond(moment.at.getTime())
}

/** Where a stretch of messages begins is compared in whole seconds. */
const toTheSecond = (milliseconds: number): Date => new Date(Math.floor(milliseconds / 1000) * 1000)

/** `3h` is three hours back, and not three o'clock. */
function asLength(words: string, now: Date, timeZone: string): Moment | null {
  const read = readMoment(`${words} ago`, now, timeZone)
  return 'problem' in read ? null : read
}

/** A channel's name as a title: `checkout-is-slow` says enough until somebody says it better. */
export const titleFromChannel = (name: string): string => name.replace(/[-_]+/g, ' ').trim() || name
