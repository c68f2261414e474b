import type { Ctx } from '../context.ts'
import type { Incident } from '../core/incident.ts'
import { type Answer, answerRef, type Prompt } from '../core/prompts.ts'
import { askedIn } from '../core/questions.ts'
import { type ReviewFacts, renderReview, type ShownAnswer } from '../core/review.ts'
import type { Tx } from '../store/db.ts'
import { gatherFacts } from './gather-facts.ts'
import { gatherWords } from './gather-words.ts'

/** The very sentence of a review, and whether its readers see it already. */
export type Reading = { sentence: string; isOpen: boolean }

/**
 * How an answer reads in the review, in the words that the review itself would use; null where it is not released,
 * or there is no review. For its writer.
 */
export async function readingOf(tx: Tx, ctx: Ctx, incident: Incident, prompt: Prompt, answer: Answer): Promise<Reading | null> {
  const { visibility } = answer
  const facts = visibility === 'only_me' ? null : await gatherFacts(tx, ctx, incident)
  if (visibility === 'only_me' || !facts) return null
  const { entryId, momentAt, questionId } = prompt
  const asked = askedIn(ctx.config.questions)(questionId)
  const shown = withAnswer(facts, { ...answer, visibility, entryId, momentAt, ...asked }, ctx.clock.now())
  const { words } = await gatherWords(tx, ctx.config, shown)
  const statement = { key: 'answer', section: 'inside', sources: [answerRef(answer.id)] }
  const rendered = renderReview([statement], shown, words).sections.flatMap(({ statements }) => statements)
  return { sentence: rendered.map(({ text }) => text).join('\n'), isOpen: facts.review.openedAt !== null }
}

/** The facts of an open review with this answer in it. */
const withAnswer = (facts: ReviewFacts, answer: ShownAnswer, now: Date): ReviewFacts => ({
  ...facts,
  answers: [...facts.answers.filter(({ id }) => id !== answer.id), answer],
  review: { ...facts.review, openedAt: facts.review.openedAt ?? now },
})
