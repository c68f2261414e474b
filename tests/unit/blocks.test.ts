import type { KnownBlock } from '@slack/types'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkMessage, checkView } from '../../src/sandbox/block-kit/index.ts'
import {
  actions,
  button,
  channelLink,
  checkboxes,
  clampText,
  context,
  dateToken,
  datetimePicker,
  divider,
  escapeText,
  fields,
  header,
  home,
  input,
  link,
  mention,
  message,
  modal,
  option,
  overflow,
  plainInput,
  radio,
  section,
  staticSelect,
  userSelect,
} from '../../src/slack/blocks.ts'

const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index))
const at = new Date('2026-11-22T13:30:00Z')

const pieces = [
  '&',
  '<',
  '>',
  '&amp;',
  '&lt;',
  '<@U123>',
  '<#C1|ops>',
  '<https://a.example|here>',
  '<!date^1^{time}|then>',
  '*bold*',
  '😀',
  '👩‍🚒',
  'é',
  ' ',
  '\n',
  '|',
  '_',
  '`',
  '"',
  'word',
  '𝒳',
  '…',
]
/** Text as people write it and as nobody would, from nothing to about 9,000 characters. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc
    .tuple(fc.array(fc.constantFrom(...pieces), { maxLength: 40 }), fc.integer({ min: 1, max: 60 }))
    .map(([parts, count]) => parts.join('').repeat(count)),
)
const someText = anyText.filter((text) => text.trim() !== '')
const choices = (text: string, count: number) => times(count, (index) => option(text, `v${index}`, text))
const lastTextOf = (blocks: KnownBlock[]): string => JSON.stringify(blocks).match(/… (\d+) more/)?.[1] ?? ''

describe('whatever people write', () => {
  it('makes a message that Slack takes', () => {
    fc.assert(
      fc.property(someText, fc.boolean(), fc.integer({ min: 1, max: 14 }), (written, isEscaped, count) => {
        const text = isEscaped ? escapeText(written) : written
        const confirm = { title: text, text, confirm: text, deny: text }
        const row = actions(
          'row',
          button(text, 'a', { confirm }),
          overflow('b', choices(text, 5)),
          staticSelect('c', text, choices(text, 3), 'v1'),
        )
        const beside = section(text, button(text, 'd', { style: 'primary', url: 'https://a.example' }))
        const made = message(text, [
          header(text),
          beside,
          fields(times(count, () => text)),
          divider(),
          context(...times(count, () => text)),
          row,
        ])
        expect(checkMessage(made, { longestText: 4000 })).toBeNull()
      }),
    )
  })

  it('makes a form that Slack takes', () => {
    fc.assert(
      fc.property(someText, fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 3000 }), (text, count, maxLength) => {
        const blocks = [
          input(text, 'a', plainInput('a', { multiline: true, maxLength, initial: text, placeholder: text, focus: true }), {
            hint: text,
            optional: true,
          }),
          input(text, 'b', radio('b', choices(text, count), 'v0')),
          input(text, 'c', checkboxes('c', choices(text, count), ['v0', 'gone'])),
          input(text, 'd', staticSelect('d', text, choices(text, count * 30), 'v0')),
          input(text, 'e', userSelect('e', text, 'U1'), { dispatch: true }),
          input(text, 'f', datetimePicker('f', at)),
        ]
        const made = modal({
          callbackId: 'x',
          title: text,
          submit: text,
          close: text,
          privateMetadata: 'INC-1',
          notifyOnClose: true,
          blocks,
        })
        expect(checkView(made)).toBeNull()
      }),
      { numRuns: 60 },
    )
  })

  it('makes a Home that Slack takes, however long', () => {
    fc.assert(
      fc.property(someText, fc.integer({ min: 1, max: 160 }), (text, count) => {
        const made = home(times(count, () => section(text)))
        expect(checkView(made)).toBeNull()
        if (made.blocks.length < count)
          expect(JSON.stringify(made.blocks.at(-1))).toContain(`… ${count - made.blocks.length + 1} more`)
      }),
      { numRuns: 40 },
    )
  })

  it('is never lost silently: what a message has no room for is counted in it', () => {
    fc.assert(
      fc.property(someText, fc.integer({ min: 0, max: 120 }), fc.boolean(), (text, count, hasButtons) => {
        const row = hasButtons ? [actions(null, button('Go', 'go'))] : []
        const { blocks } = message('hello', [...times(count, () => section(text)), ...row])
        const kept = blocks.filter((block) => block.type === 'section').length
        expect(checkMessage({ text: 'hello', blocks })).toBeNull()
        expect(lastTextOf(blocks.filter((block) => block.type === 'context'))).toBe(kept === count ? '' : String(count - kept))
        expect(blocks.filter((block) => block.type === 'actions')).toHaveLength(row.length)
      }),
    )
  })
})

describe('clamping', () => {
  it('keeps the beginning, within the limit, and no half characters', () => {
    const read = (text: string): string => text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&')
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 80 }), (text, limit) => {
        const escaped = escapeText(text)
        const clamped = clampText(escaped, limit)
        expect([...clamped].length).toBeLessThanOrEqual(limit)
        expect(() => encodeURIComponent(clamped)).not.toThrow()
        if (clamped === escaped) return
        expect(clamped.endsWith('…')).toBe(true)
        expect(text.startsWith(read(clamped.slice(0, -1)))).toBe(true)
        expect(clamped).not.toMatch(/&(?!amp;|lt;|gt;)/)
      }),
    )
  })

  it.each([
    ['fits exactly', 'abcde', 5, 'abcde'],
    ['is one too long', 'abcdef', 5, 'abcd…'],
    ['ends in a mention', 'ask <@U123>', 8, 'ask…'],
    ['ends in a mention that just fits', 'ask <@U1> now', 10, 'ask <@U1>…'],
    ['ends in a link', 'see <https://a.example|the page> for more', 20, 'see…'],
    ['ends in an escaped character', 'a &amp; b', 5, 'a…'],
    ['has emoji, one character each', '😀😀😀', 3, '😀😀😀'],
    ['has more emoji than room', '😀😀😀😀', 3, '😀😀…'],
    ['compares numbers', 'a < b and c > d', 8, 'a < b a…'],
  ])('%s', (_, text, limit, clamped) => {
    expect(clampText(text, limit)).toBe(clamped)
  })
})

describe('tokens', () => {
  it('cannot be made by people who write them', () => {
    expect(escapeText('<!channel> & <@U1>')).toBe('&lt;!channel&gt; &amp; &lt;@U1&gt;')
    expect(link('https://a.example/?a=1&b=2', 'one > two | three')).toBe('<https://a.example/?a=1&amp;b=2|one &gt; two ¦ three>')
  })

  it('name people, channels and moments', () => {
    expect(mention('U1')).toBe('<@U1>')
    expect(channelLink('C1')).toBe('<#C1>')
    expect(dateToken(at, '{date_short_pretty} {time}')).toBe('<!date^1795354200^{date_short_pretty} {time}|2026-11-22 13:30 UTC>')
    expect(dateToken(at, '{time}', 'half past one')).toBe('<!date^1795354200^{time}|half past one>')
  })
})

describe('long lists', () => {
  it('of choices lose none: a menu puts them into groups of a hundred', () => {
    const select = staticSelect('incident', 'Which one?', choices('x', 250))
    expect(select.options).toBeUndefined()
    expect(select.option_groups?.map((group) => [group.label.text, group.options.length])).toEqual([
      ['1–100', 100],
      ['101–200', 100],
      ['201–250', 50],
    ])
    expect(
      checkView(modal({ callbackId: 'x', title: 'Pick', submit: 'Go', blocks: [input('Incident', 'i', select)] })),
    ).toBeNull()
  })

  it('of texts say how many more there are', () => {
    expect(context(...times(12, String)).elements.map((element) => ('text' in element ? element.text : ''))).toEqual([
      ...times(9, String),
      '… 3 more',
    ])
    expect(fields(times(12, String)).fields?.at(-1)?.text).toBe('… 3 more')
  })

  it('of blocks keep the buttons at the end', () => {
    const made = message('timeline', [...times(80, (index) => section(`entry ${index}`)), actions(null, button('Add', 'add'))])
    expect(made.blocks).toHaveLength(50)
    expect(made.blocks.slice(-3)).toEqual([section('entry 47'), context('… 32 more'), actions(null, button('Add', 'add'))])
  })
})

describe('a mistake of ours is an error that says which', () => {
  const one = () => option('a', 'a')
  it.each<[string, () => unknown, RegExp]>([
    ['an empty section', () => section(' \n '), /section needs a text/],
    ['an empty message', () => message('', [divider()]), /message needs a text/],
    ['an empty button', () => button('', 'a'), /button needs a text/],
    ['a button without id', () => button('a', ''), /action_id has 1 to 255 characters; this one has 0/],
    ['an id that is too long', () => button('a', 'x'.repeat(256)), /action_id has 1 to 255/],
    ['a value that is too long', () => button('a', 'a', { value: 'x'.repeat(2001) }), /value of a button has 1 to 2000/],
    ['an option whose value is too long', () => option('a', 'x'.repeat(151)), /value of an option has 1 to 150/],
    ['a row without elements', () => actions(null), /row has 1 to 25 elements; this one has 0/],
    ['a row with 26', () => actions(null, ...times(26, (index) => button('a', `a${index}`))), /this one has 26/],
    ['a row with one id twice', () => actions(null, button('a', 'same'), button('b', 'same')), /action_id same is there twice/],
    ['a menu without choices', () => staticSelect('a', 'a', []), /menu has 1 to 100 choices/],
    ['a menu with 10,001 choices', () => staticSelect('a', 'a', times(10_001, one)), /menu has 1 to 10000 choices/],
    ['eleven radio buttons', () => radio('a', times(11, one)), /radio group has 1 to 10 choices/],
    ['six overflow entries', () => overflow('a', times(6, one)), /overflow menu has 1 to 5/],
    ['context without text', () => context(), /context needs at least one text/],
    [
      'a form with fields but no submit',
      () => modal({ callbackId: 'a', title: 'a', blocks: [input('a', 'a', plainInput('a'))] }),
      /needs a submit/,
    ],
    [
      'a form with too much metadata',
      () => modal({ callbackId: 'a', title: 'a', privateMetadata: 'x'.repeat(3001), blocks: [divider()] }),
      /private_metadata/,
    ],
    ['a view without blocks', () => home([]), /at least one block/],
    [
      'a block_id twice',
      () => message('a', [actions('same', button('a', 'a')), actions('same', button('b', 'b'))]),
      /block_id same is there twice/,
    ],
  ])('%s', (_, make, says) => {
    expect(make).toThrow(says)
  })

  it('but a first choice that is gone leaves nothing chosen', () => {
    expect(staticSelect('severity', 'Choose', [one()], 'sev9').initial_option).toBeUndefined()
    expect(radio('severity', [one()], null).initial_option).toBeUndefined()
  })
})
