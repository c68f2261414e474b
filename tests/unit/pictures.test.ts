import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { brokenAxis } from '../../src/core/pictures/picture-axis.ts'
import { imageColours } from '../../src/core/pictures/picture-svg.ts'
import { fitted, textWidth, wrapped } from '../../src/core/pictures/picture-text.ts'
import { drawTimeline, type TimelineMark, type TimelinePicture } from '../../src/core/pictures/picture-timeline.ts'
import { type ConditionsPicture, drawConditions, type WebCondition } from '../../src/core/pictures/picture-web.ts'
import { placesInWeb } from '../../src/core/pictures/picture-web-layout.ts'
import { type Box, routes } from '../../src/core/pictures/picture-web-routes.ts'
import { imageOf } from '../../src/slack/picture-image.ts'

const drawing = { id: 'p', width: 960, colours: imageColours, href: (ref: string) => `#${ref}` }
const at = (text: string): Date => new Date(text)

const timeline = (marks: TimelineMark[]): TimelinePicture => ({
  title: 'INC-1: users table is empty',
  lanes: [
    { key: 'before', label: 'was there' },
    { key: 'action', label: 'action' },
  ],
  marks,
  phases: [{ from: at('2026-11-24T14:31:00Z'), to: at('2026-11-24T15:43:00Z'), label: 'investigating' }],
  core: { from: at('2026-11-24T14:30:00Z'), to: at('2026-11-24T15:43:00Z') },
  time: (moment) => moment.toISOString().slice(11, 16),
  day: (moment) => moment.toISOString().slice(0, 10),
})

const condition = (number: number, more: Partial<WebCondition> = {}): WebCondition => ({
  ref: `C${number}`,
  text: `condition ${number}`,
  at: at(`2026-01-${String((number % 28) + 1).padStart(2, '0')}T00:00:00Z`),
  since: 'since January 2026',
  isTrigger: false,
  sureness: 'observed',
  ...more,
})

const web = (conditions: WebCondition[], more: Partial<ConditionsPicture> = {}): ConditionsPicture => ({
  title: 'INC-1: conditions',
  conditions,
  links: [],
  together: [],
  ...more,
})

/** What a person may write, and a picture must survive. */
const attacks = [
  '</text><script>alert(1)</script>',
  '"><image href="//evil"/>',
  '&amp; & <b>',
  ']]>\u0000\u0008\uFFFE\uD800',
  '\u202Egnp.exe',
  '👩‍🚒 日本語'.repeat(40),
]

describe('the picture of a timeline', () => {
  it('keeps the story apart from what lay before it, however little room there is', () => {
    const core = { from: at('2026-11-24T14:30:00Z'), to: at('2026-11-24T15:43:00Z') }
    const before = ['2021-01-01T12:00:00Z', '2026-04-01T12:00:00Z', '2026-09-22T12:00:00Z'].map(at)
    const narrow = brokenAxis([...before, core.from, core.to], core, 84, 384)
    expect(narrow.stretches.map(({ to }) => new Date(to))).toEqual([before[2], core.to])
    expect(brokenAxis([...before, core.from, core.to], core, 84, 864).breaks.map(({ text }) => text)).toEqual([
      '5 years',
      '174 days',
      '63 days',
    ])
  })

  it('breaks its axis before what lies months back, and says for how long', () => {
    const svg = drawTimeline(
      timeline([
        { ref: 'C1', at: at('2026-09-22T09:00:00Z'), lane: 'before', text: 'backups switched off' },
        { ref: 'E1', at: at('2026-11-24T14:33:00Z'), lane: 'action', text: 'the test run began' },
      ]),
      drawing,
    )
    expect(svg).toContain('63 days')
    expect(svg).toContain('backups switched off')
    expect(svg).toContain('href="#E1"')
    expect(svg).toMatch(/<desc[^>]*>was there: 1, action: 1\. From 2026-11-24, 14:31, to 15:43: investigating\./)
  })

  it('keeps the order of moments and stays inside, wherever they lie', () => {
    const moment = fc.date({ min: at('2020-01-01T00:00:00Z'), max: at('2026-12-31T00:00:00Z'), noInvalidDate: true })
    fc.assert(
      fc.property(fc.array(moment, { minLength: 1, maxLength: 60 }), moment, fc.nat(86_400_000), (moments, from, length) => {
        const axis = brokenAxis(moments, { from, to: new Date(from.getTime() + length) }, 100, 900)
        const places = [...moments].sort((a, b) => a.getTime() - b.getTime()).map(axis.place)
        expect(places.every((place, index) => place >= 100 && place <= 900 && place >= (places[index - 1] ?? 0))).toBe(true)
        expect(axis.breaks).toHaveLength(axis.stretches.length - 1)
        expect(axis.stretches.length).toBeLessThanOrEqual(6)
      }),
    )
  })

  it('draws two thousand moments without growing with each of them', () => {
    const marks = Array.from({ length: 2000 }, (_, index) => ({
      ref: `E${index}`,
      at: new Date(at('2026-11-24T14:30:00Z').getTime() + index * 2000),
      lane: 'action',
      text: `step ${index}`,
    }))
    const svg = drawTimeline(timeline(marks), drawing)
    expect(svg.match(/<circle/g)?.length).toBeLessThan(130)
    expect(svg).toContain('E1999 · step 1999')
  })

  it('is the same whatever order the moments come in, and has something to show for one or none', () => {
    const marks = attacks.map((text, index) => ({
      ref: `E${index}`,
      at: new Date(at('2026-11-24T14:30:00Z').getTime() + index * 60_000),
      lane: 'action',
      text,
    }))
    expect(drawTimeline(timeline([...marks].reverse()), drawing)).toBe(drawTimeline(timeline(marks), drawing))
    expect(drawTimeline({ ...timeline([]), phases: [] }, drawing)).toContain('<svg')
  })
})

describe('the picture of the conditions', () => {
  it('takes chains, joins and circles, and puts the older above the newer', () => {
    const links = [
      { from: 'C1', to: 'C3', kind: 'made_possible' as const },
      { from: 'C2', to: 'C3', kind: 'made_possible' as const },
      { from: 'C3', to: 'C4', kind: 'hid_or_slowed' as const },
      { from: 'C4', to: 'C1', kind: 'limited_damage' as const },
      { from: 'C4', to: 'C4', kind: 'made_possible' as const },
      { from: 'C9', to: 'C1', kind: 'made_possible' as const },
    ]
    const conditions = [1, 2, 3, 4].map((number) => condition(number))
    const places = placesInWeb(conditions, links, 3)
    expect(places.get('C3')?.row).toBeGreaterThan(places.get('C1')?.row ?? 9)
    const svg = drawConditions(web(conditions, { links, together: [['C1', 'C2']] }), drawing)
    expect(svg.match(/<path/g)?.length).toBeGreaterThanOrEqual(4)
    expect(svg).toContain('C3 hid or slowed C4.')
    expect(svg).toContain('Needed together: C1, C2.')
  })

  it('prints a guess as a question', () => {
    const svg = drawConditions(web([condition(1, { sureness: 'guess', text: 'storage was to be cheaper' })]), drawing)
    expect(svg).toContain('storage was to be cheaper?')
    expect(svg).not.toMatch(/storage was to be cheaper[^?]/)
  })

  it('gives every node a place of its own, the same for the same web in any order', () => {
    const graph = fc.integer({ min: 1, max: 40 }).chain((count) =>
      fc.record({
        nodes: fc.constant(
          Array.from({ length: count }, (_, index) => condition(index + 1, index % 4 === 3 ? { at: null } : {})),
        ),
        links: fc.array(fc.record({ from: fc.integer({ min: 1, max: count }), to: fc.integer({ min: 1, max: count }) }), {
          maxLength: 80,
        }),
        columns: fc.integer({ min: 1, max: 4 }),
      }),
    )
    fc.assert(
      fc.property(graph, ({ nodes, links, columns }) => {
        const named = links.map(({ from, to }) => ({ from: `C${from}`, to: `C${to}` }))
        const places = placesInWeb(nodes, named, columns)
        const slots = [...places.values()].map(({ row, column }) => `${row} ${column}`)
        expect(new Set(slots).size).toBe(nodes.length)
        expect([...places.values()].every(({ column }) => column >= 0 && column < columns)).toBe(true)
        expect(placesInWeb([...nodes].reverse(), named, columns)).toEqual(new Map([...places].sort(() => 0)))
      }),
    )
  })

  it('leads no link across a node', () => {
    const box = (row: number, column: number): Box => ({
      x: 60 + column * 240,
      y: 40 + row * 152,
      width: 196,
      height: 70 + 10 * column,
      row,
      column,
      rowBottom: 140 + row * 152,
    })
    const boxes = new Map(Array.from({ length: 16 }, (_, index) => [`C${index + 1}`, box(Math.floor(index / 4), index % 4)]))
    const links = [...boxes.keys()].flatMap((from) => [...boxes.keys()].filter((to) => to !== from).map((to) => ({ from, to })))
    const one = fc.constantFrom(...links)
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 6 }), (some) => {
        for (const { path } of routes(boxes, some))
          for (const point of pointsOn(path))
            expect(
              [...boxes.values()].some(
                ({ x, y, width, height }) =>
                  point.x > x + 1 && point.x < x + width - 1 && point.y > y + 1 && point.y < y + height - 1,
              ),
            ).toBe(false)
      }),
    )
  })
})

describe('words in a picture', () => {
  it('never reach beyond their room', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.integer({ min: 0, max: 300 }), (text, width) => {
        expect(textWidth(fitted(text, width, 12), 12)).toBeLessThanOrEqual(width + 0.001)
        for (const line of wrapped(text, width, 12, 4)) expect(textWidth(line, 12)).toBeLessThanOrEqual(width + 0.001)
      }),
    )
    expect(wrapped('one two three four', 60, 12, 2)).toEqual(['one two', 'three f…'])
  })

  it('are data: whatever they are, the picture is drawn, and nothing in it is theirs to command', {
    timeout: 60_000,
  }, async () => {
    const marks = attacks.map((text, index) => ({
      ref: 'E1',
      at: new Date(at('2026-11-24T14:30:00Z').getTime() + index * 900_000),
      lane: 'action',
      text,
    }))
    const drawn = [
      drawTimeline({ ...timeline(marks), title: attacks.join(' ') }, drawing),
      drawConditions(
        web(
          attacks.map((text, index) => condition(index, { text, since: text })),
          { title: attacks.join(' '), links: [{ from: 'C0', to: 'C1', kind: 'made_possible' }] },
        ),
        drawing,
      ),
    ]
    for (const svg of drawn) expect(svg).not.toMatch(/<(?:script|image|foreignObject)|\son\w+=|javascript:/i)
    expect([...(await imageOf(drawn[0] ?? '')).slice(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47])
  })
})

/** Points along a path of M, V and C, in absolute numbers. */
function pointsOn(path: string): { x: number; y: number }[] {
  const points: { x: number; y: number }[] = []
  let here = { x: 0, y: 0 }
  const line = (to: { x: number; y: number }, bend = [here, to]): void => {
    const [b = here, c = to] = bend
    for (let part = 0; part <= 1; part += 0.05) {
      const rest = 1 - part
      const mix = (p: number, q: number, r: number, s: number): number =>
        rest ** 3 * p + 3 * rest ** 2 * part * q + 3 * rest * part ** 2 * r + part ** 3 * s
      points.push({ x: mix(here.x, b.x, c.x, to.x), y: mix(here.y, b.y, c.y, to.y) })
    }
    here = to
  }
  for (const [, command = '', rest = ''] of path.matchAll(/([MVC])([^MVC]*)/g)) {
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = rest
      .trim()
      .split(/[\s,]+/)
      .map(Number)
    if (command === 'M') here = { x: a, y: b }
    if (command === 'V') line({ x: here.x, y: a })
    if (command === 'C')
      line({ x: e, y: f }, [
        { x: a, y: b },
        { x: c, y: d },
      ])
  }
  return points
}
