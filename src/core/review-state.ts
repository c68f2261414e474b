import { type Incident, isOpen, nameOf } from './incident.ts'
import { Refusal } from './refusal.ts'
import type { ReviewState } from './review-facts.ts'

/** Where a review stands, as far as its life goes by it. `hostId`: who has taken it on. */
export type Standing = { state: ReviewState; hostId: string | null; openedAt: Date | null }

/**
 * What people may write sections of: a review that is open or published.
 * @throws Refusal with how to get there
 */
export function checkWritable(incident: Incident, review: Pick<Standing, 'state'> | null): void {
  const name = nameOf(incident)
  switch (review?.state) {
    case 'open':
    case 'published':
      return
    case 'declined':
      throw new Refusal(`The review of ${name} was declined. To take it up again: \`/incident review ${name} reopen\`.`)
    case 'draft':
      throw new Refusal(
        `The review of ${name} is not open yet; its sections are written once it is, so that first accounts stay first accounts. To open it now: \`/incident review ${name} open\`.`,
      )
    case undefined:
      throw new Refusal(noReviewText(incident))
  }
}

/** Why there is no review. */
export const noReviewText = (incident: Incident): string =>
  incident.status === 'cancelled'
    ? `${nameOf(incident)} was cancelled before it was resolved, so it has no review.`
    : `${nameOf(incident)} has no review yet: it is compiled when the incident is resolved.`

/** Whether people have come to an end with the incident, so that its review may open. */
export const mayOpen = (incident: Incident): boolean => !isOpen(incident) && incident.status !== 'cancelled'
