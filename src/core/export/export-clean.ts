import type { RenderedReview } from '../review/review.ts'
import { peopleIn, type ReviewFacts } from '../review/review-facts.ts'
import { readableText, type SlackWords, withoutIds } from '../slack-text/slack-text.ts'

/** What an export is made from. `rendered` is the review in words that name nobody without consent (`reviewWords`). */
export type ExportInput = {
  facts: ReviewFacts
  rendered: RenderedReview
  /** The label of a person: `labelsFor`. */
  labels(userId: string): string
  /** The name of a person; used for answers released with it, and nowhere else. */
  names(userId: string): string
  generatedAt: Date
}

/** How an export writes texts: no id of anybody, in mentions, in bare words, or in addresses. */
export type Clean = {
  /** Slack's markup, readable. */
  readable(text: string): string
  /** A text that is readable already. */
  plain(text: string): string
  /** An address; null where it holds somebody's id (Slack's addresses of files do), since without it it leads nowhere. */
  address(url: string | null): string | null
}

export function cleanerFor({ facts, labels }: Pick<ExportInput, 'facts' | 'labels'>): Clean {
  const people = peopleIn(facts)
  const words: SlackWords = { person: labels, knows: (word) => people.has(word) }
  const plain = (text: string) => withoutIds(text, words)
  return {
    readable: (text) => readableText(text, words),
    plain,
    address: (url) => (url !== null && isAddress.test(url) && plain(url) === url ? url : null),
  }
}

/** An address on the web with no character that RFC 3986 does not allow in one. */
const isAddress = /^https?:\/\/(?:[\w\-.~:/?#@!$&'()*+,;=]|%[\dA-F]{2})+$/i
