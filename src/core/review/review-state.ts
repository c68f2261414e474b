import { type Incident, isOpen, NothingNew, nameOf } from '../incident.ts'
import { Refusal } from '../refusal.ts'
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
      throw declinedAlready(name)
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

/** Who does it, and the review as it stands. */
type Doing = { incident: Incident; review: Standing | null; userId: string }

/**
 * Whether somebody may decide over a review: its host, or anybody who sees it while it has none.
 * @throws Refusal for anybody else, and where there is no review
 */
function decidable({ incident, review, userId }: Doing): Standing {
  if (!review) throw new Refusal(noReviewText(incident))
  if (review.hostId !== null && review.hostId !== userId)
    throw new Refusal(
      `<@${review.hostId}> is the host of this review and decides this with you. \`/incident host\` changes who that is.`,
    )
  return review
}

/** @throws Refusal where it may not be opened now, with what to do */
export function checkOpening(doing: Doing): void {
  const { incident } = doing
  const { state } = decidable(doing)
  const name = nameOf(incident)
  if (state === 'declined') throw declinedAlready(name)
  if (state !== 'draft') throw new NothingNew(`The review of ${name} is ${state} already.`)
  if (!mayOpen(incident)) throw new Refusal(`${name} is ${incident.status}. Its review opens once it is resolved.`)
}

/** @throws Refusal where it may not be published now, with what to do */
export function checkPublishing(doing: Doing): void {
  const { state } = decidable(doing)
  const name = nameOf(doing.incident)
  if (state === 'declined') throw declinedAlready(name)
  if (state === 'published') throw new NothingNew(`The review of ${name} is published already.`)
  if (state === 'draft')
    throw new Refusal(
      `The review of ${name} is not open yet: open it first, so that people can say what concerns them: \`/incident review ${name} open\`.`,
    )
}

/** What is published stays so: what it says can be corrected. @throws Refusal where it may not be declined now */
export function checkDeclining(doing: Doing): void {
  const { state } = decidable(doing)
  const name = nameOf(doing.incident)
  if (state === 'published') throw new Refusal(`The review of ${name} is published. Its sections can still be corrected.`)
  if (state === 'declined') throw new NothingNew(`The review of ${name} is declined already.`)
}

/**
 * Where a declined review goes on: where it stood.
 * @throws Refusal where it is not declined
 */
export function stateAfterReopening(doing: Doing): 'draft' | 'open' {
  const review = decidable(doing)
  if (review.state !== 'declined')
    throw new NothingNew(`The review of ${nameOf(doing.incident)} is ${review.state}; nothing keeps it from going on.`)
  return review.openedAt === null ? 'draft' : 'open'
}

const declinedAlready = (name: string): Refusal =>
  new Refusal(`The review of ${name} was declined. To take it up again: \`/incident review ${name} reopen\`.`)

/** The grounds on which a review is declined, as they are kept. @throws Refusal where there are none, or more than 500 characters */
export function groundsFrom(text: string): string {
  const grounds = noteFrom(text)
  if (grounds === null)
    throw new Refusal('Say in a few words why there is to be no review. They are kept, and can be read.', 'reason')
  return grounds
}

/** What is said beside a decision, on one line; null where that is nothing. @throws Refusal where it is longer than 500 characters */
export function noteFrom(text: string): string | null {
  const note = text
    .replaceAll('\0', '')
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/\s+/g, ' ')
    .trim()
  if (note.length > longestNote) throw new Refusal(`At most ${longestNote} characters; this has ${note.length}.`, 'reason')
  return note === '' ? null : note
}

/** How much is said beside publishing or declining a review. */
export const longestNote = 500
