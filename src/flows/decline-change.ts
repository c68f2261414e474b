import type { Ctx } from '../context.ts'
import { groundsFrom } from '../core/considered-change.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { editMaterial } from './edit-material.ts'
import type { Kept } from './reach-material.ts'

/**
 * Declines a change. It stays in the review with its grounds, for whoever thinks of it again.
 * @param input.grounds in Slack's markup
 * @returns it, or null where this request was done before
 * @throws Refusal where there are no grounds, or no such change for this viewer
 */
export const declineChange = (
  ctx: Ctx,
  input: { viewer: PersonViewer; id: number; grounds: string; requestKey: string },
): Promise<Kept<'change'> | null> =>
  editMaterial(ctx, { ...input, kind: 'change', wish: { state: 'declined', grounds: groundsFrom(input.grounds) } })
