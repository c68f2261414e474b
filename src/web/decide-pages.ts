import { type Html, html } from '../core/html.ts'
import { nameOf } from '../core/incident.ts'
import { Refusal } from '../core/refusal.ts'
import { longestNote } from '../core/review/review-state.ts'
import { declineReview } from '../flows/decline-review.ts'
import { openReviewEarly } from '../flows/open-review-early.ts'
import { publishReview } from '../flows/publish-review.ts'
import { type Decision, decisions, readEditing } from '../flows/read-editing.ts'
import { readHints } from '../flows/read-hints.ts'
import { reopenReview } from '../flows/reopen-review.ts'
import type { Asked, Reply, Sent } from './for-members.ts'
import { type InReview, reviewOf } from './in-review.ts'
import { formKeyField } from './page.ts'
import { requestKeyField, requestKeyIn } from './request-key.ts'
import { sentenceHtml } from './sentence.ts'

type Words = { link: string; heading: string; says: string; button: string; note: { label: string; isNeeded: boolean } | null }

/** What each decision is called, and what is said before it is taken. */
const wordsOf: Record<Decision, Words> = {
  open: {
    link: 'Open it now',
    heading: 'Open the review now',
    says: 'From then on released answers stand in it, and people can write its parts. The channel is told.',
    button: 'Open it',
    note: null,
  },
  publish: {
    link: 'Publish',
    heading: 'Publish the review',
    says: 'Afterwards its parts can still be corrected, and answers taken back. The channel is told.',
    button: 'Publish',
    note: { label: 'Anything to say beside it? It can be left empty.', isNeeded: false },
  },
  decline: {
    link: 'Decline',
    heading: 'No review of this incident',
    says: 'Nobody is asked any more. What was recorded stays, and it can be taken up again.',
    button: 'Decline it',
    note: { label: 'Why is there to be no review?', isNeeded: true },
  },
  reopen: {
    link: 'Take it up again',
    heading: 'Take the review up again',
    says: 'It goes on where it stood, and people are asked again.',
    button: 'Take it up again',
    note: null,
  },
}

/** The decisions that somebody may take over a review now. */
export const decisionLinks = (base: string, allowed: readonly Decision[]): Html | null =>
  allowed.length === 0
    ? null
    : html`<p class="decisions no-print">${allowed.map((decision) => html`<a class="button second" href="${base}/decide/${decision}">${wordsOf[decision].link}</a> `)}</p>`

const decisionIn = ({ parameters }: Asked): Decision | null =>
  decisions.find((decision) => decision === parameters.decision) ?? null

/** What a decision means, and what the review has not got yet, before it is taken. */
export async function decidePage(asked: Asked): Promise<Reply> {
  const decision = decisionIn(asked)
  const of = decision && (await reviewOf(asked))
  if (!of || !decision) return null
  const { decisions: allowed } = await readEditing(asked.desk.ctx, of)
  if (!allowed.includes(decision)) throw new Refusal('This cannot be decided now, or not by you.')
  const hints = decision === 'publish' ? (await readHints(asked.desk.ctx, of)).hints : []
  return { title: wordsOf[decision].heading, main: confirm(asked, of, decision, hints) }
}

function confirm({ visitor }: Asked, { incident, base }: InReview, decision: Decision, hints: readonly string[]): Html {
  const { heading, says, button, note } = wordsOf[decision]
  return html`<div class="text">
<h1><span class="name">${nameOf(incident)}</span> ${heading}</h1>
<p>${says}</p>
${hints.length > 0 && html`<div class="notice"><p><strong>What this review has not got yet</strong></p><ul>${hints.map((hint) => html`<li>${sentenceHtml(hint)}</li>`)}</ul><p>None of it is needed to publish.</p></div>`}
<form class="decide" method="post" action="${base}/decide/${decision}">
${formKeyField(visitor)}${requestKeyField()}
${note && html`<div class="field"><label for="note">${note.label}</label><textarea id="note" name="note" rows="3" maxlength="${longestNote}"${note.isNeeded && html` required`}></textarea></div>`}
<div class="buttons"><button>${button}</button> <a href="${base}">Leave it as it is</a></div>
</form>
</div>`
}

/** Takes a decision over a review. */
export async function decide(sent: Sent): Promise<Reply> {
  const decision = decisionIn(sent)
  const of = decision && (await reviewOf(sent))
  if (!of || !decision) return null
  const { ctx } = sent.desk
  const note = sent.form.get('note') ?? ''
  const wish = { ...of, requestKey: requestKeyIn(sent.form) }
  switch (decision) {
    case 'open':
      await openReviewEarly(ctx, wish)
      break
    case 'publish':
      await publishReview(ctx, { ...wish, note })
      break
    case 'decline':
      await declineReview(ctx, { ...wish, reason: note })
      break
    case 'reopen':
      await reopenReview(ctx, wish)
  }
  return { goTo: of.base }
}
