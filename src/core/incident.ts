import { Refusal } from './refusal.ts'
import type { Change } from './timeline.ts'
import { quoted } from './typed-text.ts'

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
  /** Of an adopted channel: from when on its messages are the incident's. Null where the channel was made for it. */
  logsFrom: Date | null
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
  if (title === '') throw new Refusal('An incident needs a few words as its title, such as: users table is empty.', 'title')
  if (title.length > longestTitle)
    throw new Refusal(`A title has at most ${longestTitle} characters; this one has ${title.length}.`, 'title')
  return title
}

/** What a field of a form holds at the most: https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element */
export const longestDescription = 3000

/** What is happening, as it is kept. @throws Refusal where it is longer than 3000 characters */
export function descriptionFrom(text: string): string {
  const description = text.trim()
  if (description.length > longestDescription)
    throw new Refusal(
      `What is happening has to fit in ${longestDescription} characters; this has ${description.length}.`,
      'description',
    )
  return description
}

/**
 * A title out of more words than fit into one, and all that was said as the description: nothing is lost.
 * The first line is the title where it is short enough; else as many words as fit.
 */
export function titleAndDescription(text: string): { title: string; description: string } {
  const [line = '', ...rest] = text.trim().split('\n')
  const first = line.replace(/\s+/g, ' ').trim()
  if (first.length <= longestTitle) return { title: first, description: rest.join('\n').trim() }
  const room = first.slice(0, longestTitle - 1)
  const words = room.slice(0, Math.max(room.lastIndexOf(' '), 0)) || [...room].slice(0, -1).join('')
  return { title: `${words}…`, description: text.trim() }
}

/** As others spell them. */
const spellings: Record<string, Status> = { canceled: 'cancelled' }

/** A status that somebody named, whatever the case. @throws Refusal with the statuses there are */
export function statusFrom(text: string): Status {
  const wanted = text.trim().toLowerCase()
  const found = statuses.find((status) => status === wanted) ?? (Object.hasOwn(spellings, wanted) ? spellings[wanted] : undefined)
  if (found) return found
  const known = statuses.map((status) => `\`${status}\``).join(', ')
  throw new Refusal(wanted === '' ? `Say which status: ${known}.` : `${quoted(text)} is no status. There are ${known}.`, 'status')
}

/** What somebody wants changed; what is left out, or is as it was, stays. */
export type Wish = { status?: Status; severity?: string; title?: string; description?: string }

/** What was asked for is so already. */
export class NothingNew extends Refusal {}

/**
 * What resolving asks for. A button may be pressed long after others have done it.
 * @throws Refusal where the incident is not open
 */
export function resolving(incident: Incident): Wish {
  if (isOpen(incident)) return { status: 'resolved' }
  const name = nameOf(incident)
  throw incident.status === 'cancelled'
    ? new Refusal(`${name} was cancelled. If it was one after all, open it again first: \`/incident reopen\`.`)
    : new NothingNew(`${name} is ${incident.status} already.`)
}

/** What reopening asks for. @throws Refusal where the incident is open */
export function reopening(incident: Incident): Wish {
  if (!isOpen(incident)) return { status: 'investigating' }
  throw new NothingNew(`${nameOf(incident)} is open already: ${incident.status}.`)
}

/**
 * The incident as wished, and each change with its old and new value.
 * Reopening empties `resolvedAt` and `closedAt`; the entries of the timeline keep when that was.
 * @throws NothingNew where nothing would change, Refusal where it would be closed before it is resolved
 */
export function withWish(incident: Incident, wish: Wish, now: Date): { incident: Incident; changes: Change[] } {
  const fields = ['status', 'severity', 'title', 'description'] as const
  const changes = fields.flatMap((field) => {
    const to = wish[field]
    return to === undefined || to === incident[field] ? [] : [{ field, from: incident[field], to }]
  })
  if (changes.length === 0) throw new NothingNew(nothingNew(incident, wish))
  if (wish.status === 'closed' && isOpen(incident))
    throw new Refusal(`${nameOf(incident)} is still ${incident.status}. Resolve it first: \`/incident resolve\`.`, 'status')
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
      return { mitigatedAt: null, resolvedAt: null, closedAt: null }
    case 'paused':
      return { mitigatedAt: incident.mitigatedAt, resolvedAt: null, closedAt: null }
    case 'monitoring':
      return { mitigatedAt: incident.mitigatedAt ?? now, resolvedAt: null, closedAt: null }
    case 'resolved':
      return { mitigatedAt: incident.mitigatedAt, resolvedAt: incident.resolvedAt ?? now, closedAt: null }
    case 'closed':
    case 'cancelled':
      return { mitigatedAt: incident.mitigatedAt, resolvedAt: incident.resolvedAt, closedAt: now }
  }
}
