import type { Ctx } from '../context.ts'
import { type Incident, numberIn } from '../core/incident.ts'
import type { Viewer } from '../core/viewer.ts'
import { findIncidentByChannel, findIncidentByNumber } from '../store/incidents.ts'

/**
 * Which incident somebody means: the one that their words begin with (`INC-12 monitoring`), or the one of the channel they are in.
 * A bare number counts only as a whole word at the beginning, and only where there is such an incident.
 * @returns the incident and the words that are left; `incident` is null where they mean none that they may see
 */
export async function findIncident(
  ctx: Ctx,
  input: { viewer: Viewer; channelId: string | null; words: string },
): Promise<{ incident: Incident | null; named: string | null; words: string }> {
  const [first = '', ...rest] = input.words.trim().split(/\s+/)
  const number = /^inc/i.test(first) ? numberIn(first) : null
  return ctx.db.transaction(async (tx) => {
    if (number !== null)
      return {
        incident: await findIncidentByNumber(tx, input.viewer, number),
        named: first.toUpperCase(),
        words: input.words.trim().slice(first.length).trim(),
      }
    const here = input.channelId === null ? null : await findIncidentByChannel(tx, input.viewer, input.channelId)
    return { incident: here, named: null, words: [first, ...rest].join(' ') }
  })
}
