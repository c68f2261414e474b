import type { Ctx } from '../context.ts'
import { type ChangeEnd, outcomeFrom } from '../core/considered-change.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { editMaterial } from './edit-material.ts'
import type { Kept } from './reach-material.ts'

/**
 * Records what came of a change: whether it was done, dropped or is still under way, and what it did.
 * @param input.outcome in Slack's markup
 * @returns it, or null where this request was done before
 * @throws Refusal where there are no words, or no such change for this viewer
 */
export const recordOutcome = (
  ctx: Ctx,
  input: { viewer: PersonViewer; id: number; outcome: string; state?: ChangeEnd; requestKey: string },
): Promise<Kept<'change'> | null> =>
  editMaterial(ctx, {
    ...input,
    kind: 'change',
    wish: { outcome: outcomeFrom(input.outcome), ...(input.state && { state: input.state }) },
  })
