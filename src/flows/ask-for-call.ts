import type { Ctx } from '../context.ts'
import type { Asking } from '../core/asking.ts'
import { Refusal } from '../core/refusal.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { enqueue } from '../jobs/queue.ts'
import { findAskingForUpdate, saveAsking } from '../store/askings.ts'
import type { Tx } from '../store/db.ts'
import { takeDelivery } from '../store/delivered.ts'
import { findIncident } from '../store/incidents.ts'
import { findPerson } from '../store/people.ts'
import { listPromptsOf, savePrompt } from '../store/prompts.ts'
import { refreshCare } from './refresh-care.ts'

type Said = { viewer: PersonViewer; incidentId: string; requestKey: string }

/**
 * Somebody would like to be called by somebody. That one is told, and nobody else.
 * @throws Refusal where they were not asked how they are, or named themselves
 */
export async function askForCall(ctx: Ctx, input: Said & { calleeId: string }): Promise<void> {
  const { calleeId, incidentId, viewer } = input
  if (calleeId === viewer.userId) throw new Refusal('That is you. Choose somebody you would like to hear from.')
  await say(ctx, input, async (tx, asking) => {
    await saveAsking(tx, { ...asking, care: 'call_asked', callFromId: calleeId })
    const call = { incidentId, userId: viewer.userId, calleeId }
    await enqueue(tx, viewer.workspaceId, 'call.ask', call, { key: `call:${incidentId}:${viewer.userId}:${calleeId}` })
  })
}

/** Somebody says that they are all right. @throws Refusal where they were not asked */
export const sayAllRight = (ctx: Ctx, input: Said): Promise<void> =>
  say(ctx, input, (tx, asking) => saveAsking(tx, { ...asking, care: 'all_right' }))

/** Whom somebody asked to call them could not be told: they hear of it, and can choose somebody else. */
export async function noteNotReached(
  ctx: Ctx,
  { workspaceId, ...call }: { workspaceId: string; incidentId: string; userId: string; calleeId: string },
): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const asking = await findAskingForUpdate(tx, call.incidentId, call.userId)
    if (asking?.workspaceId !== workspaceId || asking.callFromId !== call.calleeId) return
    await saveAsking(tx, { ...asking, care: 'not_reached' })
    await refreshCare(tx, asking)
  })
}

/** What whoever is asked to call somebody is told: whom, and about which incident, where they may know of it. */
export const readCall = (
  ctx: Ctx,
  { workspaceId, incidentId, calleeId }: { workspaceId: string; incidentId: string; calleeId: string },
) =>
  ctx.db.transaction(async (tx) => ({
    callee: await findPerson(tx, workspaceId, calleeId),
    incident: await findIncident(tx, { kind: 'person', workspaceId, userId: calleeId }, incidentId),
  }))

async function say(ctx: Ctx, input: Said, then: (tx: Tx, asking: Asking) => Promise<void>): Promise<void> {
  const { workspaceId, userId } = input.viewer
  await ctx.db.transaction(async (tx) => {
    if (!(await takeDelivery(tx, workspaceId, input.requestKey, ctx.clock.now()))) return
    const asking = await findAskingForUpdate(tx, input.incidentId, userId)
    if (asking?.workspaceId !== workspaceId)
      throw new Refusal('This is for the person who was asked. A word to somebody you trust always helps.')
    await then(tx, asking)
    await endReminder(tx, asking)
    await refreshCare(tx, asking)
  })
}

/** Whatever somebody says is a word: they are not reminded of the question below it. */
async function endReminder(tx: Tx, { incidentId, userId }: Asking): Promise<void> {
  for (const prompt of await listPromptsOf(tx, incidentId, userId))
    if (prompt.hasOpening) await savePrompt(tx, { ...prompt, remindAt: null })
}
