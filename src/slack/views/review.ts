import { type Incident, nameOf } from '../../core/incident.ts'
import type { RenderedReview, ReviewState } from '../../core/review/review.ts'
import { type Since, sinceText } from '../../core/since.ts'
import { distanceBefore } from '../../core/time-text.ts'
import { actions as blockActions, button, context, dateToken, escapeText, type Message, message, section } from '../blocks.ts'
import { actions } from '../ids.ts'
import { quoted } from './quoted.ts'
import { reviewPages } from './review-blocks.ts'

/** The address of a review's page; null where there are no pages. */
export const pageUrlOf = (publicUrl: string | null, incident: Incident): string | null =>
  publicUrl === null ? null : `${publicUrl}/${nameOf(incident)}`

/** Whether people write sections of it now. */
const isWritable = (state: ReviewState): boolean => state === 'open' || state === 'published'

/** A page of the review for one person, with what they can do; none is cut. */
export function reviewMessage(
  incident: Incident,
  state: ReviewState,
  review: RenderedReview,
  page: number,
  pageUrl: string | null,
): Message {
  const pages = reviewPages(review, isWritable(state) ? incident : null)
  const shown = Math.min(Math.max(page, 0), pages.length - 1)
  return message(`The review of ${nameOf(incident)}`, [
    section(`*${escapeText(review.title)}* · ${escapeText(incident.title)}`),
    ...(shown === 0 ? [context(pageUrl === null ? legend : `${legend} ${onPage(pageUrl)}`)] : []),
    ...(pages[shown] ?? []),
    ...(pages.length > 1 ? [context(`Part ${shown + 1} of ${pages.length}`)] : []),
    blockActions(
      `review:${incident.id}`,
      ...turning(incident, shown, pages.length),
      button('Correct what concerns me', actions.showConcerns, { value: incident.id }),
      button('Add what I saw', actions.addAccount, { value: incident.id }),
      button('The meeting', actions.showMeeting, { value: incident.id }),
      ...deciding(incident, state),
    ),
  ])
}

const legend =
  'Each line names its source: INC is the record of the incident, E an entry of its timeline, A a released answer, P a text of people’s; C a condition, S a safeguard, U usual work, W a surprise, K what helped, X a change.'

/** Where the same can be read, and written more comfortably. */
const onPage = (pageUrl: string): string => `<${escapeText(pageUrl)}|Read and write it on its page>.`

function turning(incident: Incident, page: number, count: number) {
  const to = (text: string, target: number) =>
    button(text, `${actions.showReview}:${target}`, { value: `${incident.id} ${target}` })
  return [...(page > 0 ? [to('Back', page - 1)] : []), ...(page < count - 1 ? [to('Go on', page + 1)] : [])]
}

/** What can become of a review where it stands. Who may not is told when they press it. */
function deciding({ id: value }: Incident, state: ReviewState) {
  const decline = button('Decline it', actions.declineReview, { value })
  switch (state) {
    case 'draft':
      return [button('Open it now', actions.openReview, { value }), decline]
    case 'open':
      return [button('Publish', actions.publishReview, { value }), decline]
    case 'declined':
      return [button('Take it up again', actions.reopenReview, { value })]
    case 'published':
      return []
  }
}

/** What there is in a review: counts of things, and never of people's words. */
export type ReviewCounts = {
  accounts: number
  moments: number
  /** The time of the first moment. */
  oldest: Date | null
  conditions: number
  /** Since when the oldest condition is known to have been there, as exactly as it was told. */
  oldestCondition: Since | null
}

/** What the channel sees of a review that has opened, as it stands now. The whole of it is in the thread under it. */
export function openedMessage(
  incident: Incident,
  review: { state: ReviewState; declinedReason?: string | null },
  counts: ReviewCounts,
  pageUrl: string | null,
): Message {
  const name = nameOf(incident)
  const { id: value } = incident
  if (review.state === 'declined') {
    const reason = review.declinedReason ? [section(quoted(escapeText(review.declinedReason)))] : []
    const again = blockActions(`review:${value}`, button('Take it up again', actions.reopenReview, { value }))
    return message(`${name}: the review was declined.`, [section(`*${name}: the review was declined.*`), ...reason, again])
  }
  const headline = `${name}: the review is ${review.state === 'published' ? 'published' : 'open'}.`
  return message(headline, [
    section(`*${headline}* ${countsText(incident, counts)}.`),
    section(
      `Something off, or missing? Say so with the buttons, now or later; nobody is chased. All of it is in the thread.${pageUrl === null ? '' : ` ${onPage(pageUrl)}`}`,
    ),
    blockActions(
      `review:${value}`,
      button('Read', actions.showReview, { value }),
      button('Correct what concerns me', actions.showConcerns, { value }),
      button('Add what I saw', actions.addAccount, { value }),
      button('The meeting', actions.showMeeting, { value }),
    ),
  ])
}

/** "4 accounts, 5 conditions, the oldest from 22 September 2026, 12 moments on the timeline, the oldest 67 days before it was noticed" */
function countsText({ detectedAt, declaredAt }: Incident, counts: ReviewCounts): string {
  const { accounts, moments, oldest, conditions, oldestCondition } = counts
  const before = oldest ? distanceBefore(oldest, detectedAt ?? declaredAt) : null
  return [
    accounts === 0 ? 'No account yet' : counted(accounts, 'account'),
    ...(conditions === 0 ? [] : [counted(conditions, 'condition')]),
    ...(oldestCondition ? [`the oldest from ${sinceText(oldestCondition, (at) => dateToken(at, '{date_long}'))}`] : []),
    `${counted(moments, 'moment')} on the timeline`,
    ...(before ? [`the first ${before} it was noticed`] : []),
  ].join(', ')
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`

/** The whole review as messages of a thread, in order. */
export function threadMessages(incident: Incident, review: RenderedReview, state: ReviewState): Message[] {
  const pages = reviewPages(review, isWritable(state) ? incident : null)
  return pages.map((blocks, at) =>
    message(`${nameOf(incident)}: the review, part ${at + 1}`, [...(at === 0 ? [context(legend)] : []), ...blocks]),
  )
}

/** To the channel, and to the channel for announcements: once, when a review is published. */
export const publishedMessage = (incident: Incident, pageUrl: string | null): Message => {
  const text = `${nameOf(incident)}: the review is published.`
  return message(text, [
    section(`*${text}* ${escapeText(incident.title)}${pageUrl === null ? '' : `\n<${escapeText(pageUrl)}|Its page>`}`),
    blockActions(
      `published:${incident.id}`,
      button('Read', actions.showReview, { value: incident.id }),
      button('Ask me in a month what came of it', actions.askInAMonth, { value: incident.id }),
    ),
  ])
}
