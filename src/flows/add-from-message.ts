import type { Ctx } from '../context.ts'
import type { HandKind } from '../core/entry-by-hand.ts'
import type { MaterialKind } from '../core/material/material.ts'
import type { Draft } from '../core/material/material-rules.ts'
import { wordsOfWish } from '../core/material/material-typed.ts'
import { entryRef } from '../core/timeline.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { takeDelivery } from '../store/delivered.ts'
import { getIncident } from '../store/incidents.ts'
import { nudgesFor } from './nudges-for.ts'
import { putMaterial } from './put-material.ts'
import { type ChosenMessage, putMessage } from './put-message.ts'
import type { Kept } from './reach-material.ts'

/**
 * Makes something for the review of a message: the message comes onto the timeline, and it rests on that. Without a sentence of its
 * own it stands in the words of the message, and goes with them.
 * @returns it, and questions back about its wording; null where this request was done before
 * @throws Refusal where the viewer may not see the incident, the message is gone, or it will not do
 */
export async function addFromMessage<Kind extends MaterialKind>(
  ctx: Ctx,
  input: {
    viewer: PersonViewer
    incidentId: string
    message: ChosenMessage
    draft: Omit<Draft<Kind>, 'wordsOf'>
    requestKey: string
  },
): Promise<Kept<Kind> | null> {
  const at = ctx.clock.now()
  const { viewer, message, draft } = input
  const by = viewer.userId
  return ctx.db.transaction(async (tx) => {
    if (!(await takeDelivery(tx, viewer.workspaceId, input.requestKey, at))) return null
    const incident = await getIncident(tx, viewer, input.incidentId)
    const entryId = await putMessage(tx, incident, message, { by, at, kind: entryKinds[draft.kind], wish: {} })
    const material = await putMaterial(tx, ctx, incident, { ...draft, wordsOf: entryRef(entryId) }, { by, at })
    return { incident, material, nudges: await nudgesFor(tx, incident, by, wordsOfWish(draft.wish), '') }
  })
}

/** As what its message comes onto the timeline, where it is not there yet. */
const entryKinds: Record<MaterialKind, HandKind> = {
  condition: 'observation',
  safeguard: 'observation',
  usual: 'observation',
  surprise: 'surprise',
  helped: 'note',
  change: 'follow_up',
}
