import type { Ctx } from '../context.ts'
import type { Viewer } from '../core/viewer.ts'
import { listEntries } from '../store/entries.ts'
import { type FileCopy, findFileCopy, listCopiesOf } from '../store/file-copies.ts'
import { getIncident } from '../store/incidents.ts'

/** A file of the timeline of which there is a copy. */
export type Copied = { entryId: number; fileId: string; name: string }

/**
 * The files of an incident's timeline of which there are copies, in the order of the story.
 * @throws Refusal where the viewer may not see the incident
 */
export async function readFileCopies(ctx: Ctx, input: { viewer: Viewer; incidentId: string }): Promise<Copied[]> {
  return ctx.db.reading(async (tx) => {
    const incident = await getIncident(tx, input.viewer, input.incidentId)
    const copied = new Set((await listCopiesOf(tx, incident.id)).map(placeOf))
    if (copied.size === 0) return []
    const shown = (await listEntries(tx, incident.id)).flatMap(({ id: entryId, files }) =>
      files.map(({ id: fileId, name }) => ({ entryId, fileId, name })),
    )
    return shown.filter((file) => copied.has(placeOf(file)))
  })
}

const placeOf = ({ entryId, fileId }: { entryId: number; fileId: string }): string => `${entryId} ${fileId}`

/** One of these, with its bytes; null where there is none. @throws Refusal where the viewer may not see the incident */
export async function readFileCopy(
  ctx: Ctx,
  input: { viewer: Viewer; incidentId: string; entryId: number; fileId: string },
): Promise<(FileCopy & Copied) | null> {
  const { entryId, fileId } = input
  const file = (await readFileCopies(ctx, input)).find((each) => placeOf(each) === placeOf(input))
  const copy = file && (await ctx.db.statement((tx) => findFileCopy(tx, input.incidentId, { entryId, fileId })))
  return file && copy ? { ...file, ...copy } : null
}
