import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { escapeHtml, html, webAddress } from '../../src/core/html.ts'

describe('html', () => {
  it('escapes what is put in, and lets HTML be', () => {
    const inner = html`<b>${'<script>'}</b>`
    expect(html`<p title="${'" onclick="x'}">${inner}${["'", 1, null, undefined, false]}</p>`.text).toBe(
      '<p title="&quot; onclick=&quot;x"><b>&lt;script&gt;</b>&#39;1</p>',
    )
  })

  it('leaves nothing of a text that HTML would take for its own', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(escapeHtml(text)).not.toMatch(/[<>"']|&(?!(?:amp|lt|gt|quot|#39);)/)
      }),
    )
  })

  it.each(['javascript:alert(1)', ' https://example.com', 'https://exa mple.com', 'data:text/html,x', '/local'])(
    'takes %s for no address of the web',
    (url) => {
      expect(webAddress(url)).toBeNull()
    },
  )

  it('is written with every attribute in double quotes', () => {
    const files = ['src/core', 'src/web'].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
    )
    const loose = files
      .filter((path) => path.endsWith('.ts'))
      .filter((path) => /\s[a-z-]+=(?:\$\{|'[^'\n]*\$\{)/.test(readFileSync(path, 'utf8')))
    expect(loose).toEqual([])
  })
})
