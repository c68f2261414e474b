import type { Ctx } from '../context.ts'
import { Refusal } from '../core/refusal.ts'
import { importedEntry } from '../core/timeline.ts'
import { readTranscript } from '../core/transcript/transcript.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { enqueue } from '../jobs/queue.ts'
import { refreshReview } from '../jobs/refresh.ts'
import { insertImported } from '../store/entries.ts'
import { getIncident } from '../store/incidents.ts'
import { deleteTranscript, findTranscript } from '../store/transcripts.ts'
import { importKeys } from './hand-in-transcript.ts'

/**
 * Puts a transcript that was handed in on the timeline. What is there already stays as it is, edited or hidden too.
 * @param input.responseUrl where to tell the person how many entries came
 * @throws Refusal where it is nobody's or somebody else's, was handed in too long ago, or its incident is not for them to see
 */
export async function importTranscript(
  ctx: Ctx,
  input: { viewer: PersonViewer; transcriptId: string; responseUrl: string | null },
): Promise<void> {
  const now = ctx.clock.now()
  const { viewer, transcriptId, responseUrl } = input
  await ctx.db.transaction(async (tx) => {
    const draft = await findTranscript(tx, viewer, transcriptId)
    if (!draft || !(await deleteTranscript(tx, draft.id))) throw new Refusal(isGone)
    const incident = await getIncident(tx, viewer, draft.incidentId)
    const { entries } = readTranscript(draft.text, { ...draft, now: draft.createdAt })
    const keys = importKeys(entries)
    const added = await insertImported(
      tx,
      entries.map((entry, index) => ({ ...importedEntry(incident, entry, now), importKey: keys[index] ?? null })),
    )
    await refreshReview(tx, incident)
    const told = { incidentId: incident.id, userId: viewer.userId, responseUrl, transcriptId }
    await enqueue(tx, viewer.workspaceId, 'import.tell', { ...told, added, known: entries.length - added })
  })
}

const isGone = 'This transcript is imported already, or was handed in more than a day ago. `/incident import` takes it again.'
