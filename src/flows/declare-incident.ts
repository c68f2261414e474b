import { randomUUID } from 'node:crypto'
import type { Ctx } from '../context.ts'
import { descriptionFrom, type Incident, type IncidentKind, titleFrom } from '../core/incident.ts'
import { getSeverity } from '../core/severity.ts'
import { changeEntry } from '../core/timeline.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { enqueue } from '../jobs/queue.ts'
import { takeDelivery } from '../store/delivered.ts'
import { insertEntry } from '../store/entries.ts'
import { insertIncident } from '../store/incidents.ts'
import { takeIncidentNumber } from '../store/workspaces.ts'
import { type ChosenMessage, putMessage } from './put-message.ts'

export type Declaration = {
  viewer: PersonViewer
  title: string
  severity: string
  description: string
  isPrivate: boolean
  kind: IncidentKind
  /** Slack's own name of the request, so that one sent twice declares once. */
  requestKey: string
  /** Where to tell the person of the channel; their direct messages where there is none. */
  responseUrl: string | null
  /** The message it is declared from: it becomes the first entry after the declaration. */
  message?: ChosenMessage
}

/**
 * Declares an incident: a number, the first entry, and the job that makes its channel.
 * @returns null where this request was done before
 * @throws Refusal where title, severity or description will not do
 */
export async function declareIncident(ctx: Ctx, declaration: Declaration): Promise<Incident | null> {
  const now = ctx.clock.now()
  const { viewer, responseUrl, requestKey } = declaration
  const draft = incidentFrom(declaration, getSeverity(ctx.config.severities, declaration.severity).key, now)
  return ctx.db.transaction(async (tx) => {
    if (!(await takeDelivery(tx, viewer.workspaceId, requestKey, now))) return null
    const incident = { ...draft, number: await takeIncidentNumber(tx, viewer.workspaceId) }
    await insertIncident(tx, incident)
    await insertEntry(
      tx,
      changeEntry(incident, 'status', { field: 'status', from: null, to: incident.status }, viewer.userId, now),
    )
    if (declaration.message)
      await putMessage(tx, incident, declaration.message, { by: viewer.userId, at: now, kind: 'note', wish: {} })
    const told = { userId: viewer.userId, responseUrl }
    await enqueue(tx, viewer.workspaceId, 'channel.make', { incidentId: incident.id, ...told }, { key: `channel:${incident.id}` })
    return incident
  })
}

type Draft = Pick<Declaration, 'viewer' | 'title' | 'description' | 'isPrivate' | 'kind'>

/** An incident before it has a number and a channel. @throws Refusal where title or description will not do */
export function incidentFrom(declaration: Draft, severity: string, now: Date): Incident {
  return {
    id: randomUUID(),
    workspaceId: declaration.viewer.workspaceId,
    number: 0,
    title: titleFrom(declaration.title),
    description: descriptionFrom(declaration.description),
    severity,
    status: 'investigating',
    kind: declaration.kind,
    isPrivate: declaration.isPrivate,
    declaredBy: declaration.viewer.userId,
    startedAt: null,
    detectedAt: null,
    declaredAt: now,
    mitigatedAt: null,
    resolvedAt: null,
    closedAt: null,
    channelId: null,
    channelName: null,
    logsFrom: null,
    triedName: null,
    triedAt: null,
  }
}
