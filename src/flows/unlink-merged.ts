import { createHash } from 'node:crypto'
import type { Ctx } from '../context.ts'
import { mayStandMerged } from '../core/merging.ts'
import { type Answer, answerRef, noteSubject } from '../core/prompts.ts'
import { asBot } from '../core/viewer.ts'
import { dequeue } from '../jobs/queue.ts'
import { refreshHome } from '../jobs/refresh.ts'
import { deleteDraftsAbout } from '../store/answer-drafts.ts'
import { listAnswersOf, type NewAnswer, replaceAlike } from '../store/answers.ts'
import type { Tx } from '../store/db.ts'
import { getIncident } from '../store/incidents.ts'
import { cutFromSources } from '../store/material.ts'
import { insertMergedAccounts } from '../store/merged-accounts.ts'
import { forgetPostedLike } from '../store/posted-messages.ts'
import { equalizePrompts, listPromptsForUpdate } from '../store/prompts.ts'
import { findReview, savePeopleAsked, stripVersions } from '../store/reviews.ts'
import { countAsked } from './gather-facts.ts'

/** By what a receipt is recognised. It is drawn at random, long enough that nobody can try them all. */
export const hashOfReceipt = (receipt: string): string => createHash('sha256').update(receipt).digest('hex')

/**
 * Removes for good who wrote the merged accounts of an incident; part of the transaction that publishes its review. From then on
 * the database holds nothing that leads from one to its writer: all who answered without showing it to anybody look alike in it,
 * whether they merged their words or kept them. The writer's receipt alone takes an account back.
 * Where fewer than five people would look alike, nothing is merged: what was to be stays with its writer, and is not published.
 * @throws Refusal where there is no key to seal with
 */
export async function unlinkMerged(tx: Tx, ctx: Ctx, incidentId: string): Promise<void> {
  const review = await findReview(tx, incidentId)
  if (!review) return
  const { workspaceId } = review
  await listPromptsForUpdate(tx, incidentId)
  const crowd = (await listAnswersOf(tx, ctx.seals, incidentId, ['merged', 'only_me'])).filter(hasWords)
  const merged = crowd.filter(({ visibility }) => visibility === 'merged')
  if (merged.length === 0 || !mayStandMerged(crowd)) return
  await savePeopleAsked(tx, incidentId, await countAsked(tx, incidentId))
  await insertMergedAccounts(tx, ctx.seals, { workspaceId, incidentId }, merged.map(accountOf))
  await forgetWriters(tx, ctx, { workspaceId, incidentId }, crowd)
}

type WithWords = Answer & { text: string }

const hasWords = (answer: Answer): answer is WithWords => answer.text !== null && answer.text !== ''

const accountOf = ({ text, receipt }: WithWords) => ({ text, receiptHash: hashOfReceipt(receipt ?? '') })

/** Makes alike what is left of all of them. */
async function forgetWriters(
  tx: Tx,
  ctx: Ctx,
  { workspaceId, incidentId }: { workspaceId: string; incidentId: string },
  crowd: readonly WithWords[],
): Promise<void> {
  const { resolvedAt, declaredAt } = await getIncident(tx, asBot(workspaceId), incidentId)
  const at = resolvedAt ?? declaredAt
  const promptIds = crowd.map(({ promptId }) => promptId)
  await replaceAlike(tx, ctx.seals, crowd.map(leftOver), at)
  await equalizePrompts(tx, promptIds, at)
  const sources = crowd.map(({ id }) => answerRef(id))
  await stripVersions(tx, incidentId, sources)
  await cutFromSources(tx, incidentId, sources)
  await deleteDraftsAbout(tx, workspaceId, [...promptIds, noteSubject(incidentId)])
  const shown = promptIds.map((id) => `prompt:${id}:`)
  await forgetPostedLike(tx, workspaceId, shown)
  await dequeue(tx, workspaceId, shown)
  for (const userId of new Set(crowd.map((answer) => answer.userId))) await refreshHome(tx, { workspaceId, userId })
}

/** What is left with its writer: what they kept for themselves, and nothing of what they merged. */
const leftOver = (answer: WithWords): NewAnswer => ({ ...answer, text: answer.visibility === 'merged' ? '' : answer.text })
