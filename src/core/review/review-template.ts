import type { Known } from './review-facts.ts'
import type { SectionKey } from './review-sections.ts'
import type { Part, Say } from './review-words.ts'

/** What a template makes a statement of. `of` tells two with the same sources apart; `rank` is the place in the section. */
export type Made = { sources: readonly string[]; of?: string; rank?: number }

/**
 * One kind of sentence in the review. `applies` finds what there is to say now; `text` says it, from the facts as they are
 * when somebody reads, and gives null where it holds no longer. The bot's own words state what is recorded: no reasons,
 * no connective between two facts but time, no person where a system can be the subject.
 */
export type Template = {
  key: string
  section: SectionKey
  /** A text of several paragraphs that people wrote, and no line of a list. */
  isProse?: true
  applies(known: Known): Made[]
  text(known: Known, made: Made, say: Say): Part[] | null
}

/** A sentence on the incident's own record: there while `holds`, and gone when it holds no longer. */
export const ofRecord = (
  section: SectionKey,
  key: string,
  holds: (known: Known) => boolean,
  text: (known: Known, say: Say) => Part[],
): Template => ({
  key,
  section,
  applies: (known) => (holds(known) ? [{ sources: [known.ref] }] : []),
  text: (known, _made, say) => (holds(known) ? text(known, say) : null),
})

/** "1 person", "3 people". */
export const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`
