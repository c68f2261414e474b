import type { Ctx } from '../context.ts'
import { readSince, splitAdoption, titleFromChannel } from '../core/adoption.ts'
import { type Incident, nameOf, titleAndDescription } from '../core/incident.ts'
import { Refusal } from '../core/refusal.ts'
import { findSeverity } from '../core/severity.ts'
import { changeEntry } from '../core/timeline.ts'
import { readDeclaration, type TypedDeclaration } from '../core/typed-text.ts'
import { asBot, type PersonViewer, type Viewer } from '../core/viewer.ts'
import { enqueue } from '../jobs/queue.ts'
import { refreshIncident, refreshRhymes } from '../jobs/refresh.ts'
import type { Tx } from '../store/db.ts'
import { insertEntry } from '../store/entries.ts'
import { findIncident, findIncidentByChannel, insertIncident } from '../store/incidents.ts'
import { saveMembership } from '../store/members.ts'
import { findPerson } from '../store/people.ts'
import { takeIncidentNumber } from '../store/workspaces.ts'
import { beginBackfill } from './compare-due.ts'
import { incidentFrom } from './declare-incident.ts'

export type Adoption = {
  viewer: PersonViewer
  /** Chosen when it was asked for, so that a job that runs twice adopts once. */
  incidentId: string
  channel: { id: string; name: string; isPrivate: boolean }
  /** Title, severity and `--since`, as they were typed. */
  words: string
}

/**
 * Makes a channel that is there the channel of a new incident: number, first entry, and the jobs that furnish it and read what was
 * written in it before. Nobody is invited into a private one: what was said there was not said to them.
 * @throws Refusal where it is an incident's already, or the words will not do
 */
export async function adoptChannel(ctx: Ctx, adoption: Adoption): Promise<void> {
  const now = ctx.clock.now()
  const { viewer, incidentId, channel } = adoption
  const { workspaceId, userId } = viewer
  await ctx.db.transaction(async (tx) => {
    if (await findIncident(tx, asBot(workspaceId), incidentId)) return
    await refuseTaken(tx, asBot(workspaceId), channel.id)
    const person = await findPerson(tx, workspaceId, userId)
    const draft = draftFrom(ctx, adoption, person?.timeZone ?? ctx.config.timeZone, now)
    const incident = { ...draft, number: await takeIncidentNumber(tx, workspaceId) }
    await insertIncident(tx, incident)
    const declared = { field: 'status', from: null, to: incident.status }
    await insertEntry(tx, changeEntry(incident, 'status', declared, userId, now))
    const eventTs = ((now.getTime() - skew) / 1000).toFixed(6)
    await saveMembership(tx, { workspaceId, channelId: channel.id, userId, isPresent: true, eventTs })
    if (!channel.isPrivate) await enqueue(tx, workspaceId, 'watchers.invite', { incidentId }, { key: `watchers:${incidentId}` })
    await refreshIncident(tx, incident)
    await beginBackfill(tx, incident, now)
    await refreshRhymes(tx, incident, userId)
  })
}

/** Our clock may be ahead of Slack's by so much, in milliseconds: their leaving in a moment must still count as newer. */
const skew = 5_000

/** @throws Refusal where the channel is an incident's that this viewer sees */
export async function refuseTaken(tx: Tx, viewer: Viewer, channelId: string): Promise<void> {
  const taken = await findIncidentByChannel(tx, viewer, channelId)
  if (!taken) return
  throw new Refusal(
    `This channel is ${nameOf(taken)}'s already. To read more of what was written here before: \`/incident backfill 3 days\`.`,
  )
}

function draftFrom(ctx: Ctx, { viewer, incidentId, channel, words }: Adoption, timeZone: string, now: Date): Incident {
  const { severities, defaultSeverity } = ctx.config
  const { declaration, since } = splitAdoption(words)
  const logsFrom = readSince(since, now, timeZone)
  const typed = readDeclaration(declaration, (word) => findSeverity(severities, word)?.key ?? null)
  const { title, description } = titleAndDescription(typed.text === '' ? titleFromChannel(channel.name) : typed.text)
  const { isPrivate } = channel
  refuseFlags(typed, isPrivate)
  const { kind } = typed
  const draft = incidentFrom({ viewer, title, description, isPrivate, kind }, typed.severity ?? defaultSeverity, now)
  return { ...draft, id: incidentId, channelId: channel.id, channelName: channel.name, logsFrom }
}

/** What was meant to be private must not be public. @throws Refusal */
function refuseFlags({ doubtful, isPrivate }: TypedDeclaration, isPrivateChannel: boolean): void {
  if (doubtful) throw new Refusal('One of these words looks like a misspelt option. There are `--since` and `--drill`.')
  if (isPrivate && !isPrivateChannel)
    throw new Refusal(
      'Everybody can read this channel, so it cannot be private. `/incident declare --private` makes one that is.',
    )
}
