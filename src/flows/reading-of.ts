import type { Ctx } from '../context.ts'
import { type Incident, nameOf } from '../core/incident.ts'
import { mayStandMerged } from '../core/merging.ts'
import { type Answer, answerRef, type Prompt, type Released } from '../core/prompts.ts'
import { askedIn } from '../core/questions.ts'
import type { MergedStanding, Reading } from '../core/reading.ts'
import { type ReviewFacts, renderReview, type ShownAnswer } from '../core/review/review.ts'
import type { ReviewState } from '../core/review/review-facts.ts'
import { isOfAfter } from '../core/review/review-inside.ts'
import { listAnswerers } from '../store/answers.ts'
import type { Tx } from '../store/db.ts'
import { findPerson } from '../store/people.ts'
import { newReview } from '../store/reviews.ts'
import { gatherAllFacts } from './gather-facts.ts'
import { gatherWords } from './gather-words.ts'

type Given = Pick<Answer, 'userId' | 'text' | 'visibility' | 'releasedTo' | 'releasedAt' | 'receipt'> & { id: number | null }

/** How an answer reads, in the words that the review itself would use; null where nobody else sees it. */
export async function readingOf(tx: Tx, ctx: Ctx, incident: Incident, prompt: Prompt, answer: Given): Promise<Reading | null> {
  const { visibility } = answer
  if (visibility === 'only_me') return null
  const facts = await factsWhenOpen(tx, ctx, incident)
  if (visibility === 'merged') {
    const sentence = await inWords(tx, ctx, { ...facts, merged: [answer.text] }, 'merged:1', nameOf(incident))
    return { kind: 'merged', sentence, standing: await standingOf(tx, facts, answer), receipt: answer.receipt }
  }
  const isOpen = facts.review.state === 'open' || facts.review.state === 'published'
  const sentence = await sentenceOf(tx, ctx, facts, prompt, answer, visibility === 'by_role' ? 'by_role' : 'with_name')
  if (visibility !== 'host') return { kind: 'review', how: visibility, sentence, isOpen }
  const hostId = answer.releasedTo ?? ''
  const hostName = (await findPerson(tx, incident.workspaceId, hostId))?.name ?? null
  return { kind: 'host', hostName, sentence, isOpen, isHost: facts.hostId === hostId }
}

/** A released answer, in the words of the review. */
export async function sentenceOf(
  tx: Tx,
  ctx: Ctx,
  facts: ReviewFacts,
  { entryId, momentAt, questionId, id: promptId }: Pick<Prompt, 'id' | 'entryId' | 'momentAt' | 'questionId'>,
  { id, userId, text }: Pick<Given, 'id' | 'userId' | 'text'>,
  visibility: Released,
): Promise<string> {
  const asked = askedIn(ctx.config.questions)(questionId)
  const shown: ShownAnswer = { id: id ?? isNewest, promptId, userId, text, visibility, entryId, momentAt, ...asked }
  const others = facts.answers.filter((other) => other.id !== shown.id)
  const key = isOfAfter(shown) ? 'after.answer' : 'answer'
  return inWords(tx, ctx, { ...facts, answers: [...others, shown] }, key, answerRef(shown.id))
}

/** For one that is not kept yet: it would come behind all others. */
const isNewest = Number.MAX_SAFE_INTEGER

async function inWords(tx: Tx, ctx: Ctx, facts: ReviewFacts, key: string, source: string): Promise<string> {
  const { words } = await gatherWords(tx, ctx.config, facts)
  const { sections } = renderReview([{ key, section: 'inside', sources: [source] }], facts, words)
  return sections.flatMap(({ statements }) => statements.map(({ text }) => text)).join('\n')
}

type FactsWhenOpen = ReviewFacts & { hostId: string | null; openedAt: Date | null; state: ReviewState }

/** The facts of the review as it will be once it is open, also where there is none yet. */
export async function factsWhenOpen(tx: Tx, ctx: Ctx, incident: Incident): Promise<FactsWhenOpen> {
  const now = ctx.clock.now()
  const { id: incidentId, workspaceId } = incident
  const { review, ...facts } = await gatherAllFacts(
    tx,
    ctx,
    incident,
    newReview({ incidentId, workspaceId, depth: 'full', opensAt: now }),
  )
  const { hostId, openedAt, state } = review
  return { ...facts, review: { ...review, openedAt: openedAt ?? now }, hostId, openedAt, state }
}

async function standingOf(
  tx: Tx,
  { incident, openedAt, state }: FactsWhenOpen,
  { releasedAt, receipt }: Given,
): Promise<MergedStanding> {
  if (state === 'published') return 'left-out'
  if (receipt !== null && !mayStandMerged(await listAnswerers(tx, incident.id))) return 'too-few'
  if (openedAt === null) return 'when-open'
  return receipt !== null && releasedAt !== null && releasedAt <= openedAt ? 'stands' : 'when-published'
}
