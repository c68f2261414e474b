import { Refusal } from './refusal.ts'
import type { Change } from './timeline.ts'

/** Any open status can follow any other: people skip and go back. */
export const statuses = ['investigating', 'identified', 'monitoring', 'paused', 'resolved', 'closed', 'cancelled'] as const
export type Status = (typeof statuses)[number]

/** `drill` is never announced outside; `retrospective` was declared afterwards; with `near_miss` nothing broke. */
export const kinds = ['live', 'drill', 'retrospective', 'near_miss'] as const
export type IncidentKind = (typeof kinds)[number]

export type Incident = {
  id: string
  workspaceId: string
  number: number
  title: string
  description: string
  severity: string
  status: Status
  kind: IncidentKind
  isPrivate: boolean
  declaredBy: string
  startedAt: Date | null
  detectedAt: Date | null
  declaredAt: Date
  mitigatedAt: Date | null
  resolvedAt: Date | null
  closedAt: Date | null
  channelId: string | null
  channelName: string | null
  triedName: string | null
  triedAt: Date | null
}

/** How people name an incident: `INC-12`. */
export const nameOf = (incident: { number: number }): string => `INC-${incident.number}`

/** The number in `INC-12`, `inc12` or `12`; null where there is none. */
export function numberIn(text: string): number | null {
  const found = /^(?:inc[-_ ]?)?(\d{1,9})$/i.exec(text.trim())
  return found?.[1] ? Number(found[1]) : null
}

/** Whether people are still at work on it. */
export const isOpen = ({ status }: { status: Status }): boolean => openStatuses.some((open) => open === status)

export const openStatuses = ['investigating', 'identified', 'monitoring', 'paused'] as const satisfies readonly Status[]

export const longestTitle = 120

/**
 * A title as it is kept: one line, no white space around it.
 * @throws Refusal where nothing is left, or it is longer than 120 characters
 */
export function titleFrom(text: string): string {
  const title = text.replace(/\s+/g, ' ').trim()
  if (title === '')
    throw new Refusal('An incident needs a few words as its title, for example: `/incident declare users table is empty`.')
  if (title.length > longestTitle)
    throw new Refusal(
      `A title has at most ${longestTitle} characters; this one has ${title.length}. Say the rest in the channel.`,
    )
  return title
}

/** A status that somebody named, whatever the case. @throws Refusal with the statuses there are */
export function statusFrom(text: string): Status {
  const wanted = text.trim().toLowerCase()
  const found = statuses.find((status) => status === wanted)
  if (found) return found
  const known = statuses.map((status) => `\`${status}\``).join(', ')
  throw new Refusal(wanted === '' ? `Say which status: ${known}.` : `"${text.trim()}" is no status. There are ${known}.`)
}

/** What somebody wants changed; what is left out, or is as it was, stays. */
export type Wish = { status?: Status; severity?: string; title?: string; description?: string }

/**
 * The incident as wished, and each change with its old and new value.
 * Reopening empties `resolvedAt` and `closedAt`; the entries of the timeline keep when that was.
 * @throws Refusal where nothing would change, or it would be closed before it is resolved
 */
export function withWish(incident: Incident, wish: Wish, now: Date): { incident: Incident; changes: Change[] } {
  const fields = ['status', 'severity', 'title', 'description'] as const
  const changes = fields.flatMap((field) => {
    const to = wish[field]
    return to === undefined || to === incident[field] ? [] : [{ field, from: incident[field], to }]
  })
  if (changes.length === 0) throw new Refusal(nothingNew(incident, wish))
  if (wish.status === 'closed' && isOpen(incident))
    throw new Refusal(`${nameOf(incident)} is still ${incident.status}. Resolve it first: \`/incident resolve\`.`)
  const status = wish.status ?? incident.status
  const times = status === incident.status ? {} : timesWith(incident, status, now)
  return { incident: { ...incident, ...wish, ...times }, changes }
}

function nothingNew(incident: Incident, wish: Wish): string {
  const already = wish.status ?? wish.severity
  return already ? `${nameOf(incident)} is ${already} already.` : `Nothing to change: ${nameOf(incident)} says that already.`
}

function timesWith(incident: Incident, status: Status, now: Date): Pick<Incident, 'mitigatedAt' | 'resolvedAt' | 'closedAt'> {
  switch (status) {
    case 'investigating':
    case 'identified':
    case 'paused':
      return { mitigatedAt: null, resolvedAt: null, closedAt: null }
    case 'monitoring':
      return { mitigatedAt: incident.mitigatedAt ?? now, resolvedAt: null, closedAt: null }
    case 'resolved':
      return { mitigatedAt: incident.mitigatedAt ?? now, resolvedAt: incident.resolvedAt ?? now, closedAt: null }
    case 'closed':
    case 'cancelled':
      return { mitigatedAt: incident.mitigatedAt, resolvedAt: incident.resolvedAt, closedAt: now }
  }
}
