import { nameOf } from '../incident.ts'
import { type ReviewDepth, reviewDepths } from '../severity.ts'
import { isThere, type Known, knownFrom, type ReviewFacts } from './review-facts.ts'
import { type Section, type SectionKey, sections } from './review-sections.ts'
import type { Template } from './review-template.ts'
import { templates } from './review-templates.ts'
import { type Piece, piecesOf, type ReviewWords, type Say, sayFor } from './review-words.ts'

export type { ReviewFacts, ReviewState, ShownAnswer } from './review-facts.ts'
export { paragraphsOf, partKeyFrom, type ShownPart } from './review-parts.ts'
export { type PartKey, partKeys, type SectionKey, sectionKeys } from './review-sections.ts'
export { reviewSummary } from './review-summary.ts'
export { type Piece, type ReviewWords, reviewWords } from './review-words.ts'

/** What a version keeps of a sentence: which it is, and where it comes from. No words. */
export type Statement = { key: string; section: SectionKey; sources: string[] }

/** A statement as the database holds it; one with a key or section of another release is not shown. */
export type StoredStatement = { key: string; section: string; sources: readonly string[] }

/**
 * A sentence to read, or with `isProse` a text of people's own. `text` is all of it; `pieces` tell the bot's words from people's, which a page has to escape.
 */
export type RenderedStatement = { key: string; text: string; pieces: Piece[]; sources: string[]; isProse: boolean }
export type RenderedSection = {
  key: SectionKey
  heading: string
  statements: RenderedStatement[]
  /** What to show instead while the section has no statement. */
  emptyPrompt: string | null
}
export type RenderedReview = { title: string; sections: RenderedSection[] }

/** The review as references, in the order of the document. The same facts give the same statements, in whatever order they come. */
export function compileReview(facts: ReviewFacts): Statement[] {
  const known = knownFrom(facts)
  return sections.flatMap((section) => compileSection(section, known))
}

function compileSection({ key: section }: Section, known: Known): Statement[] {
  return templates
    .filter((template) => template.section === section)
    .flatMap((template) => template.applies(known).map((made) => ({ ...made, key: template.key })))
    .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
    .map(({ key, of, sources }) => ({ key: of === undefined ? key : `${key}:${of}`, section, sources: [...sources] }))
}

/**
 * A review to read, from stored statements and the facts of now. A statement of which a source is gone, or which holds no
 * longer, is not there. Texts are plain, not escaped for any medium.
 */
export function renderReview(statements: readonly StoredStatement[], facts: ReviewFacts, words: ReviewWords): RenderedReview {
  const known = knownFrom(facts)
  const say = sayFor(known, words)
  const rendered = new Map<string, RenderedStatement[]>(sections.map(({ key }) => [key, []]))
  for (const statement of statements) rendered.get(statement.section)?.push(...renderStatement(statement, known, say))
  const depth = depthOf(facts)
  return {
    title: `${nameOf(facts.incident)}: how we got here`,
    sections: sections
      .map((section) => renderSection(section, rendered.get(section.key) ?? []))
      .filter(({ statements, key }) => statements.length > 0 || emptyIn(key, depth)),
  }
}

const renderSection = ({ key, heading, emptyPrompt }: Section, statements: RenderedStatement[]): RenderedSection => ({
  key,
  heading,
  statements,
  emptyPrompt: statements.length === 0 ? emptyPrompt : null,
})

function renderStatement({ key, sources }: StoredStatement, known: Known, say: Say): RenderedStatement[] {
  const { template, of } = templateOf(key)
  if (!template || sources.length === 0 || !sources.every((source) => isThere(known, source))) return []
  const parts = template.text(known, { sources, ...(of !== undefined && { of }) }, say)
  if (parts === null) return []
  const pieces = piecesOf(parts)
  return [
    { key, text: pieces.map(({ text }) => text).join(''), pieces, sources: [...sources], isProse: template.isProse ?? false },
  ]
}

const byKey = new Map(templates.map((template) => [template.key, template]))

function templateOf(key: string): { template: Template | undefined; of: string | undefined } {
  const colon = key.indexOf(':')
  return colon < 0
    ? { template: byKey.get(key), of: undefined }
    : { template: byKey.get(key.slice(0, colon)), of: key.slice(colon + 1) }
}

const depthOf = ({ review }: ReviewFacts): ReviewDepth => reviewDepths.find((depth) => depth === review.depth) ?? 'full'

const emptyIn = (key: SectionKey, depth: ReviewDepth): boolean =>
  sections.some((section) => section.key === key && section.emptyIn.includes(depth))

/** Whether two versions say the same from the same sources, so that no new one is needed. */
export const sameStatements = (a: readonly StoredStatement[], b: readonly StoredStatement[]): boolean =>
  a.length === b.length && a.every((statement, at) => isSame(statement, b[at]))

const isSame = (a: StoredStatement, b: StoredStatement | undefined): boolean =>
  a.key === b?.key &&
  a.section === b.section &&
  a.sources.length === b.sources.length &&
  a.sources.every((source, at) => source === b.sources[at])
