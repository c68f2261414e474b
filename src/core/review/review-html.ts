import { type Html, html, webAddress } from '../html.ts'
import { type Piece, paragraphsOf, type RenderedReview, type RenderedSection, type RenderedStatement } from './review.ts'

/** How a review becomes HTML. */
export type ReviewHtmlOptions = {
  /** The address of what a source is in Slack, such as an entry's message; null where it has none. */
  permalink(source: string): string | null
  /** What stands above and under the sentences of a part, such as a picture and a form. */
  above?(section: RenderedSection): Html | null
  below?(section: RenderedSection): Html | null
  /** What stands behind a sentence that is a source's own, such as a link to where that is changed. */
  beside?(source: string): Html | null
  /** The last hand on every text, such as the one that takes ids of people out. */
  clean?(text: string): string
}

/**
 * The parts of a review, each a section with a heading of the second rank. Every sentence ends with its sources: a source that
 * has a sentence of its own here is a link to it, and that sentence links to Slack.
 */
export function reviewHtml({ sections }: RenderedReview, options: ReviewHtmlOptions): Html {
  const homes = homesIn(sections)
  return html`${sections.map((section) => sectionHtml(section, homes, options))}`
}

/** Which statement is a source's own, by the source. */
type Homes = ReadonlyMap<string, RenderedStatement>

/** In which part each kind of source has its own sentence, by the letters in front of its number; a guess stands where the unknown does. */
const homeOf: Readonly<Record<string, string>> = {
  E: 'timeline',
  A: 'inside',
  W: 'inside',
  C: 'conditions',
  S: 'safeguards',
  U: 'usual',
  K: 'held',
  X: 'changes',
}

function homesIn(sections: readonly RenderedSection[]): Homes {
  const homes = new Map<string, RenderedStatement>()
  for (const { key, statements } of sections)
    for (const statement of statements) {
      const [source] = statement.sources
      const isHome = source !== undefined && (homeOf[kindOf(source)] === key || statement.key === 'guess')
      if (isHome && !homes.has(source)) homes.set(source, statement)
    }
  return homes
}

const kindOf = (source: string): string => /^[A-Z]+/.exec(source)?.[0] ?? ''

function sectionHtml(section: RenderedSection, homes: Homes, options: ReviewHtmlOptions): Html {
  const { key, heading, statements, emptyPrompt } = section
  const list = statements.map((statement) => statementHtml(key, statement, homes, options))
  return html`<section id="${key}" class="part" aria-labelledby="${key}-heading">
<h2 id="${key}-heading">${heading}</h2>
${options.above?.(section)}
${list.length > 0 && html`<ol class="statements">${list}</ol>`}
${emptyPrompt !== null && html`<p class="empty">${emptyPrompt}</p>`}
${options.below?.(section)}
</section>
`
}

function statementHtml(section: string, statement: RenderedStatement, homes: Homes, options: ReviewHtmlOptions): Html {
  if (statement.isProse) return proseHtml(statement, homes, options)
  const own = statement.sources.find((source) => homes.get(source) === statement) ?? null
  const { moment, distance, rest } = momentApart(section, statement.pieces)
  return html`<li class="${own !== null && moment === null ? 'statement own' : 'statement'}"${own !== null && html` id="${own}"`}>${
    moment !== null &&
    html`<span class="moment">${moment}${distance !== null && html` <span class="distance">${distance}</span>`}</span> `
  }<span class="sentence">${rest.map((piece) => pieceHtml(piece, options))}</span> <span class="sources">${statement.sources.map(
    (source) => sourceHtml(source, homes, source === own, options),
  )}</span>${own !== null && options.beside?.(own)}</li>
`
}

/** The sentence that is a source's own, alone; null where it has none. */
export function reviewSentence({ sections }: RenderedReview, source: string): Html | null {
  const statement = homesIn(sections).get(source)
  return statement
    ? html`<p class="statement">${statement.pieces.map((piece) => pieceHtml(piece, { permalink: () => null }))}</p>`
    : null
}

/** A text of people's own, in its paragraphs. */
function proseHtml({ pieces, sources }: RenderedStatement, homes: Homes, options: ReviewHtmlOptions): Html {
  const paragraphs = pieces.flatMap(({ by, text }) => paragraphsOf(text).map((paragraph) => ({ by, text: paragraph })))
  return html`<li class="statement prose">${paragraphs.map((piece) => html`<p>${pieceHtml(piece, options)}</p>`)} <span class="sources">${sources.map(
    (source) => sourceHtml(source, homes, false, options),
  )}</span></li>
`
}

/** What people wrote stands apart in its own direction, so that no letter of theirs turns the sentence around. */
function pieceHtml({ by, text }: Piece, { clean = (same) => same }: ReviewHtmlOptions): Html {
  return by === 'people' ? html`<bdi class="said">${clean(text)}</bdi>` : html`${clean(text)}`
}

type Apart = { moment: string | null; distance: string | null; rest: readonly Piece[] }

/** The moment that a sentence of the timeline, or an account, begins with: "14:28", "April 2026", and how long before: "(67 days before detection)". */
function momentApart(section: string, pieces: readonly Piece[]): Apart {
  const [first, ...others] = pieces
  const found = (section === 'timeline' || section === 'inside') && first?.by === 'bot' ? beginning.exec(first.text) : null
  if (!first || !found?.[1]) return { moment: null, distance: null, rest: pieces }
  return {
    moment: found[1],
    distance: found[2] ?? null,
    rest: [{ by: 'bot', text: first.text.slice(found[0].length) }, ...others],
  }
}

const beginning = /^(.{0,40}?(?:\d{1,2}:\d{2}|\b\d{4}))(?: \(([^)]{0,60})\))?(?: · |: )/

function sourceHtml(source: string, homes: Homes, isOwn: boolean, { permalink }: ReviewHtmlOptions): Html {
  const address = webAddress(permalink(source))
  const inSlack = address !== null && html` <a class="slack" href="${address}" rel="noreferrer">Slack</a>`
  if (isOwn) return html` <a class="source" href="#${source}" aria-label="${source}, this sentence">${source}</a>${inSlack}`
  if (homes.has(source)) return html` <a class="source" href="#${source}">${source}</a>`
  return html` <span class="source">${source}</span>${inSlack}`
}
