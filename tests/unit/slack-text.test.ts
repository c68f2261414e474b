import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readableText, withoutIds } from '../../src/core/slack-text/slack-text.ts'

const words = {
  person: (id: string) => (id === 'U0MAYA001' ? 'lead' : 'somebody'),
  channel: (id: string) => (id === 'C1' ? 'payments' : null),
  knows: (word: string) => word === 'U7',
}

describe('what Slack writes as markup', () => {
  it.each([
    ['<@U0MAYA001> looks', 'lead looks'],
    ['<@U0MAYA001|maya.l> looks', 'lead looks'],
    ['<@U0OTHER99|jonas>', 'somebody'],
    ['<#C1>, <#C2>, <#C3|ops>, <#C4|>', '#payments, a channel, #ops, a channel'],
    ['<!subteam^S1|@db-team> <!subteam^S1>', '@db-team a group'],
    ['<!here> <!channel> <!everyone>', '@here @channel @everyone'],
    ['<!date^1392734382^{date_short}|18 Feb 2014> <!date^1392734382^{time}>', '18 Feb 2014 a date'],
    ['see <https://a.example/x|the graph>', 'see the graph (https://a.example/x)'],
    ['<https://a.example/x> <http://a.example|a.example>', 'https://a.example/x http://a.example'],
    ['<https://a.example/?a=1&amp;b=2|x &amp; y>', 'x & y (https://a.example/?a=1&b=2)'],
    ['<mailto:ops@a.example|ops@a.example> <tel:+431234|call>', 'ops@a.example call (+431234)'],
    ['a &lt;b&gt; &amp; c &amp;lt;', 'a <b> & c &lt;'],
    [':fire: :wave::skin-tone-3: :partyparrot: 14:28:05', '🔥 👋 :partyparrot: 14:28:05'],
    ['a < b > c <', 'a < b > c <'],
    ['<@U0MAYA001 <#C1|x <https://broken', '<@lead <#C1|x <https://broken'],
    ['<@<@U0MAYA001>>', '<@lead>'],
    ['<!unknown^1|words> <!unknown>', 'words @unknown'],
    ['<!U0MAYA001>', '@lead'],
  ])('%s reads “%s”', (text, readable) => {
    expect(readableText(text, words)).toBe(readable)
  })

  it('names nobody where no names are given', () => {
    expect(readableText('<@U0MAYA001|Maya> and U0MAYA001')).toBe('somebody and somebody')
  })

  it('does not change a text without markup', () => {
    expect(readableText('UPDATE users SET x = 1; *bold* _it_ `code`\n  indented')).toBe(
      'UPDATE users SET x = 1; *bold* _it_ `code`\n  indented',
    )
  })
})

describe('an id that is written out', () => {
  it('becomes the label, also inside an address', () => {
    expect(readableText('ask U0MAYA001, U7 <https://acme.slack.com/team/U0MAYA001|page>', words)).toBe(
      'ask lead, somebody page (https://acme.slack.com/team/lead)',
    )
  })

  it('is told from words that look alike', () => {
    expect(withoutIds('UPDATE WHERE UNAVAILABLE U8 WORKAROUND SU0MAYA001', words)).toBe(
      'UPDATE WHERE UNAVAILABLE U8 WORKAROUND SU0MAYA001',
    )
  })
})

describe('whatever people write', () => {
  const markup = fc.constantFrom('<', '>', '<@', '<#', '<!', '|', '&amp;', '&', ':', '^', '<https://', 'U0MAYA001', '\n', '`')

  it('never throws, and no mention or id is left', () => {
    const text = fc.array(fc.oneof(markup, fc.string({ maxLength: 5 }))).map((parts) => parts.join(''))
    fc.assert(
      fc.property(text, (written) => {
        const readable = readableText(written, words)
        expect(readable).not.toMatch(/(?<![A-Za-z0-9])U0MAYA001(?![A-Za-z0-9])/)
        expect(readable).not.toMatch(/<@lead\|[^<>]*>/)
      }),
    )
  })
})
