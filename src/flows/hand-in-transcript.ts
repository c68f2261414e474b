import { createHash, randomUUID } from 'node:crypto'
import type { Ctx } from '../context.ts'
import type { Incident } from '../core/incident.ts'
import { Refusal } from '../core/refusal.ts'
import { readTranscript, type Transcript, type TranscriptEntry } from '../core/transcript/transcript.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { listImportKeys } from '../store/entries.ts'
import { getIncident } from '../store/incidents.ts'
import { insertTranscript } from '../store/transcripts.ts'

export type HandedIn = {
  viewer: PersonViewer
  incidentId: string
  text: string
  /** Of lines that only have an hour, `2026-11-22`. */
  day: string
  /** In which hours are read that name none; an IANA name. */
  timeZone: string
}

/** What would come of it. `known`: how many of the entries are on the timeline already. */
export type Handed = { transcriptId: string; incident: Incident; transcript: Transcript; known: number }

/** More is another book. */
const mostEntries = 5_000

/**
 * Takes a transcript in, to be confirmed: nothing is on the timeline yet.
 * @throws Refusal where no line has a time, there are too many, or the viewer may not see the incident
 */
export async function handInTranscript(ctx: Ctx, { viewer, incidentId, ...given }: HandedIn): Promise<Handed> {
  const createdAt = ctx.clock.now()
  const transcriptId = randomUUID()
  return ctx.db.transaction(async (tx) => {
    const incident = await getIncident(tx, viewer, incidentId)
    const transcript = readTranscript(given.text, { ...given, now: createdAt })
    if (transcript.entries.length === 0) throw new Refusal(nothingRead, 'text')
    if (transcript.entries.length > mostEntries)
      throw new Refusal(`That is ${transcript.entries.length} entries; I take ${mostEntries} at a time.`, 'text')
    const keys = importKeys(transcript.entries)
    const known = (await listImportKeys(tx, incident.id, keys)).length
    const { workspaceId, userId } = viewer
    await insertTranscript(tx, { id: transcriptId, workspaceId, incidentId: incident.id, userId, ...given, createdAt })
    return { transcriptId, incident, transcript, known }
  })
}

const nothingRead =
  'I could not find a time in any of these lines. Write them like “14:05 maya: the table is empty”, or copy them from Slack with their times.'

/** What each entry is recognised by when it comes again: when, who and what, and which one it is of those that are all alike. */
export function importKeys(entries: readonly TranscriptEntry[]): string[] {
  const alike = new Map<string, number>()
  return entries.map(({ at, author, text }) => {
    const said = JSON.stringify([at.toISOString(), author, text])
    const nth = alike.get(said) ?? 0
    alike.set(said, nth + 1)
    return `transcript ${createHash('sha256').update(`${said} ${nth}`).digest('base64url')}`
  })
}
