import { type LinkKind, linkKinds } from '../material/material.ts'
import type { Sureness } from '../material/material-fields.ts'
import { type Colours, element, linked, picture, titled, words } from './picture-svg.ts'
import { fitted, textWidth, wrapped } from './picture-text.ts'
import type { Drawing } from './picture-timeline.ts'
import { compareRefs, placesInWeb } from './picture-web-layout.ts'
import { type Box, routes } from './picture-web-routes.ts'

/** A condition as the picture shows it. `since` is as a reader is told it; a guess ends in a question mark by itself. */
export type WebCondition = {
  ref: string
  text: string
  at: Date | null
  since: string
  isTrigger: boolean
  sureness: Sureness
}
export type WebEdge = { from: string; to: string; kind: LinkKind }

/** The web of conditions. `together`: sets of conditions of which all were needed. */
export type ConditionsPicture = {
  title: string
  conditions: readonly WebCondition[]
  links: readonly WebEdge[]
  together: readonly (readonly string[])[]
}

const size = 12
const lineHeight = 16
const margin = 16
const gutter = 44
const widest = 300
const band = 52
const padding = 10
const headHeight = 15
const headSize = 10.5
const mostLines = 4
const top = 40

/** The conditions as SVG: the oldest above, none before another in rank; circles are drawn like everything else. */
export function drawConditions(input: ConditionsPicture, drawing: Drawing): string {
  const boxes = boxesOf(input, drawing.width)
  const bottom = Math.max(top, ...[...boxes.values()].map(({ y, height }) => y + height))
  const signs = placedLegend(input, drawing.width)
  const height = bottom + 34 + (signs.at(-1)?.line ?? 0) * legendLine + 24
  const { colours } = drawing
  const inside = [
    element('rect', { width: drawing.width, height, fill: colours.paper }),
    words(8, 20, fitted(input.title, drawing.width - 24, 14), { 'font-size': 14, 'font-weight': 'bold', fill: colours.ink }),
    ...routes(boxes, input.links).map((route) =>
      edge(route.path, route.end, route.link.kind, colours, inWordsOf(input, route.link)),
    ),
    ...input.conditions.map((condition) => card(condition, boxes.get(condition.ref), chipsOf(input, condition.ref), drawing)),
    legend(signs, bottom + 34, colours),
  ].join('')
  return picture(
    { width: drawing.width, height },
    { id: drawing.id, title: input.title, description: conditionsInWords(input).join(' ') },
    inside,
  )
}

/** As many columns as there is room for, and no more than the fullest row takes. */
function compactPlaces(conditions: readonly WebCondition[], links: readonly WebEdge[], width: number) {
  const most = conditions.length > 9 && width >= 800 ? 4 : Math.min(3, Math.max(1, Math.floor(width / 230)))
  const places = placesInWeb(conditions, links, most)
  const counts = new Map<number, number>()
  for (const { row } of places.values()) counts.set(row, (counts.get(row) ?? 0) + 1)
  const columns = Math.max(1, ...counts.values())
  return { columns, places: columns === most ? places : placesInWeb(conditions, links, columns) }
}

function boxesOf({ conditions, links }: ConditionsPicture, width: number): Map<string, Box & { lines: string[] }> {
  const { places, columns } = compactPlaces(conditions, links, width)
  const wide = Math.min(widest, (width - 2 * margin - gutter * (columns + 1)) / columns)
  const left = (width - columns * (wide + gutter) + gutter) / 2
  const lines = new Map(
    conditions.map(({ ref, text, sureness }) => [ref, wrapped(asSure(text, sureness), wide - 2 * padding, size, mostLines)]),
  )
  const dated = new Set(conditions.flatMap(({ ref, since }) => (since === '' ? [] : [ref])))
  const heightOf = (ref: string): number => (lines.get(ref)?.length ?? 1) * lineHeight + 34 + (dated.has(ref) ? headHeight : 0)
  const rows = Math.max(-1, ...[...places.values()].map(({ row }) => row)) + 1
  const boxes = new Map<string, Box & { lines: string[] }>()
  let y = top
  for (let row = 0; row < rows; row++) {
    const here = conditions.filter(({ ref }) => places.get(ref)?.row === row)
    const height = Math.max(...here.map(({ ref }) => heightOf(ref)))
    for (const { ref } of here) {
      const column = places.get(ref)?.column ?? 0
      const x = left + column * (wide + gutter)
      boxes.set(ref, {
        x,
        y,
        width: wide,
        height: heightOf(ref),
        row,
        column,
        rowBottom: y + height,
        lines: lines.get(ref) ?? [],
      })
    }
    y += height + band
  }
  return boxes
}

/** Nothing is printed as a fact that is a guess. */
const asSure = (text: string, sureness: WebCondition['sureness']): string =>
  sureness === 'guess' && !text.trimEnd().endsWith('?') ? `${text.trimEnd()}?` : text

function card(
  condition: WebCondition,
  box: (Box & { lines: string[] }) | undefined,
  chips: string[],
  { colours, href }: Drawing,
): string {
  if (!box) return ''
  const { ref, since, isTrigger, sureness } = condition
  const { x, y, width, height, lines } = box
  const head = [ref, ...(isTrigger ? ['trigger'] : []), ...(sureness === 'observed' ? [] : [sureness])].join(' · ')
  const chipsWide = chips.length * 20
  const room = width - 2 * padding
  const muted = { 'font-size': headSize, fill: colours.muted }
  const begin = since === '' ? y : y + headHeight
  const drawn = [
    element('rect', {
      x,
      y,
      width,
      height,
      rx: 6,
      fill: colours.soft,
      stroke: isTrigger ? colours.accent : colours.line,
      'stroke-width': isTrigger ? 2 : 1.2,
      'stroke-dasharray': sureness === 'guess' ? '5 4' : undefined,
    }),
    words(x + padding, y + 17, fitted(head, room - chipsWide, headSize), muted),
    ...(since === '' ? [] : [words(x + padding, y + 17 + headHeight, fitted(since, room, headSize), muted)]),
    ...chips.map((chip, index) => chipAt(x + width - 14 - 20 * (chips.length - 1 - index), y + 13, chip, colours)),
    ...lines.map((line, index) =>
      words(x + padding, begin + 36 + index * lineHeight, line, { 'font-size': size, fill: colours.ink }),
    ),
  ]
  return titled(
    `${[head, since].filter((part) => part !== '').join(' · ')}\n${asSure(condition.text, sureness)}`,
    linked(href(ref), drawn.join('')),
  )
}

const chipAt = (x: number, y: number, letter: string, { accent, paper }: Colours): string =>
  element('circle', { cx: x, cy: y, r: 8, fill: accent }) +
  words(x, y + 4, letter, { 'font-size': 10.5, 'font-weight': 'bold', 'text-anchor': 'middle', fill: paper })

/** Sets are named by letters, in the order in which they come. */
const chipsOf = ({ together }: ConditionsPicture, ref: string): string[] =>
  together.flatMap((set, index) => (set.includes(ref) ? [letterOf(index)] : []))

const letterOf = (index: number): string => (index < 26 ? String.fromCharCode(65 + index) : String(index + 1))

const dashes: Record<LinkKind, string | undefined> = { made_possible: undefined, hid_or_slowed: '7 5', limited_damage: '2 4' }
const linkWords: Record<LinkKind, string> = {
  made_possible: 'made possible',
  hid_or_slowed: 'hid or slowed',
  limited_damage: 'limited the damage',
}

function edge(
  path: string,
  end: { x: number; y: number; down: boolean },
  kind: LinkKind,
  colours: Colours,
  told: string,
): string {
  const line = element('path', {
    d: path,
    fill: 'none',
    stroke: colours.muted,
    'stroke-width': 1.5,
    'stroke-dasharray': dashes[kind],
  })
  return titled(told, line + head(end, kind, colours))
}

/** Told apart by shape, not by colour: an arrow, a bar, a ring. */
function head({ x, y, down }: { x: number; y: number; down: boolean }, kind: LinkKind, { muted, paper }: Colours): string {
  const back = down ? -1 : 1
  switch (kind) {
    case 'made_possible':
      return element('path', { d: `M${x} ${y}l-4 ${7 * back}h8z`, fill: muted })
    case 'hid_or_slowed':
      return element('line', { x1: x - 6, x2: x + 6, y1: y + 2 * back, y2: y + 2 * back, stroke: muted, 'stroke-width': 3 })
    case 'limited_damage':
      return element('circle', { cx: x, cy: y + 4 * back, r: 4, fill: paper, stroke: muted, 'stroke-width': 1.5 })
  }
}

/** What the signs mean, in as many lines as it takes. */
function legendOf({ links, together }: ConditionsPicture): { text: string; kind: LinkKind | null }[] {
  const used = linkKinds
    .filter((kind) => links.some((link) => link.kind === kind))
    .map((kind) => ({ text: linkWords[kind], kind }))
  return together.length === 0 ? used : [...used, { text: 'needed together: one letter, one set', kind: null }]
}

const legendLine = 22

function placedLegend(
  input: ConditionsPicture,
  width: number,
): { text: string; kind: LinkKind | null; x: number; line: number }[] {
  let x = margin
  let line = 0
  return legendOf(input).map((each) => {
    const wide = 62 + textWidth(each.text, 11)
    if (x > margin && x + wide > width) {
      x = margin
      line += 1
    }
    const placed = { ...each, x, line }
    x += wide
    return placed
  })
}

function legend(placed: ReturnType<typeof placedLegend>, top: number, colours: Colours): string {
  return placed
    .map(({ text, kind, x, line }) => {
      const y = top + line * legendLine
      const told = words(x + 38, y + 4, text, { 'font-size': 11, fill: colours.muted })
      if (kind === null) return chipAt(x + 22, y, letterOf(0), colours) + told
      const sign = element('g', { transform: `rotate(-90 ${x + 31} ${y})` }, head({ x: x + 31, y, down: true }, kind, colours))
      return (
        element('line', {
          x1: x,
          x2: x + 30,
          y1: y,
          y2: y,
          stroke: colours.muted,
          'stroke-width': 1.5,
          'stroke-dasharray': dashes[kind],
        }) +
        sign +
        told
      )
    })
    .join('')
}

const inWordsOf = (input: ConditionsPicture, { from, to, kind }: WebEdge): string =>
  `${textOf(input, from)}: ${linkWords[kind]}: ${textOf(input, to)}`

const textOf = ({ conditions }: ConditionsPicture, ref: string): string => {
  const found = conditions.find((condition) => condition.ref === ref)
  return found ? `${ref} ${asSure(found.text, found.sureness)}` : ref
}

/** The whole web in words: what each condition is, what one did to another, and which were needed together. */
export function conditionsInWords(input: ConditionsPicture): string[] {
  const conditions = [...input.conditions]
    .sort((a, b) => compareRefs(a.ref, b.ref))
    .map(({ ref, since }) => ended(`${textOf(input, ref)}${since === '' ? '' : ` (${since})`}`))
  const links = input.links.map((link) => `${link.from} ${toldWords[link.kind]} ${link.to}.`)
  const sets = input.together.map((set) => `Needed together: ${set.join(', ')}.`)
  return [...conditions, ...links, ...sets]
}

/** As the legend says it, inside a sentence. */
const toldWords: Record<LinkKind, string> = { ...linkWords, limited_damage: 'limited the damage of' }

const ended = (text: string): string => (/[.?!]$/.test(text) ? text : `${text}.`)
