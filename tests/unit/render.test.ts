import { describe, expect, it } from 'vitest'
import { type Names, renderMessage, renderMrkdwn, renderView } from '../../src/sandbox/render.ts'

const people = new Map([
  ['U1', 'maya'],
  ['U2', 'jo'],
])
const names: Names = {
  user: (id) => people.get(id) ?? id,
  channel: (id) => (id === 'C1' ? 'inc-users-table' : id),
  timeZone: 'Europe/Vienna',
}
const at = Date.UTC(2026, 10, 22, 13, 30) / 1000
const plain = (text: string) => ({ type: 'plain_text', text })
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text })
const option = (text: string, description?: string) => ({
  text: plain(text),
  value: text,
  ...(description && { description: plain(description) }),
})
const button = (text: string) => ({ type: 'button', text: plain(text), style: 'primary' })
const input = (label: string, element: object, more: object = {}) => ({
  type: 'input',
  block_id: label,
  label: plain(label),
  element: { action_id: 'a', ...element },
  ...more,
})
const shown = (...blocks: object[]): string => renderMessage({ text: 'fallback', blocks }, names)

describe('text with markup', () => {
  it.each([
    ['a person', '<@U1> leads, <@U9> watches', '@maya leads, @U9 watches'],
    ['a channel by its label', '<#C1|ops>', '#ops'],
    ['a channel by its id', '<#C1>', '#inc-users-table'],
    ['a link with words', 'see <https://a.example/?a=1&amp;b=2|the page>', 'see the page'],
    ['a link without words', '<https://a.example/?a=1&amp;b=2>', 'https://a.example/?a=1&b=2'],
    ['an address of mail', '<mailto:jo@a.example|jo@a.example>', 'jo@a.example'],
    ['everybody here', '<!here> and <!subteam^S1|@oncall>', '@here and @oncall'],
    ['escaped characters', 'a &lt; b &amp;&amp; c &gt; d', 'a < b && c > d'],
    ['a token that somebody wrote by hand', '&lt;@U1&gt; &amp;lt;', '<@U1> &lt;'],
    ['bold and italics', '*sev1* and _why_, *<@U1>*', 'sev1 and why, @maya'],
    ['no bold and italics', '2 * 3 * 4, snake_case_name, a*b*c', '2 * 3 * 4, snake_case_name, a*b*c'],
    ['code', 'run `psql -c "*a*" &lt; x_y_z` now', 'run `psql -c "*a*" < x_y_z` now'],
    ['emoji', ':pushpin: keeps it :wave::skin-tone-3: :no-such-emoji: at 14:30:05', '📌 keeps it 👋 :no-such-emoji: at 14:30:05'],
  ])('%s', (_, text, seen) => {
    expect(renderMrkdwn(text, names)).toBe(seen)
  })

  it.each([
    ['{time}', '14:30'],
    ['{time_secs}', '14:30:00'],
    ['{date_num} {time}', '2026-11-22 14:30'],
    ['{date_slash}', '11/22/2026'],
    ['{date}', 'November 22nd, 2026'],
    ['{date_short}', 'Nov 22, 2026'],
    ['{date_long}', 'Sunday, November 22nd, 2026'],
    ['{date_short_pretty} at {time}', 'Nov 22, 2026 at 14:30'],
    ['{nothing} known', 'then'],
  ])('a moment as %s', (format, seen) => {
    expect(renderMrkdwn(`<!date^${at}^${format}|then>`, names)).toBe(seen)
  })

  it('a moment with a link', () => {
    expect(renderMrkdwn(`<!date^${at}^{time}^https://a.example|then>`, names)).toBe('14:30')
  })

  it.each([
    [0, 'today'],
    [1, 'yesterday'],
    [-1, 'tomorrow'],
    [5, 'Nov 22, 2026'],
  ])('a moment %s days back, for a reader whose day it is', (days, seen) => {
    const now = new Date((at + days * 86_400) * 1000)
    expect(renderMrkdwn(`<!date^${at}^{date_short_pretty}|then>`, { ...names, now })).toBe(seen)
  })

  it('a moment in the zone of the reader', () => {
    expect(renderMrkdwn(`<!date^${at}^{date_num} {time}|then>`, { ...names, timeZone: 'Pacific/Auckland' })).toBe(
      '2026-11-23 02:30',
    )
  })
})

describe('a message', () => {
  it('reads as it is seen', () => {
    const message = shown(
      { type: 'header', text: plain('INC-12 · users table is empty') },
      { type: 'section', text: mrkdwn(`*sev1* · investigating\nSince <!date^${at}^{time}|then> · Lead: nobody yet`) },
      { type: 'divider' },
      {
        type: 'actions',
        elements: [
          button("I'll lead"),
          button('Update'),
          { type: 'static_select', placeholder: plain('More') },
          { type: 'overflow', options: [] },
        ],
      },
      { type: 'context', elements: [mrkdwn(':pushpin: on a message keeps it')] },
    )
    expect(message.split('\n')).toEqual([
      'INC-12 · users table is empty',
      'sev1 · investigating',
      'Since 14:30 · Lead: nobody yet',
      '─'.repeat(60),
      "[I'll lead] [Update] [More ▾] […]",
      '  📌 on a message keeps it',
    ])
  })

  it('without blocks is its text', () => {
    expect(renderMessage({ text: 'hello <@U1> &amp; all' }, names)).toBe('hello @maya & all')
  })

  it('has attachments beside a bar and files below', () => {
    const attachments = [
      { blocks: [{ type: 'section', text: mrkdwn('inside') }] },
      { text: 'old *style*' },
      { fallback: 'only this' },
    ]
    expect(renderMessage({ text: 'hi', attachments, files: [{ name: 'log.txt' }] }, names)).toBe(
      'hi\n│ inside\n│ old style\n│ only this\n📎 log.txt',
    )
  })

  it('puts a button beside one line, and below more than one', () => {
    expect(shown({ type: 'section', text: mrkdwn('The review opens'), accessory: button('Read') })).toBe(
      'The review opens  [Read]',
    )
    expect(shown({ type: 'section', text: mrkdwn('one\ntwo'), accessory: button('Read') })).toBe('one\ntwo\n[Read]')
  })

  it('puts short fields into two columns, and long ones under each other', () => {
    expect(shown({ type: 'section', fields: ['*Lead*: <@U1>', 'sev1', 'Scribe: nobody', 'open'].map(mrkdwn) })).toBe(
      'Lead: @maya     sev1\nScribe: nobody  open',
    )
    const long = 'word '.repeat(12).trim()
    expect(shown({ type: 'section', fields: [mrkdwn(long), mrkdwn('b')] })).toBe(`${long}\nb`)
  })

  it('is never wider than the screen', () => {
    const text = `> ${'quoted words '.repeat(30)}\n• ${'a point '.repeat(30)}\n${'😀 '.repeat(70)}`
    const rows = { type: 'actions', elements: Array.from({ length: 20 }, (_, index) => button(`Button ${index}`)) }
    const lines = renderMessage({ blocks: [{ type: 'section', text: mrkdwn(text) }, rows] }, { ...names, columns: 60 }).split(
      '\n',
    )
    expect(lines.filter((line) => line.replace(/😀/gu, 'xx').length > 60)).toEqual([])
    expect(lines.filter((line) => line.startsWith('> ')).length).toBeGreaterThan(5)
    expect(lines.find((line) => line.startsWith('  a point') || line.startsWith('  point'))).toBeDefined()
  })

  it.each<[string, object, string]>([
    ['an image', { type: 'image', alt_text: 'a graph' }, '[image: a graph]'],
    [
      'a table',
      {
        type: 'table',
        rows: [
          ['Who', 'When'],
          ['maya', '14:30'],
        ].map((row) => row.map((text) => ({ type: 'raw_text', text }))),
      },
      'Who   When\nmaya  14:30',
    ],
    ['markdown as it is', { type: 'markdown', text: '**bold**' }, '**bold**'],
    ['a video', { type: 'video', title: plain('How') }, '[video: How]'],
    ['a card', { type: 'card', title: mrkdwn('*T*'), body: mrkdwn('B'), actions: [button('Go')] }, 'T\nB\n[Go]'],
    ['a container', { type: 'container', title: plain('T'), child_blocks: [{ type: 'section', text: mrkdwn('in') }] }, 'T\n  in'],
    [
      'a plan',
      {
        type: 'plan',
        title: 'Plan',
        tasks: [
          { title: 'one', status: 'complete' },
          { title: 'two', status: 'pending' },
        ],
      },
      'Plan\n  ✓ one\n  ○ two',
    ],
    [
      'small buttons',
      {
        type: 'context_actions',
        elements: [
          { type: 'feedback_buttons', positive_button: { text: plain('Good') }, negative_button: { text: plain('Bad') } },
        ],
      },
      '  [Good] [Bad]',
    ],
    ['a chart by its name', { type: 'data_visualization', title: 'Load' }, '[chart: Load]'],
    ['what it does not know by its name', { type: 'hologram' }, '[hologram]'],
  ])('shows %s', (_, block, seen) => {
    expect(shown(block)).toBe(seen)
  })

  it('shows rich text, as people write it', () => {
    const elements = [
      {
        type: 'rich_text_section',
        elements: [
          { type: 'text', text: 'hi ' },
          { type: 'user', user_id: 'U1' },
          { type: 'text', text: ' <b>' },
          { type: 'emoji', name: 'wave' },
        ],
      },
      {
        type: 'rich_text_list',
        style: 'ordered',
        elements: ['one', 'two'].map((text) => ({ type: 'rich_text_section', elements: [{ type: 'text', text }] })),
      },
      { type: 'rich_text_quote', elements: [{ type: 'link', url: 'https://a.example' }] },
    ]
    expect(shown({ type: 'rich_text', elements })).toBe('hi @maya <b>👋\n1. one\n2. two\n> https://a.example')
  })
})

describe('a form', () => {
  const form = {
    type: 'modal',
    title: plain('Answer'),
    submit: plain('Save'),
    close: plain('Cancel'),
    blocks: [
      input(
        'What made this seem reasonable?',
        { type: 'plain_text_input', multiline: true, initial_value: 'I saw\nand did' },
        { hint: plain('Half-sentences are fine.') },
      ),
      input('Who may see it?', {
        type: 'radio_buttons',
        options: [option('Only me'), option('The host')],
        initial_option: option('Only me'),
      }),
      input('Severity', { type: 'static_select', options: [option('sev1')], placeholder: plain('Choose one') }),
      input('When', { type: 'datetimepicker', initial_date_time: at }, { optional: true }),
      input('Lead', { type: 'users_select', initial_user: 'U2' }),
      input('Also', {
        type: 'checkboxes',
        options: [option('Private', 'only its channel'), option('Drill')],
        initial_options: [option('Drill')],
      }),
      input('Title', { type: 'plain_text_input' }),
    ],
  }

  it('has a frame, its fields, and its buttons at the end', () => {
    const lines = renderView(form, names).split('\n')
    expect(lines[0]).toMatch(/^┌ Answer ─+$/)
    expect(lines.slice(1)).toEqual([
      '│ What made this seem reasonable?',
      '│   I saw',
      '│   and did',
      '│   Half-sentences are fine.',
      '│ Who may see it? (•) Only me  ( ) The host',
      '│ Severity: [Choose one ▾]',
      '│ When (optional): [Nov 22, 2026 14:30 ▾]',
      '│ Lead: [@jo ▾]',
      '│ Also: [ ] Private – only its channel  [x] Drill',
      '│ Title: ____',
      '└ [Cancel] [Save]',
    ])
  })

  it('shows what was filled in, and what was wrong with it', () => {
    const values = {
      Title: { a: { type: 'plain_text_input', value: 'users table is empty' } },
      Severity: { a: { type: 'static_select', selected_option: option('sev1') } },
      'Who may see it?': { a: { type: 'radio_buttons', selected_option: option('The host') } },
      Lead: { a: { type: 'users_select', selected_user: 'U1' } },
    }
    const seen = renderView({ ...form, state: { values }, errors: { Title: 'Somebody has taken that one.' } }, names)
    expect(seen).toContain('│ Title: users table is empty\n│   ! Somebody has taken that one.')
    expect(seen).toContain('│ Severity: [sev1 ▾]')
    expect(seen).toContain('│ Who may see it? ( ) Only me  (•) The host')
    expect(seen).toContain('│ Lead: [@maya ▾]')
  })

  it('puts choices under each other where they are too long for one line', () => {
    const options = ['Only me, for now', 'The host, Jo', 'The review, by my role', 'The review, with my name'].map((text) =>
      option(text),
    )
    const seen = renderView(
      { ...form, blocks: [input('Who may see it?', { type: 'radio_buttons', options })] },
      { ...names, columns: 60 },
    )
    expect(seen.split('\n').slice(1, 4)).toEqual(['│ Who may see it?', '│   ( ) Only me, for now', '│   ( ) The host, Jo'])
  })

  it('as a Home has no frame', () => {
    expect(renderView({ type: 'home', blocks: [{ type: 'section', text: mrkdwn('*Yours*') }] }, names)).toBe('Yours')
  })
})
