import { Refusal } from '../refusal.ts'
import type { Known } from './review-facts.ts'
import { type PartKey, partKeys } from './review-sections.ts'
import type { Template } from './review-template.ts'

/** A text that people wrote for a section, as it was saved: version `number` of the part `id`. Empty where the section was emptied. */
export type ShownPart = { id: number; section: string; number: number; text: string; at: Date }

/** The name of a version of a section as a source: `P3.2`. */
export const partRef = ({ id, number }: Pick<ShownPart, 'id' | 'number'>): string => `P${id}.${number}`

/** How much a section holds: as much as several fields of a form in Slack, which hold 3000 characters each. */
export const longestPart = 12_000

/**
 * What somebody wrote for a section, as it is kept. Nothing at all empties the section.
 * @throws Refusal where it is longer than 12,000 characters
 */
export function partTextFrom(text: string): string {
  const words = text
    .replaceAll('\0', '')
    .replace(/\r\n?/g, '\n')
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .trim()
  if (words.length > longestPart)
    throw new Refusal(
      `A section holds ${longestPart} characters; this has ${words.length}. Nothing is lost: shorten it, or split it.`,
      'text',
    )
  return words
}

/** What stands between empty lines. */
export const paragraphsOf = (text: string): string[] => text.split(/\n\s*\n/)

/** A section that somebody named; null where people write none of that name. */
export const partKeyFrom = (text: string): PartKey | null => partKeys.find((key) => key === text.trim().toLowerCase()) ?? null

/** The newest text of each section; one that was emptied has none. */
export function standingParts(parts: readonly ShownPart[]): Map<string, ShownPart> {
  const newest = new Map<string, ShownPart>()
  for (const part of parts) if (part.number > (newest.get(part.section)?.number ?? 0)) newest.set(part.section, part)
  for (const [section, { text }] of newest) if (text === '') newest.delete(section)
  return newest
}

/** What people wrote, word for word, and under it that it was corrected where that was after publishing. */
export const partTemplates: readonly Template[] = partKeys.flatMap((section): Template[] => [
  {
    key: `part.${section}`,
    section,
    isProse: true,
    applies: (known) => sourcesIn(known, section).map((source) => ({ sources: [source], rank: 1 })),
    text: (known, { sources: [source = ''] }, say) => {
      const part = known.partOf.get(source)
      return part && part.section === section && part.text !== '' ? [say.typed(part.text)] : null
    },
  },
  {
    key: `corrected.${section}`,
    section,
    applies: (known) =>
      sourcesIn(known, section)
        .filter((source) => isCorrected(known, source))
        .map((source) => ({ sources: [source], rank: 2 })),
    text: (known, { sources: [source = ''] }, say) => {
      const part = known.partOf.get(source)
      return part && isCorrected(known, source) ? [`Corrected on ${say.day(part.at)}, after it was published.`] : null
    },
  },
])

const sourcesIn = (known: Known, section: PartKey): string[] => {
  const part = known.standing.get(section)
  return part ? [partRef(part)] : []
}

function isCorrected({ facts, partOf }: Known, source: string): boolean {
  const publishedAt = facts.review.publishedAt ?? null
  const part = partOf.get(source)
  return publishedAt !== null && part !== undefined && part.at > publishedAt
}
