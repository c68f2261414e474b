import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { escapeMarkdown } from '../../src/core/slack-text/slack-text-markdown.ts'

describe('people’s text inside Markdown', () => {
  it.each([
    ['# not a heading', '\\# not a heading'],
    ['title\n===', 'title  \n\\==='],
    ['title\n---', 'title  \n\\---'],
    ['- no list\n+ none\n* none\n1. none\n2) none', '\\- no list  \n\\+ none  \n\\* none  \n1\\. none  \n2\\) none'],
    ['    no code', 'no code'],
    ['so\n    no code\n\tnone', 'so  \n\u00a0\u00a0\u00a0\u00a0no code  \n\u00a0\u00a0none'],
    ['```\nrm -rf\n```', '\\`\\`\\`  \nrm -rf  \n\\`\\`\\`'],
    ['~~~', '\\~\\~\\~'],
    ['[x](javascript:alert(1)) ![p](u)', '\\[x\\](javascript:alert(1)) !\\[p\\](u)'],
    ['<script>alert(1)</script> <!-- & -->', '&lt;script&gt;alert(1)&lt;/script&gt; &lt;!-- &amp; --&gt;'],
    ['| a | b |\n|---|---|', '\\| a \\| b \\|  \n\\|---\\|---\\|'],
    ['{{ template }} {% raw %} $x^2$', '\\{\\{ template \\}\\} \\{% raw %\\} \\$x\\^2\\$'],
    ['> no quotation', '&gt; no quotation'],
    ['a_b *c* \\d', 'a\\_b \\*c\\* \\\\d'],
    ['a\u2028# b\r\n# c\u000b# d', 'a  \n\\# b  \n\\# c  \n\\# d'],
    ['right\u202eleft\u0000', 'rightleft'],
    ['plain words, 14:28. Done?', 'plain words, 14:28. Done?'],
  ])('%j stays words', (text, markdown) => {
    expect(escapeMarkdown(text)).toBe(markdown)
  })

  it('keeps its further lines behind the indent of a list', () => {
    expect(escapeMarkdown('one\n\n# two', '  ')).toBe('one  \n  \n  \\# two')
  })

  it('leaves no character alive that Markdown or HTML could read', () => {
    const nasty = fc.constantFrom(
      '#',
      '`',
      '```',
      '\n',
      '\r',
      ' ',
      '    ',
      '\t',
      '-',
      '1.',
      '1)',
      '=',
      '[',
      '](',
      '<',
      '>',
      '|',
      '&',
      '\\',
      '~',
      '*',
      '_',
      ':',
      '\u2028',
    )
    const text = fc.array(fc.oneof(nasty, fc.string({ maxLength: 4, unit: 'binary' }))).map((parts) => parts.join(''))
    fc.assert(
      fc.property(text, (written) => {
        for (const line of escapeMarkdown(written).split('\n')) {
          const unescaped = line.replace(/\\[!-/:-@[-`{-~]/g, '').replace(/&(?:lt|gt|amp);/g, '')
          expect(unescaped).not.toMatch(/[\\`*_{}[\]#|~$^<>&]/)
          expect(line).not.toMatch(/^(?: {4}|\t| {0,3}(?:[-+=:]|\d{1,9}[.)]))/)
        }
      }),
      { numRuns: 500 },
    )
  })
})
