import { readableText } from '../slack-text/slack-text.ts'
import { clockTime, dayText } from '../time-text.ts'
import type { Known } from './review-facts.ts'

/** How a reader is told of people and times. */
export type ReviewWords = {
  /** A label that holds for people who have not consented to be named: see `labelsFor`. */
  person(userId: string): string
  /** The name of somebody who released an answer with it; used for that answer only. */
  name(userId: string): string
  role?(role: string): string
  time(at: Date): string
  day(at: Date): string
  /** The name of the time zone that all times are told in, where they are told in one. */
  zone?: string
  /** A moment, told beside another one; without it: the time, and the day where it is another day. */
  moment?(at: Date, beside: Date): string
}

/** The words for a reader in one time zone. */
export const reviewWords = (input: {
  timeZone: string
  person: ReviewWords['person']
  name: ReviewWords['name']
  role?: ReviewWords['role']
}): ReviewWords => ({
  person: input.person,
  name: input.name,
  ...(input.role && { role: input.role }),
  zone: input.timeZone,
  time: (at) => clockTime(at, input.timeZone),
  day: (at) => dayText(at, input.timeZone),
})

/** A part of a sentence: the bot's own words, or what people wrote, which is to be escaped and never read as the bot's. */
export type Piece = { by: 'bot' | 'people'; text: string }

/** A sentence while it is made: the bot's own words as they are, everything else through `Say`. */
export type Part = string | Piece[]

/** How templates put recorded things into words. */
export type Say = {
  person(userId: string): string
  name(userId: string): string
  role(role: string): string
  /** A moment, with its day where that is not the day of the declaration. */
  when(at: Date): string
  /** A moment with its day and its time zone, from which a reader takes all the others. */
  fully(at: Date): string
  day(at: Date): string
  /** People's words, readable, between quotation marks. */
  quote(text: string): Piece[]
  /** As `quote`, on one line and cut at 80 characters: where something is only meant, and told in full elsewhere. */
  brief(text: string): Piece[]
  /** Words from the record that are nobody's own, such as an app's name: readable, without marks. */
  plain(text: string): Piece[]
  /** What somebody typed for the review itself: their words and no markup of Slack's, but for people, who get their labels. */
  typed(text: string): Piece[]
}

export function sayFor(known: Known, words: ReviewWords): Say {
  const { declaredAt } = known.facts.incident
  const today = words.day(declaredAt)
  const when = byMinute((at) => words.moment?.(at, declaredAt) ?? momentText(words, at, today))
  const readable = (text: string): Piece => ({
    by: 'people',
    text: readableText(text, { person: words.person, knows: (word) => known.people.has(word) }).trim(),
  })
  return {
    person: words.person,
    name: words.name,
    role: (role) => words.role?.(role) ?? role.replace(/[_-]+/g, ' '),
    when,
    fully: (at) => `${words.day(at)}, ${words.time(at)}${words.zone ? ` (${words.zone})` : ''}`,
    day: words.day,
    quote: (text) => [{ by: 'bot', text: '“' }, readable(text), { by: 'bot', text: '”' }],
    brief: (text) => [{ by: 'bot', text: '“' }, briefly(readable(text)), { by: 'bot', text: '”' }],
    plain: (text) => [readable(text)],
    typed: (text) => [readable(text.replaceAll('&', '&amp;'))],
  }
}

/** Told once for each minute: a long review tells thousands of moments, each in several sentences. */
function byMinute(tell: (at: Date) => string): (at: Date) => string {
  const told = new Map<number, string>()
  return (at) => {
    const minute = Math.floor(at.getTime() / 60_000)
    const before = told.get(minute)
    if (before !== undefined) return before
    const text = tell(at)
    told.set(minute, text)
    return text
  }
}

const longestBrief = 80

function briefly({ by, text }: Piece): Piece {
  const letters = [...text.replace(/\s+/g, ' ')]
  return { by, text: letters.length > longestBrief ? `${letters.slice(0, longestBrief - 1).join('')}…` : letters.join('') }
}

function momentText(words: ReviewWords, at: Date, today: string): string {
  const day = words.day(at)
  return day === today ? words.time(at) : `${day}, ${words.time(at)}`
}

/** One list of pieces, neighbours of the bot joined. */
export function piecesOf(parts: readonly Part[]): Piece[] {
  const pieces: Piece[] = []
  let own = ''
  const add = (piece: Piece): void => {
    if (piece.by === 'bot') own += piece.text
    else {
      if (own !== '') pieces.push({ by: 'bot', text: own })
      own = ''
      pieces.push(piece)
    }
  }
  for (const part of parts) {
    if (typeof part === 'string') own += part
    else part.forEach(add)
  }
  return own === '' ? pieces : [...pieces, { by: 'bot', text: own }]
}
