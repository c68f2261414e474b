import { randomBytes } from 'node:crypto'
import type { Ctx } from '../context.ts'
import type { Incident } from '../core/incident.ts'
import { ownWords } from '../core/own-prompt.ts'
import { type Answer, type Prompt, subjectOf, type Visibility } from '../core/prompts.ts'
import { findQuestion } from '../core/questions.ts'
import { receiptFrom } from '../core/receipt.ts'
import { checkRelease, type Release } from '../core/releasing.ts'
import { asBot, type PersonViewer } from '../core/viewer.ts'
import { refreshPrompt, refreshReview } from '../jobs/refresh.ts'
import { deleteAnswerDraft } from '../store/answer-drafts.ts'
import { findAnswer, listAnswerers, saveAnswer } from '../store/answers.ts'
import type { Tx } from '../store/db.ts'
import { takeDelivery } from '../store/delivered.ts'
import { getIncident } from '../store/incidents.ts'
import { findPersonSettings, savePersonSettings } from '../store/person-settings.ts'
import { savePrompt } from '../store/prompts.ts'
import { findReview } from '../store/reviews.ts'
import { ownPromptForUpdate } from './own-prompt-for.ts'

export type Keeping = {
  visibility: Visibility
  viewer: PersonViewer
  /** The id of a prompt, or a note to oneself: `noteSubject`. */
  subject: string
  requestKey: string
  /** The form it was written in; strokes that come after it are not begun anew. */
  formKey: string
  /** Whether forms begin with this choice from now on. */
  isRemembered: boolean
}

/**
 * Keeps somebody's answer or note, or what they made of it later: other words, or another choice of who may see it.
 * It reaches nobody else until they release it, and is withdrawn by choosing `only_me` again.
 * @returns the receipt of one that is merged; null for any other
 * @throws Refusal where it is somebody else's, there are no words, or they may not choose this
 */
export const answerPrompt = (ctx: Ctx, input: Keeping & { text: string }): Promise<string | null> =>
  keepOnce(ctx, input, async () => input.text)

/** Keeps the words that `find` finds, once for each request. @returns, @throws as `answerPrompt` */
export async function keepOnce(
  ctx: Ctx,
  input: Keeping,
  find: (tx: Tx, prompt: Prompt) => Promise<string>,
): Promise<string | null> {
  const { viewer, visibility } = input
  const { workspaceId, userId } = viewer
  const now = ctx.clock.now()
  return ctx.db.transaction(async (tx) => {
    const isNew = await takeDelivery(tx, workspaceId, input.requestKey, now)
    const prompt = await ownPromptForUpdate(tx, viewer, input.subject, now)
    if (!isNew) return (await findAnswer(tx, ctx.seals, prompt.id))?.receipt ?? null
    const text = ownWords(await find(tx, prompt))
    await takeDelivery(tx, workspaceId, input.formKey, now)
    await deleteAnswerDraft(tx, { workspaceId, userId, subject: subjectOf(prompt) })
    if (input.isRemembered) await remember(tx, viewer, visibility)
    return keepAnswer(tx, ctx, prompt, { text, visibility })
  })
}

/** A memory of merging would tell of the one who merged, so there is none. */
async function remember(tx: Tx, { workspaceId, userId }: PersonViewer, visibility: Visibility): Promise<void> {
  if (visibility === 'merged') return
  await savePersonSettings(tx, { ...(await findPersonSettings(tx, workspaceId, userId)), visibility })
}

/** Keeps an answer and shows what became of it. Where nothing of it is or was released, the review hears nothing, not even when. */
async function keepAnswer(
  tx: Tx,
  ctx: Ctx,
  prompt: Prompt,
  { text, visibility }: { text: string; visibility: Visibility },
): Promise<string | null> {
  const { id: promptId, workspaceId, incidentId, userId } = prompt
  const before = await findAnswer(tx, ctx.seals, promptId)
  const incident = await getIncident(tx, asBot(workspaceId), incidentId)
  const release = await releaseOf(tx, ctx, incident, prompt, before)
  checkRelease(incident, release, visibility)
  const kept = { workspaceId, incidentId, promptId, userId, text, visibility, ...releasedNow(ctx, release, visibility, before) }
  await saveAnswer(tx, ctx.seals, kept)
  const answered: Prompt = { ...prompt, state: 'answered', remindAt: null }
  await savePrompt(tx, answered)
  await refreshPrompt(tx, answered)
  if (visibility !== 'only_me' || before?.releasedAt) await refreshReview(tx, incident)
  return kept.receipt
}

/** What decides to whom they may show it now. */
export async function releaseOf(
  tx: Tx,
  { config }: Ctx,
  { id }: Incident,
  { userId, questionId }: Pick<Prompt, 'userId' | 'questionId'>,
  before: Answer | null,
): Promise<Release> {
  const review = await findReview(tx, id)
  return {
    userId,
    hostId: review?.hostId ?? null,
    state: review?.state ?? null,
    answerers: await listAnswerers(tx, id),
    isOfAfter: findQuestion(config.questions, questionId)?.moment === 'month-after',
    before,
  }
}

/** Words that are changed keep the time of their release, so that this does not put off those that are merged. */
function releasedNow({ clock }: Ctx, { hostId }: Release, visibility: Visibility, before: Answer | null) {
  const now = clock.now()
  return {
    writtenAt: now,
    releasedAt: visibility === 'only_me' ? null : ((before?.visibility === visibility ? before.releasedAt : null) ?? now),
    releasedTo: visibility === 'host' ? hostId : null,
    receipt: visibility === 'merged' ? (before?.receipt ?? receiptFrom(randomBytes(24))) : null,
  }
}
