import type { Told } from '../known-material.ts'
import type { MaterialKind, Materials } from '../material/material.ts'
import { daysBefore, type Since, sinceText } from '../since.ts'
import { distanceBefore } from '../time-text.ts'
import type { Known } from './review-facts.ts'
import type { SectionKey } from './review-sections.ts'
import type { Template } from './review-template.ts'
import type { Part, Say } from './review-words.ts'

/** Something by its name as a source, where it may be shown. */
const findTold = <Kind extends MaterialKind>(known: Known, kind: Kind, ref: string): Told<Materials[Kind]> | undefined =>
  known.material.byRef[kind].get(ref)

/** In its order. */
const listTold = <Kind extends MaterialKind>(known: Known, kind: Kind): Told<Materials[Kind]>[] => [
  ...known.material.byRef[kind].values(),
]

/** A sentence on each of one kind, in its order, while it `holds`. */
export const ofMaterial = <Kind extends MaterialKind>(
  section: SectionKey,
  key: string,
  kind: Kind,
  text: (told: Told<Materials[Kind]>, known: Known, say: Say) => Part[],
  holds: (told: Told<Materials[Kind]>) => boolean = () => true,
): Template => ({
  key,
  section,
  applies: (known) => listTold(known, kind).flatMap((told, rank) => (holds(told) ? [{ sources: told.sources, rank }] : [])),
  text: (known, { sources: [ref = ''] }, say) => {
    const told = findTold(known, kind, ref)
    return told && holds(told) ? text(told, known, say) : null
  },
})

/** "22 September 2026"; people's words for a time in quotation marks. */
export const sinceParts = (since: Since, say: Say): Part[] =>
  'words' in since ? [say.quote(since.words)] : [sinceText(since, say.when)]

/** "22 September 2026 (67 days before detection)". */
export function timeParts({ noticed }: Known, since: Since, say: Say): Part[] {
  if ('words' in since) return sinceParts(since, say)
  const distance = since.precision === 'minute' ? distanceBefore(since.at, noticed.at) : daysText(daysBefore(since, noticed.at))
  return [...sinceParts(since, say), distance === null ? '' : ` (${distance} ${noticed.word})`]
}

const daysText = (days: number | null): string | null => (days === null ? null : `${days} ${days === 1 ? 'day' : 'days'} before`)

/** ". Rests on E4 and A7", of what may be shown now; nothing where that is nothing. */
export function evidenceParts({ material }: Known, { ref, sources }: Told): Part[] {
  const shown = (material.evidence.get(ref) ?? []).filter((source) => !sources.includes(source))
  return shown.length === 0 ? [] : [` Rests on ${listed(shown)}.`]
}

/** "a", "a and b", "a, b and c". */
export const listed = (texts: readonly string[]): string =>
  texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} and ${texts.at(-1)}`

/** ". Makes easier: “…”" for each that was said, and ". Not said yet: …" for the rest. */
export function saidParts(said: readonly { label: string; text: string | null }[], say: Say): Part[] {
  const missing = said.flatMap(({ label, text }) => (text === null ? [label] : []))
  const parts = said.flatMap(({ label, text }): Part[] => (text === null ? [] : [` ${capital(label)}: `, say.quote(text), '.']))
  return missing.length === 0 ? parts : [...parts, ` Not said yet: ${missing.join('; ')}.`]
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
