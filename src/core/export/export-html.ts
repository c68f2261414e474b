import { html } from '../html.ts'
import { reviewHtml } from '../review/review-html.ts'
import { cleanerFor, type ExportInput } from './export-clean.ts'
import { entryLinks, legend } from './export-markdown.ts'

/**
 * The review as one HTML file that needs nothing else: no script, no address but those of messages in Slack, a style for paper.
 * Everything of people's is escaped, and no id of anybody is in it.
 */
export function exportHtml(input: ExportInput): string {
  const clean = cleanerFor(input)
  const { facts, rendered, generatedAt } = input
  const { incident, severityLabel } = facts
  const links = entryLinks(input, clean)
  const title = clean.plain(rendered.title)
  const nature = [clean.plain(severityLabel), incident.status, ...(incident.isPrivate ? ['private'] : [])].join(' · ')
  const parts = reviewHtml(rendered, { permalink: (source) => links.get(source) ?? null, clean: clean.plain })
  return html`${doctype}<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
${style}
</head>
<body>
<header><h1>${title}</h1>
<p><strong><bdi>${clean.readable(incident.title)}</bdi></strong> · ${nature}</p></header>
<main>${parts}</main>
<footer><p>${legend} Exported ${generatedAt.toISOString()}.</p></footer>
</body>
</html>
`.text
}

const doctype = html`<!doctype html>
`

const style = html`<style>
:root { color-scheme: light dark }
body { font: 1rem/1.6 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere }
h1, h2 { line-height: 1.25 }
h2 { margin-top: 2.5rem }
ol.statements { list-style: none; padding: 0 }
.statement { margin: 0.6rem 0 }
.said { white-space: pre-wrap }
.moment { font-weight: 600 }
.sources, footer { font-size: 0.85em }
.empty { font-style: italic }
@media print { body { max-width: none; margin: 0; color: #000 } .statement { break-inside: avoid } h2 { break-after: avoid } }
</style>`
