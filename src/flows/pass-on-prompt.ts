import { randomUUID } from 'node:crypto'
import type { Ctx } from '../context.ts'
import { getOwn, stillOpen } from '../core/own-prompt.ts'
import { newPrompt, type Prompt } from '../core/prompts.ts'
import { Refusal } from '../core/refusal.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { enqueue } from '../jobs/queue.ts'
import { refreshPrompt } from '../jobs/refresh.ts'
import type { Tx } from '../store/db.ts'
import { takeDelivery } from '../store/delivered.ts'
import { getIncident } from '../store/incidents.ts'
import { findPrompt, findPromptForUpdate, insertPrompt, listPromptsOf, savePrompt } from '../store/prompts.ts'
import { checkReach } from './reach.ts'

/** Who might know instead, which team or where to look; and whether that person gets the question, or only the host hears of it. */
export type Pointer = { userId: string | null; words: string; isHandedOn: boolean }

/** A line for the host. */
export const longestPointer = 200

/**
 * Somebody says that a question is not theirs. They may hand it on to a colleague, who gets it with their name and decides alone;
 * or only say who might know, which the host sees without who said so. Nothing that they wrote or thought goes with it: the
 * colleague sees the question, and its moment as the timeline has it.
 * @throws Refusal for anybody else, where the question is over, or that person cannot be told of the incident
 */
export async function passOnPrompt(
  ctx: Ctx,
  input: { viewer: PersonViewer; promptId: string; pointer: Pointer; requestKey: string },
): Promise<void> {
  const { viewer, pointer } = input
  const { workspaceId } = viewer
  const words = pointer.words.replaceAll('\0', '').trim()
  await ctx.db.transaction(async (tx) => {
    if (!(await takeDelivery(tx, workspaceId, input.requestKey, ctx.clock.now()))) return
    const prompt = stillOpen(getOwn(await findPromptForUpdate(tx, workspaceId, input.promptId), viewer))
    const { userId, isHandedOn } = pointer
    if (isHandedOn && userId === null) throw new Refusal('Choose the person to hand it on to.', 'person')
    const passed: Prompt = { ...prompt, state: 'passed', remindAt: null, pointsToWords: words === '' ? null : words }
    if (userId !== null) await checkPerson(tx, viewer, prompt, userId)
    if (isHandedOn && userId !== null) await handOn(tx, ctx, prompt, userId)
    await savePrompt(tx, { ...passed, ...(isHandedOn ? { handedToId: userId } : { pointsToId: userId }) })
    await refreshPrompt(tx, prompt)
  })
}

/** That somebody can still say so. @throws Refusal for anybody else, or where the question is over */
export const checkPassable = (ctx: Ctx, { viewer, promptId }: { viewer: PersonViewer; promptId: string }): Promise<Prompt> =>
  ctx.db.transaction(async (tx) => stillOpen(getOwn(await findPrompt(tx, viewer.workspaceId, promptId), viewer)))

async function checkPerson(tx: Tx, viewer: PersonViewer, { incidentId }: Prompt, userId: string): Promise<void> {
  if (userId === viewer.userId) throw new Refusal('That is you. “Answer” is the button beside it.', 'person')
  await checkReach(tx, await getIncident(tx, viewer, incidentId), [userId], 'person')
}

/** Who was asked the same already is not asked again; whoever handed it on does not hear of that. */
async function handOn(tx: Tx, ctx: Ctx, prompt: Prompt, userId: string): Promise<void> {
  const { workspaceId, incidentId, questionId, entryId, momentAt } = prompt
  const asked = await listPromptsOf(tx, incidentId, userId)
  if (asked.some((other) => other.questionId === questionId && other.entryId === entryId)) return
  const now = ctx.clock.now()
  const about = { workspaceId, incidentId, questionId, entryId, momentAt }
  const handed = newPrompt({
    ...about,
    id: randomUUID(),
    userId,
    dueAt: now,
    createdAt: now,
    origin: 'handed',
    fromId: prompt.userId,
  })
  await insertPrompt(tx, handed)
  await enqueue(tx, workspaceId, 'prompt.meet', { promptId: handed.id }, { key: `meet:${handed.id}` })
}
