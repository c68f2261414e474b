import { isTimeZone } from '../working-time.ts'
import type { Zone } from './natural-time-zone.ts'

const hour = String.raw`:\d\d(?:[.,]\d+)?(?: ?[ap]\.?m\.?)?`

/**
 * An offset stands behind an hour. A minus without a space may also be the span `09:00-10:30`, so it counts only after the T of
 * ISO 8601 and after seconds; a plus cannot be one.
 */
const offsets = [
  /(?<=(?:T\d\d|:\d\d):\d\d[\d:.,]*)([+-])(\d\d):?(\d\d)?(?![\d:])/i,
  new RegExp(String.raw`(?<=${hour} ?)(\+)(\d\d?):?(\d\d)?(?![\d:])`, 'i'),
  new RegExp(String.raw`(?<=${hour}) ([+-])(\d\d):?(\d\d)?(?![\d:])`, 'i'),
  /\b(?:UTC|GMT)([+-])(\d\d?):?(\d\d)?(?![\d:])/i,
]

const utc = /\b(?:UTC|GMT)\b|(?<=\d ?)Z\b/i

const name = /\b[A-Z][A-Za-z_-]*(?:\/[A-Za-z_]+(?:[+-]?\d+|[A-Za-z_-]+)?)+/

/** What `echoMoment` and JavaScript's own dates say in brackets at the end: how long ago it was, and a zone. */
const remark = /^(.*\S) ?\((?:(?:just now|[^()]* ago), )?([^()]*)\)$/

/**
 * The zone that somebody wrote beside the time, and the text without it: an offset, UTC, or a name such as `Europe/Vienna`, also in
 * brackets at the end. An offset goes before a name. Without any it is the person's own zone.
 */
export function cutZone(text: string, own: string): { zone: Zone; rest: string } {
  const [, before = '', place = ''] = remark.exec(text) ?? []
  if (isTimeZone(place)) return cutOffset(before, place)
  const named = cutName(/ Time$/.test(place) ? before : text.replace(/[()]/g, ' '), own)
  return cutOffset(named.rest, named.zone)
}

function cutName(text: string, otherwise: string): { zone: string; rest: string } {
  const found = name.exec(text)?.[0]
  return found !== undefined && isTimeZone(found)
    ? { zone: found, rest: text.replace(found, ' ') }
    : { zone: otherwise, rest: text }
}

function cutOffset(text: string, otherwise: string): { zone: Zone; rest: string } {
  for (const form of offsets) {
    const [found, sign, hours = 0, minutes = 0] = form.exec(text) ?? []
    const east = Number(hours) * 60 + Number(minutes)
    if (found !== undefined && east <= 14 * 60) return { zone: sign === '-' ? -east : east, rest: text.replace(found, ' ') }
  }
  return utc.test(text) ? { zone: 'UTC', rest: text.replace(utc, ' ') } : { zone: otherwise, rest: text }
}

/** Letters behind an hour that name a zone in one country, and another one in the next: EST, IST, CST. */
export const hasZoneLetters = (text: string): boolean => /\b(?!SAT|OCT|SEPT)(?:[A-Z]{1,4}T|MSK)\b/.test(text)
