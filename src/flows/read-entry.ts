import type { Ctx } from '../context.ts'
import type { EntryVersion } from '../core/entry-by-hand.ts'
import type { Incident } from '../core/incident.ts'
import type { Entry } from '../core/timeline.ts'
import type { Viewer } from '../core/viewer.ts'
import { listVersions } from '../store/entry-versions.ts'
import { reachEntry } from './reach-entry.ts'

/**
 * An entry, hidden or not, with every version of it, the oldest first; none where nobody has changed it by hand.
 * @throws Refusal where there is no such entry for this viewer
 */
export async function readEntry(
  ctx: Ctx,
  input: { viewer: Viewer; entryId: number },
): Promise<{ incident: Incident; entry: Entry; versions: EntryVersion[] }> {
  return ctx.db.reading(async (tx) => {
    const { incident, entry } = await reachEntry(tx, input.viewer, input.entryId)
    return { incident, entry, versions: await listVersions(tx, entry.id) }
  })
}
