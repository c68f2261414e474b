import { type Incident, nameOf } from './incident.ts'
import type { TimelineMark, TimelinePicture } from './picture-timeline.ts'
import type { RenderedReview, RenderedStatement, ReviewWords } from './review.ts'
import { type Known, knownFrom, type ReviewFacts } from './review-facts.ts'
import { withoutMoment } from './review-html.ts'
import { type Entry, type EntryKind, entryRef } from './timeline.ts'

/** The lanes of the timeline, from above, each with the kinds of entries that lie in it. */
const lanes: readonly { key: string; label: string; kinds: readonly EntryKind[] }[] = [
  { key: 'seen', label: 'Seen', kinds: ['observation', 'surprise'] },
  { key: 'thought', label: 'Thought', kinds: ['hypothesis'] },
  { key: 'decided', label: 'Decided', kinds: ['decision'] },
  { key: 'done', label: 'Done', kinds: ['action', 'follow_up'] },
  { key: 'said', label: 'Said', kinds: ['communication', 'answer', 'note'] },
  { key: 'record', label: 'Record', kinds: ['status', 'severity', 'role'] },
]

const laneOf = (kind: EntryKind): string => lanes.find(({ kinds }) => kinds.includes(kind))?.key ?? 'said'

/** What the picture of a review's timeline is drawn from: the sentences of its timeline, in the same words. */
export function timelinePicture(
  facts: ReviewFacts,
  rendered: RenderedReview,
  words: Pick<ReviewWords, 'time' | 'day'>,
): TimelinePicture {
  const known = knownFrom(facts)
  return {
    title: `${nameOf(facts.incident)}: the timeline`,
    marks: marksIn(known, rendered),
    lanes,
    phases: phasesIn(known),
    core: coreOf(known),
    time: words.time,
    day: words.day,
  }
}

function marksIn({ entryOf }: Known, { sections }: RenderedReview): TimelineMark[] {
  const statements = sections.find(({ key }) => key === 'timeline')?.statements ?? []
  return statements.flatMap((statement) => {
    const entry = entryOf.get(statement.sources[0] ?? '')
    if (!entry) return []
    return [{ ref: entryRef(entry.id), at: entry.happenedAt, lane: laneOf(entry.kind), text: labelOf(entry, statement) }]
  })
}

/** What somebody said, since the lane tells already what kind of moment it was; for a change, the sentence of the bot. */
function labelOf({ change }: Entry, statement: RenderedStatement): string {
  const said = statement.pieces.flatMap(({ by, text }) => (by === 'people' ? [text] : [])).join(' ')
  return shortened(change || said.trim() === '' ? withoutMoment(statement) : said)
}

/** A picture has room for so much, and the sentence itself is at hand. */
const longest = 120

const shortened = (text: string): string => {
  const line = text.replace(/\s+/g, ' ')
  return line.length <= longest ? line : `${[...line].slice(0, longest - 1).join('')}…`
}

type Phase = TimelinePicture['phases'][number]

/** How the incident stood, from the entries that changed it; what was before it was noticed is a stretch of its own. */
function phasesIn({ facts: { incident }, entries }: Known): Phase[] {
  const changes = entries.flatMap(({ change, happenedAt }) =>
    change?.field === 'status' ? [{ at: happenedAt, label: change.to ?? '' }] : [],
  )
  const noticed = changes[0]?.at ?? incident.declaredAt
  const before = [
    { at: incident.startedAt, label: 'not noticed yet' },
    { at: incident.detectedAt, label: 'detected' },
  ].flatMap(({ at, label }) => (at !== null && at < noticed ? [{ at, label }] : []))
  const begun = [...before, ...changes].sort((a, b) => a.at.getTime() - b.at.getTime())
  return begun.flatMap(({ at, label }, index): Phase[] => {
    const to = begun[index + 1]?.at ?? lastOf(incident, entries)
    return over.has(label) || to <= at ? [] : [{ from: at, to, label }]
  })
}

/** Statuses in which nobody is at work any more. */
const over = new Set(['resolved', 'closed', 'cancelled'])

const lastOf = (incident: Incident, entries: readonly Entry[]): Date =>
  incident.resolvedAt ?? entries.at(-1)?.happenedAt ?? incident.declaredAt

function coreOf({ facts: { incident }, entries }: Known): { from: Date; to: Date } {
  const from = incident.detectedAt ?? incident.declaredAt
  return { from, to: new Date(Math.max(from.getTime(), lastOf(incident, entries).getTime())) }
}
