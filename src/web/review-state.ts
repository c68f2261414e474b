import { dayText } from '../core/time-text.ts'

type State = { state: 'draft' | 'open' | 'published' | 'declined'; depth?: string; opensAt: Date }

/** How far a review is, in a few words; `null` is before the incident was resolved. */
export function reviewStateText(review: State | null, timeZone: string): string {
  if (!review) return 'No review yet'
  switch (review.state) {
    case 'draft':
      return review.depth === 'none' ? 'Review from the record' : `Review opens on ${dayText(review.opensAt, timeZone)}`
    case 'open':
      return 'Review is open'
    case 'published':
      return 'Review is published'
    case 'declined':
      return 'Review was declined'
  }
}
