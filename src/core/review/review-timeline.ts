import { answerRef } from '../prompts.ts'
import { distanceBefore } from '../time-text.ts'
import { type Change, type Entry, type EntryKind, entryRef } from '../timeline.ts'
import type { Known, ShownAnswer } from './review-facts.ts'
import type { Template } from './review-template.ts'
import type { Part, Say } from './review-words.ts'

/** Every entry, in the order of the story. What lies before detection says how long before. */
export const timelineTemplates: readonly Template[] = [
  {
    key: 'entry',
    section: 'timeline',
    applies: ({ entries }) => entries.map(({ id }, rank) => ({ sources: [entryRef(id)], rank })),
    text: (known, { sources: [source = ''] }, say) => {
      const entry = known.entryOf.get(source)
      return entry ? [momentText(known, entry.happenedAt, say), ...whatText(known, entry, say)] : null
    },
  },
  {
    key: 'set-right',
    section: 'timeline',
    applies: ({ entries, answersAbout }) =>
      entries.flatMap(({ id }, at) =>
        (answersAbout.get(id) ?? [])
          .filter(isSetRight)
          .map((answer) => ({ sources: [entryRef(id), answerRef(answer.id)], rank: at + 0.5 })),
      ),
    text: (known, { sources: [source = '', beside = ''] }, say) => {
      const entry = known.entryOf.get(source)
      const answer = known.answerOf.get(beside)
      return entry && answer && isSetRight(answer)
        ? [`${momentText(known, entry.happenedAt, say)} · somebody tells this moment otherwise: see “From inside”.`]
        : null
    },
  },
]

const isSetRight = ({ questionId }: ShownAnswer): boolean => questionId === 'set-right'

/** A moment on the way of the story: "14:28", or "22 September 2026, 09:00 (67 days before detection)". */
export function momentText({ noticed }: Known, at: Date, say: Say): string {
  const distance = distanceBefore(at, noticed.at)
  return distance === null ? say.when(at) : `${say.when(at)} (${distance} ${noticed.word})`
}

/** What kind of moment it is, in words; nothing where nobody has said. */
export const kindText = (kind: EntryKind): string => (kind === 'note' ? '' : kind.replace('_', '-'))

function whatText(known: Known, entry: Entry, say: Say): Part[] {
  const kind = kindText(entry.kind)
  if (entry.change) return [' · ', ...changeText(entry.kind, entry.change, say), ...wordsAfterChange(entry, say)]
  return [
    kind === '' ? '' : ` · ${kind}`,
    ...authorText(known, entry, say),
    ...aboutText(entry, say),
    ': ',
    ...wordsText(entry, say),
  ]
}

/** "status: investigating to monitoring". Who did it is not the point; whose role it became is. */
function changeText(kind: EntryKind, { field, from, to }: Change, say: Say): Part[] {
  if (kind === 'role') return [roleText(field, from, to, say)]
  const value = (text: string | null): Part => (text === null ? 'nothing' : valueText(field, text, say))
  if (field === 'status' && from === null) return ['declared, status: ', value(to)]
  return from === null ? [`${field}: `, value(to)] : [`${field}: `, value(from), ' to ', value(to)]
}

/** "lead: lead to lead 2"; where a role gets its first holder, whose label is that role, "role taken: lead" says it all. */
function roleText(role: string, from: string | null, to: string | null, say: Say): string {
  const who = (userId: string | null) => (userId === null ? 'nobody' : say.person(userId))
  const name = say.role(role)
  if (from !== null) return `${name}: ${who(from)} to ${who(to)}`
  return isSameName(name, who(to)) ? `role taken: ${name}` : `${name}: ${who(to)}`
}

export const isSameName = (role: string, label: string): boolean => role.toLowerCase() === label.toLowerCase()

function valueText(field: string, text: string, say: Say): Part {
  return field === 'status' || field === 'severity' ? say.plain(text) : say.quote(text)
}

const wordsAfterChange = ({ text }: Entry, say: Say): Part[] =>
  text === null || text.trim() === '' ? [] : [', ', say.quote(text)]

/** By label, unless its author wants their name beside this moment. */
function authorText({ facts }: Known, { id, authorId, authorName, source }: Entry, say: Say): Part[] {
  if (source === 'system') return []
  if (authorId !== null) return facts.named.has(id) ? [' · ', say.plain(say.name(authorId))] : [` · ${say.person(authorId)}`]
  return authorName === null || source === 'import' ? [] : [' · ', say.plain(authorName)]
}

const aboutText = ({ about }: Entry, say: Say): Part[] => (about === null ? [] : [' · about ', say.quote(about)])

function wordsText(entry: Entry, say: Say): Part[] {
  if (entry.text === null) return ['the words have not reached us', ...filesText(entry, say)]
  if (entry.text.trim() === '') return ['no words', ...filesText(entry, say)]
  return [entry.source === 'system' ? say.plain(entry.text) : say.quote(entry.text), ...filesText(entry, say)]
}

const filesText = ({ files }: Entry, say: Say): Part[] =>
  files.flatMap(({ name }, at): Part[] => [at === 0 ? ', with ' : ', ', say.quote(name)])

/** When something was that is about an entry, or about a moment without one. */
export const momentOf = (known: Known, { entryId, momentAt }: { entryId: number | null; momentAt: Date | null }): Date | null =>
  (entryId === null ? undefined : known.entryOf.get(entryRef(entryId))?.happenedAt) ?? momentAt

/** How many entries lie at or before a moment. */
export function placeOf(entries: readonly Entry[], at: Date): number {
  let low = 0
  let high = entries.length
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const entry = entries[middle]
    if (entry && entry.happenedAt <= at) low = middle + 1
    else high = middle
  }
  return low
}
