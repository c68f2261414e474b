import { nameOf } from '../incident.ts'
import type { Told } from '../known-material.ts'
import type { Condition, Safeguard } from '../material/material.ts'
import { materialRef } from '../material/material.ts'
import { type Known, knownFrom, type ReviewFacts } from '../review/review-facts.ts'
import { type ReviewWords, type Say, sayFor } from '../review/review-words.ts'
import { sinceAt, sinceText } from '../since.ts'
import { type Entry, type EntryKind, entryRef } from '../timeline.ts'
import type { TimelineMark, TimelinePicture } from './picture-timeline.ts'
import type { ConditionsPicture } from './picture-web.ts'

/** The lanes of the timeline, from above, each with the kinds of entries that lie in it. How it stood has a band above them. */
const lanes: readonly { key: string; label: string; kinds: readonly EntryKind[] }[] = [
  { key: 'before', label: 'Was there', kinds: [] },
  { key: 'seen', label: 'Seen', kinds: ['observation', 'surprise'] },
  { key: 'thought', label: 'Thought', kinds: ['hypothesis'] },
  { key: 'decided', label: 'Decided', kinds: ['decision'] },
  { key: 'done', label: 'Done', kinds: ['action', 'follow_up'] },
  { key: 'said', label: 'Said', kinds: ['communication', 'answer', 'note'] },
  { key: 'record', label: 'Record', kinds: ['severity', 'role'] },
]

const laneOf = (kind: EntryKind): string => lanes.find(({ kinds }) => kinds.includes(kind))?.key ?? 'said'

/**
 * What the picture of a timeline is drawn from: entries, and conditions and safeguards with a date.
 * People in it are labels, as everywhere in the review.
 */
export function timelinePicture(facts: ReviewFacts, words: ReviewWords): TimelinePicture {
  const known = knownFrom(facts)
  const say = sayFor(known, words)
  const marks = [...beforeMarks(known, say), ...known.entries.flatMap((entry) => entryMark(entry, say))]
  return {
    title: titleOf(known, say),
    lanes,
    marks,
    phases: phasesOf(known),
    core: coreOf(known),
    time: words.time,
    day: words.day,
  }
}

const titleOf = ({ facts: { incident } }: Known, say: Say): string => `${nameOf(incident)}: ${plainText(say, incident.title)}`

const plainText = (say: Say, text: string): string =>
  say
    .plain(text)
    .map((piece) => piece.text)
    .join('')

function beforeMarks({ material }: Known, say: Say): TimelineMark[] {
  const dated = (one: Told<Condition> | Told<Safeguard>): TimelineMark[] => {
    if (one.since === null || !('at' in one.since)) return []
    const { at, precision } = one.since
    const isGuess = one.kind === 'condition' && one.sureness === 'guess'
    const mark = { ref: one.ref, lane: 'before', text: `${plainText(say, one.words)}${isGuess ? '?' : ''}` }
    return [precision === 'minute' ? { ...mark, at } : { ...mark, at: noonOf(at), when: sinceText(one.since, say.when) }]
  }
  return [...material.condition, ...material.safeguard].flatMap(dated)
}

/** A day stands in its middle, so that the distance to a moment, in whole days, is that of the calendar. */
const noonOf = (day: Date): Date => new Date(day.getTime() + 12 * 3_600_000)

function entryMark(entry: Entry, say: Say): TimelineMark[] {
  if (entry.kind === 'status') return []
  return [{ ref: entryRef(entry.id), at: entry.happenedAt, lane: laneOf(entry.kind), text: markText(entry, say) }]
}

function markText({ kind, change, text }: Entry, say: Say): string {
  if (change === null) return text === null ? 'the words have not reached us' : plainText(say, text) || 'no words'
  if (kind === 'role') return roleText(say.role(change.field), change.to === null ? 'nobody' : say.person(change.to))
  return `${change.field}: ${change.to === null ? 'nobody' : plainText(say, change.to)}`
}

/** "Lead: responder 2"; whoever is known by the role itself took it. */
const roleText = (role: string, who: string): string =>
  who.toLowerCase() === role.toLowerCase() ? `role taken: ${role}` : `${role}: ${who}`

type Phase = TimelinePicture['phases'][number]

/** How the incident stood, from the entries that changed it; what was before it was noticed is a stretch of its own. */
function phasesOf(known: Known): Phase[] {
  const { incident } = known.facts
  const changes = known.entries.flatMap(({ kind, change, happenedAt }) =>
    kind === 'status' && change?.field === 'status' ? [{ at: happenedAt, label: change.to ?? '' }] : [],
  )
  const noticed = changes[0]?.at ?? incident.declaredAt
  const before = [
    { at: incident.startedAt, label: 'not noticed yet' },
    { at: incident.detectedAt, label: 'detected' },
  ].flatMap(({ at, label }) => (at !== null && at < noticed ? [{ at, label }] : []))
  const begun = [...before, ...changes].sort((a, b) => a.at.getTime() - b.at.getTime())
  const { to: end } = coreOf(known)
  return begun.flatMap(({ at, label }, index): Phase[] => {
    const to = begun[index + 1]?.at ?? end
    return over.has(label) || to <= at ? [] : [{ from: at, to, label }]
  })
}

/** Statuses in which nobody is at work any more. */
const over = new Set(['resolved', 'closed', 'cancelled'])

/** From the first sign to the end: what is recorded, or the last entry. */
function coreOf({ facts: { incident }, entries }: Known): { from: Date; to: Date } {
  const from = incident.detectedAt ?? incident.declaredAt
  const last = entries.at(-1)?.happenedAt ?? from
  const to = incident.resolvedAt ?? last
  return { from, to: new Date(Math.max(to.getTime(), from.getTime())) }
}

/** What the picture of the web of conditions is drawn from; null while there is no condition. */
export function conditionsPicture(facts: ReviewFacts, words: ReviewWords): ConditionsPicture | null {
  const known = knownFrom(facts)
  const { condition: conditions, links, together } = known.material
  if (conditions.length === 0) return null
  const say = sayFor(known, words)
  const ref = (id: number): string => materialRef({ kind: 'condition', id })
  return {
    title: `${nameOf(facts.incident)}: conditions, the oldest above`,
    conditions: conditions.map((one) => ({
      ref: one.ref,
      text: plainText(say, one.words),
      at: sinceAt(one.since),
      since: one.since === null ? '' : `since ${plainText(say, sinceText(one.since, say.when))}`,
      isTrigger: one.part === 'trigger',
      sureness: one.sureness,
    })),
    links: links.map(({ fromId, toId, kind }) => ({ from: ref(fromId), to: ref(toId), kind })),
    together: together.map(({ conditionIds }) => conditionIds.map(ref)),
  }
}
