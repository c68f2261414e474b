import type { KnownBlock } from '@slack/types'
import { describe, expect, it } from 'vitest'
import type { ExportInput } from '../../src/core/export/export-clean.ts'
import { exportHtml } from '../../src/core/export/export-html.ts'
import { exportJson } from '../../src/core/export/export-json.ts'
import { exportMarkdown } from '../../src/core/export/export-markdown.ts'
import type { Incident } from '../../src/core/incident.ts'
import { labelsFor } from '../../src/core/labels.ts'
import { pageColours } from '../../src/core/pictures/picture-svg.ts'
import { compileReview, type RenderedReview, renderReview, reviewWords } from '../../src/core/review/review.ts'
import { knownFrom } from '../../src/core/review/review-facts.ts'
import { markupFrom } from '../../src/core/typed-text.ts'
import { picturesOf } from '../../src/flows/read-pictures.ts'
import { materialMessage } from '../../src/slack/views/material-list.ts'
import { reviewMessage } from '../../src/slack/views/review.ts'
import { reviewPages } from '../../src/slack/views/review-blocks.ts'
import { everythingSays } from '../support/everything-says.ts'
import { complaints } from '../support/export-input.ts'
import { anIncident, isIn } from '../support/review-facts.ts'

/** What people may write, by mistake or to try us. */
const attacks: Record<string, string> = {
  'a script': '<script>alert(1)</script><ScRiPt src=//evil.example>',
  'the end of an attribute': `" onmouseover="alert(1)' onfocus='alert(1)`,
  'the end of a section': ']]><![CDATA[<x/>]]> --> <!-- <?xml?>',
  'the end of a text': '</bdi></li></title></text></svg><img src=x onerror=alert(1)>',
  'written entities': '&lt;script&gt;alert(1)&lt;/script&gt; &amp;lt;b&amp;gt; &#60;b&#62;',
  emphasis: '*bold* _slanted_ ~struck~ **very** __so__ *_~open',
  'everybody in a channel': '<!channel> <!here|x> <!everyone> <!subteam^S0TEAM001|x>',
  'somebody else': '<@U0MAYA001> <@U0MAYA001|maya> U0MAYA001 <#C0CHANNEL1|x>',
  'a link that runs': '[x](javascript:alert(1)) ](javascript:alert(1)) <javascript:alert(1)|x> javascript:alert(1)',
  'a link elsewhere': '<https://evil.example/"><script>|x> ![x](https://evil.example/x.png)',
  tables: '| a | b | --- | ||| a¦b',
  code: '```` ``` `` ` ```js alert(1)',
  'turned letters': '\u202egnp.exe\u202c \u2066x\u2069 \u200f\u200e\u061c',
  'signs that are none': 'a\u0000b\u0007c\u001b[31md\ufffe\ud800e\u2028f\u0085g',
  headings: '# root ## x - item 1. one > quoted + plus = = ---',
}

/** What the rest is compared with: nothing in it means anything to anybody. */
const harmless = 'plain words'

/** @param name under which somebody is shown who wants to be named */
function inputFor(text: string, name = text): ExportInput & { words: ReturnType<typeof reviewWords> } {
  const facts = everythingSays(text)
  const roleLabels = { lead: 'Lead' }
  const labels = labelsFor({ ...facts, roleLabels, declaredBy: facts.incident.declaredBy })
  const names = (): string => name
  const words = reviewWords({ timeZone: 'UTC', person: labels, name: names })
  return { facts, rendered: renderReview(compileReview(facts), facts, words), labels, names, words, generatedAt: new Date(0) }
}

const tagsIn = (html: string): string[] => html.match(/<[^>]*>/g) ?? []

/** Signs that could mean something in Markdown, without those that a backslash holds and those of the addresses of sources. */
const signsIn = (markdown: string): string =>
  markdown.replace(/\\[\\`*_{}[\]#|~$^<>&\-+=:.)]/g, '').replace(/[^`*_[\]#|~<>]/g, '')

/** Everything that Slack would read as markup in what it is sent. */
function tokensIn(blocks: readonly KnownBlock[]): string[] {
  const tokens: string[] = []
  JSON.stringify(blocks, (_key, value: unknown) => {
    if (typeof value === 'object' && value !== null && 'type' in value && value.type === 'mrkdwn' && 'text' in value)
      tokens.push(...(String(value.text).match(/<[^>]*>/g) ?? []))
    return value
  })
  return tokens
}

/** Every page of it, with all around it. */
function pagesOf(rendered: RenderedReview, incident: Incident): KnownBlock[][] {
  const pages = reviewPages(rendered, incident)
  return pages.map((_, at) => reviewMessage(incident, 'open', rendered, at, null).blocks ?? [])
}

/** What Slack would read as markup in the list of all that was written down, as it is kept: typed words are in Slack's markup. */
function tokensOfList(kept: string): string[] {
  const facts = everythingSays(kept, 'https://tickets.example/1')
  const { material: known } = knownFrom(facts)
  const { blocks } = materialMessage(
    { incident: anIncident(), known, removed: [], answers: [] },
    { view: 'all', number: 0 },
    'U0READER00',
  )
  return tokensIn(blocks ?? [])
}

/** Control characters that have no business in any file of ours. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe]/

describe.each(Object.entries(attacks))('with %s wherever people write', (_, text) => {
  const input = inputFor(text)
  const calm = inputFor(harmless)

  it('HTML has the same tags and attributes as without', () => {
    const page = exportHtml(input)
    expect(tagsIn(page)).toEqual(tagsIn(exportHtml(calm)))
    expect(isIn(page)).toEqual([])
  })

  it('Markdown has the same signs as without', () => {
    const page = exportMarkdown(input)
    expect(signsIn(page)).toBe(signsIn(exportMarkdown(calm)))
    expect(page).not.toMatch(controls)
    expect(page).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/)
    expect(isIn(page)).toEqual([])
  })

  it('JSON is what its schema says, names nobody by id, and leads nowhere that is no address', () => {
    const exported: unknown = JSON.parse(JSON.stringify(exportJson(input)))
    expect(complaints(exported)).toEqual([])
    const written = JSON.stringify(exported)
    expect(isIn(written)).toEqual([])
    expect(written).not.toMatch(/"(?:permalink|ticketUrl)":"(?!https?:)/)
  })

  it('the review in Slack has the same markup as without, and calls nobody', () => {
    const tokens = ({ facts, rendered }: typeof input): string[] =>
      pagesOf(rendered, facts.incident).flatMap((blocks) => tokensIn(blocks))
    expect(tokens(input)).toEqual(tokens(calm))
  })

  it('the parts of the review in Slack format nothing of it', () => {
    const formatted = ({ facts, rendered }: typeof input): string[] =>
      reviewPages(rendered, facts.incident).flatMap((blocks) =>
        blocks.flatMap((block) => (block.type === 'section' && block.text?.type === 'mrkdwn' ? [block.text.text] : [])),
      )
    expect(formatted(input)).toEqual(formatted(calm))
  })

  it('the list of what was written has the same markup as without, and calls nobody', () => {
    expect(tokensOfList(markupFrom(text))).toEqual(tokensOfList(harmless))
    expect(tokensOfList(text).filter((token) => /^<!(?:channel|here|everyone|subteam)/.test(token))).toEqual([])
  })

  it('pictures have no element, attribute or address of theirs', () => {
    const draw = picturesOf(input.facts, input.words)
    for (const { svg } of draw({ width: 880, colours: pageColours, href: (ref) => `#${ref}` })) {
      const tags = tagsIn(svg)
      expect(tags.filter((tag) => !/^<\/?(?:svg|title|desc|g|a|rect|circle|line|path|text|tspan)[ />]/.test(tag))).toEqual([])
      expect(tags.join('\n')).not.toMatch(/\son\w+=|<script|javascript:|evil|href="(?!#)/i)
      expect(svg).not.toMatch(controls)
      expect(svg).not.toContain(']]>')
      expect(isIn(svg)).toEqual([])
    }
  })
})
