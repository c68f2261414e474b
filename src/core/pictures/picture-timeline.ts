import { type Axis, brokenAxis, type Stretch, ticksOf } from './picture-axis.ts'
import { type Colours, element, linked, picture, titled, words } from './picture-svg.ts'
import { fitted, textWidth } from './picture-text.ts'

/**
 * Something with a moment: an entry, or what was there before. `ref` names it as a source: `E12`. `when` is how its time is told
 * where that is less exact than a minute: "April 2026".
 */
export type TimelineMark = { ref: string; at: Date; lane: string; text: string; when?: string }

/** What the picture of a timeline is drawn from. `lanes` in the order from above; one without a mark is left out. */
export type TimelinePicture = {
  title: string
  marks: readonly TimelineMark[]
  lanes: readonly { key: string; label: string }[]
  /** How things stood, from when to when. */
  phases: readonly { from: Date; to: Date; label: string }[]
  /** From the first sign to the end: what the picture is about. */
  core: { from: Date; to: Date }
  time(at: Date): string
  day(at: Date): string
}

export type Drawing = {
  /** Told apart from the other pictures of a page. */
  id: string
  width: number
  colours: Colours
  /** Where something leads, by its name as a source; null where it leads nowhere. */
  href(ref: string): string | null
}

const size = 12
const rowHeight = 20
const laneGap = 10
const top = 34
const phaseHeight = 24
const mostRows = 4

/** The timeline as SVG: phases above, a lane for each kind of moment, and an axis that is broken where nothing was for long. */
export function drawTimeline(input: TimelinePicture, drawing: Drawing): string {
  const left = 20 + Math.max(...input.lanes.map(({ label }) => textWidth(label, size)), 40)
  const right = drawing.width - 16
  const moments = [...input.marks.map(({ at }) => at), ...input.phases.flatMap(({ from, to }) => [from, to])]
  const axis = brokenAxis(moments, input.core, left, right)
  const lanes = placedLanes(input, axis, left, drawing.width)
  const bottom = lanes.reduce((y, lane) => Math.max(y, lane.bottom), top + phaseHeight + laneGap)
  const inside = [
    element('rect', { width: drawing.width, height: bottom + 52, fill: drawing.colours.paper }),
    words(8, 20, fitted(input.title, drawing.width - 24, 14), {
      'font-size': 14,
      'font-weight': 'bold',
      fill: drawing.colours.ink,
    }),
    phasesOf(input, axis, drawing.colours),
    axisOf(input, axis, bottom, drawing.colours),
    ...lanes.map((lane) => laneOf(lane, left, right, drawing)),
  ].join('')
  return picture(
    { width: drawing.width, height: bottom + 52 },
    { id: drawing.id, title: input.title, description: timelineInWords(input).join(' ') },
    inside,
  )
}

/** Said of the picture to those who cannot see it; the timeline itself stands beside it as text. */
export function timelineInWords({ marks, phases, lanes, day, time }: TimelinePicture): string[] {
  const counts = lanes.flatMap(({ key, label }) => {
    const count = marks.filter(({ lane }) => lane === key).length
    return count === 0 ? [] : [`${label}: ${count}`]
  })
  const end = (from: Date, to: Date) => (day(from) === day(to) ? time(to) : `${day(to)}, ${time(to)}`)
  const stood = phases.map(({ from, to, label }) => `From ${day(from)}, ${time(from)}, to ${end(from, to)}: ${label}.`)
  return [`${counts.join(', ')}.`, ...stood, 'Each moment stands in the text of the timeline.']
}

type Dot = { x: number; marks: TimelineMark[]; label: string; row: number; isLeft: boolean }
type Lane = { label: string; y: number; bottom: number; dots: Dot[] }

function placedLanes({ lanes, marks }: TimelinePicture, axis: Axis, left: number, width: number): Lane[] {
  let y = top + phaseHeight + laneGap
  return lanes.flatMap(({ key, label }) => {
    const own = marks.filter(({ lane }) => lane === key)
    if (own.length === 0) return []
    const dots = labelled(dotsOf(own, axis), left, width)
    const rows = Math.max(...dots.map(({ row }) => row)) + 1
    const lane = { label, y, bottom: y + rows * rowHeight, dots }
    y = lane.bottom + laneGap
    return [lane]
  })
}

/** Moments so near to each other that they would hide one another are one dot. */
const nearest = 7

function dotsOf(marks: readonly TimelineMark[], axis: Axis): Dot[] {
  const dots: Dot[] = []
  for (const mark of [...marks].sort((a, b) => a.at.getTime() - b.at.getTime())) {
    const x = axis.place(mark.at)
    const last = dots.at(-1)
    if (last && x - last.x < nearest) last.marks.push(mark)
    else dots.push({ x, marks: [mark], label: '', row: 0, isLeft: false })
  }
  return dots
}

const longestLabel = 230
const shortestLabel = 60

/** Gives each dot a row in which its words find room, and the words that fit there: right of it, near the end of the picture left. */
function labelled(dots: readonly Dot[], from: number, width: number): Dot[] {
  const ends: number[] = []
  return dots.map((dot, index) => {
    const row = freeRow(ends, dot.x)
    const right = Math.min(longestLabel, width - dot.x - 22, nextIn(dots, index) - dot.x - 14)
    const left = Math.min(longestLabel, dot.x - 18 - (ends[row] ?? from))
    const isLeft = right < textWidth(textOf(dot), size) && left > right && dot.x > width * 0.7
    const room = isLeft ? left : right
    const label = room < shortestLabel ? '' : fitted(textOf(dot), room, size)
    ends[row] = dot.x + (label === '' || isLeft ? nearest : 14 + textWidth(label, size))
    return { ...dot, row, label, isLeft }
  })
}

/** The first row that is free there; where none is, the one that is free soonest. */
function freeRow(ends: readonly number[], x: number): number {
  for (let row = 0; row < mostRows; row++) if ((ends[row] ?? Number.NEGATIVE_INFINITY) < x - 4) return row
  return ends.indexOf(Math.min(...ends))
}

/** Up to where words may reach: in the last of the rows the next dot is always near. */
const nextIn = (dots: readonly Dot[], index: number): number => dots[index + mostRows]?.x ?? Number.POSITIVE_INFINITY

const textOf = ({ marks }: Dot): string => {
  const [first] = marks
  return marks.length === 1 ? (first?.text ?? '') : `${marks.length} × ${first?.text ?? ''}`
}

function laneOf({ label, y, bottom, dots }: Lane, left: number, right: number, { colours, href }: Drawing): string {
  const head = words(8, y + 14, label, { 'font-size': size, fill: colours.muted })
  const ground = element('rect', { x: left, y, width: right - left, height: bottom - y, fill: colours.soft, rx: 4 })
  const drawn = dots.map(({ x, row, marks, label: text, isLeft }) => {
    const cy = y + row * rowHeight + rowHeight / 2
    const dot = element('circle', { cx: x, cy, r: marks.length === 1 ? 4 : 5.5, fill: colours.accent })
    const place = isLeft ? { 'text-anchor': 'end' } : {}
    const beside =
      text === '' ? '' : words(isLeft ? x - 9 : x + 9, cy + 4, text, { 'font-size': size, fill: colours.ink, ...place })
    const [first] = marks
    const told = marks.map((mark) => `${mark.ref} · ${mark.text}`).join('\n')
    return titled(told, linked(first ? href(first.ref) : null, dot + beside))
  })
  return head + ground + drawn.join('')
}

function phasesOf({ phases }: TimelinePicture, axis: Axis, colours: Colours): string {
  return phases
    .map(({ from, to, label }, index) => {
      const x = axis.place(from)
      const width = Math.max(2, axis.place(to) - x)
      const fill = colours.phases[index % colours.phases.length]
      const text = fitted(label, width - 8, size)
      const room = textWidth(label, size) * 0.4 > width ? '' : text
      const band = element('rect', { x, y: top, width, height: phaseHeight, fill, stroke: colours.paper })
      return titled(label, band + (room === '' ? '' : words(x + 5, top + 16, room, { 'font-size': size, fill: colours.ink })))
    })
    .join('')
}

function axisOf(input: TimelinePicture, { stretches, breaks, place }: Axis, bottom: number, colours: Colours): string {
  const y = bottom + 10
  const lines = stretches.map(({ left, right }) =>
    element('line', { x1: left, x2: right, y1: y, y2: y, stroke: colours.line, 'stroke-width': 1.5 }),
  )
  const ticks = stretches.flatMap((stretch) =>
    tickTexts(input, stretch, place).map(({ at, texts }) => {
      const x = place(at)
      const isFirst = x < stretch.left + 30 && stretch.to > stretch.from
      const style = { 'font-size': 11, 'text-anchor': isFirst ? 'start' : 'middle', fill: colours.muted }
      const begin = isFirst ? stretch.left : x
      const told = texts.map((text, line) => (text === '' ? '' : words(begin, y + 16 + 14 * line, text, style)))
      return element('line', { x1: x, x2: x, y1: y - 3, y2: y + 3, stroke: colours.line }) + told.join('')
    }),
  )
  const broken = breaks.map(({ at, text }) => {
    const zigzag = `M${at - 7} ${y}l4 -6l6 12l4 -6`
    return (
      element('path', { d: zigzag, fill: 'none', stroke: colours.muted, 'stroke-width': 1.5 }) +
      element('line', { x1: at, x2: at, y1: top, y2: y - 10, stroke: colours.line, 'stroke-dasharray': '2 5' }) +
      words(at, y + 18, text, { 'font-size': 10, 'text-anchor': 'middle', fill: colours.muted })
    )
  })
  return [...lines, ...ticks, ...broken].join('')
}

/** So near to the end of a stretch, words would run into those beneath a break, or out of the picture. */
const nearBreak = 22

/** What is written beneath a stretch: hours, and each day once; where that would say more than is known, what is. */
function tickTexts(
  { marks, time, day, core }: TimelinePicture,
  stretch: Stretch,
  place: Axis['place'],
): { at: Date; texts: string[] }[] {
  const inside = marks.filter(({ at }) => at.getTime() >= stretch.from && at.getTime() <= stretch.to)
  const isLong = stretch.to - stretch.from > 3 * 24 * 3_600_000
  let last = ''
  const isFree = (at: Date, index: number) => index === 0 || place(at) < stretch.right - nearBreak
  return ticksOf(stretch, isLong ? 110 : 76)
    .filter(isFree)
    .map((at) => {
      const less = inside.find((mark) => mark.when !== undefined && mark.at.getTime() === at.getTime())?.when
      if (less !== undefined) return { at, texts: inTwo(less) }
      const today = day(at)
      const isNew = today !== last
      last = today
      return { at, texts: isLong ? inTwo(today) : [time(at), isNew ? shortDay(today, day(core.from)) : ''] }
    })
}

/** The year beneath the day, where both on one line would run into what stands beside them. */
const inTwo = (text: string): string[] => (text.length > 12 ? [text.replace(/ \d{4}$/, ''), text.slice(-4)] : [text])

/** "22 September 2026" as "22 September" where the story is of the same year: beneath an hour there is little room. */
const shortDay = (text: string, beside: string): string =>
  text.slice(-5) === beside.slice(-5) ? text.replace(/ \d{4}$/, '') : text
