/** An event as a calendar is told of it. The file names nobody. */
export type CalendarEvent = {
  /** Names it for good: a later file with the same one and a higher `sequence` takes the place of the earlier. */
  uid: string
  sequence: number
  startsAt: Date
  minutes: number
  isCancelled: boolean
  /** When it was set, moved or cancelled. */
  changedAt: Date
  summary: string
  description: string
}

/**
 * A calendar file, as RFC 5545 has it: lines that end in CRLF and hold at most 75 octets, longer ones folded. Times are in UTC, so that
 * it needs no rules of summer time. As RFC 5546 asks of what is published or cancelled, it has an organizer; that is the bot, whose
 * address reaches nobody.
 */
export function calendarFile(event: CalendarEvent): string {
  const { uid, sequence, startsAt, minutes, isCancelled, changedAt, summary, description } = event
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Second Story//EN',
    'CALSCALE:GREGORIAN',
    `METHOD:${isCancelled ? 'CANCEL' : 'PUBLISH'}`,
    'BEGIN:VEVENT',
    `UID:${escaped(uid)}`,
    `SEQUENCE:${sequence}`,
    `DTSTAMP:${stamp(changedAt)}`,
    `DTSTART:${stamp(startsAt)}`,
    `DTEND:${stamp(new Date(startsAt.getTime() + minutes * 60_000))}`,
    `SUMMARY:${escaped(summary)}`,
    `DESCRIPTION:${escaped(description)}`,
    'ORGANIZER;CN=Second Story:mailto:nobody@second-story.invalid',
    `STATUS:${isCancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

/** "20261130T130000Z" */
const stamp = (at: Date): string => at.toISOString().replace(/[-:]|\.\d+/g, '')

/** A text as a value: what has a meaning in the file loses it, and control characters are not there. RFC 5545, 3.3.11 */
const escaped = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .replace(/[\\;,]/g, (found) => `\\${found}`)
    .replace(/\n/g, '\\n')

const longestLine = 75

/** A long line goes on in the next one behind a space; no character is cut in half. RFC 5545, 3.1 */
function folded(line: string): string {
  let done = ''
  let octets = 0
  for (const character of line) {
    const size = octetsOf(character)
    if (octets + size > longestLine) {
      done += '\r\n '
      octets = 1
    }
    done += character
    octets += size
  }
  return done
}

/** How long a character is in UTF-8. */
function octetsOf(character: string): number {
  const code = character.codePointAt(0) ?? 0
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
}
