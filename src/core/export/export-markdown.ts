import { paragraphsOf, type RenderedSection, type RenderedStatement } from '../review/review.ts'
import { knownFrom } from '../review/review-facts.ts'
import { escapeMarkdown } from '../slack-text/slack-text-markdown.ts'
import { type Clean, cleanerFor, type ExportInput } from './export-clean.ts'

/** What the ids behind the sentences mean, once, for a reader who meets them in a wiki. */
export const legend =
  'INC is the record of the incident, E an entry of its timeline, A an answer that its writer released, P a text that people wrote for the review.'

/**
 * The review as Markdown (CommonMark, no tables, no HTML) that survives being pasted into a wiki: people's words cannot
 * become headings, links, lists or code. Each sentence ends with its sources; those with a message in Slack link to it.
 * @returns text that ends with one line break
 */
export function exportMarkdown(input: ExportInput): string {
  const clean = cleanerFor(input)
  const links = entryLinks(input, clean)
  const { incident, severityLabel } = input.facts
  const facts = [severityLabel, incident.status, ...(incident.isPrivate ? ['private'] : [])].map((text) => shown(text, clean))
  const parts = [
    `# ${shown(input.rendered.title, clean)}`,
    `**${escapeMarkdown(clean.readable(incident.title).replace(/\s+/g, ' '))}** · ${facts.join(' · ')}`,
    ...input.rendered.sections.map((section) => sectionMarkdown(section, links, clean)),
    '---',
    `${legend} Exported ${input.generatedAt.toISOString()}.`,
  ]
  return `${parts.join('\n\n')}\n`
}

const shown = (text: string, clean: Clean): string => escapeMarkdown(clean.plain(text))

/** The addresses of entries, by the name of the source. */
export function entryLinks({ facts }: ExportInput, clean: Clean): Map<string, string> {
  const links = new Map<string, string>()
  for (const [source, { permalink }] of knownFrom(facts).entryOf) {
    const address = clean.address(permalink)
    if (address !== null) links.set(source, address)
  }
  return links
}

function sectionMarkdown(
  { heading, statements, emptyPrompt }: RenderedSection,
  links: Map<string, string>,
  clean: Clean,
): string {
  const texts = statements.map((statement) => statementMarkdown(statement, links, clean))
  const body = texts.reduce((before, text, at) => `${before}${gapBefore(statements, at)}${text}`, '')
  return [`## ${escapeMarkdown(heading)}`, emptyPrompt === null ? body : `*${escapeMarkdown(emptyPrompt)}*`].join('\n\n')
}

/** Lines of a list follow each other; around a text of several paragraphs there is room. */
function gapBefore(statements: readonly RenderedStatement[], at: number): string {
  if (at === 0) return ''
  return statements[at]?.isProse || statements[at - 1]?.isProse ? '\n\n' : '\n'
}

function statementMarkdown({ text, sources, isProse }: RenderedStatement, links: Map<string, string>, clean: Clean): string {
  const from = `(${sources.map((source) => sourceMarkdown(source, links)).join(', ')})`
  if (!isProse) return `- ${escapeMarkdown(clean.plain(text), '  ')} ${from}`
  return `${paragraphsOf(clean.plain(text))
    .map((paragraph) => escapeMarkdown(paragraph))
    .join('\n\n')} ${from}`
}

function sourceMarkdown(source: string, links: Map<string, string>): string {
  const address = links.get(source)
  return address === undefined ? source : `[${source}](<${address.replace(/[\\]/g, '%5C')}>)`
}
