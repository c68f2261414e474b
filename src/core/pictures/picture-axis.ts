import { durationText } from '../time-text.ts'

/** A stretch of an axis that runs evenly. Moments in milliseconds, places in the units of the picture. */
export type Stretch = { from: number; to: number; left: number; right: number }

/** A place where the axis is broken: how much time is left out there. */
export type Break = { at: number; text: string }

export type Axis = { stretches: Stretch[]; breaks: Break[]; place(at: Date): number }

/** Each stretch wants so much room; there are never fewer than two, or more than six. */
const wanted = 150
const breakWidth = 54
const narrowest = 84
const hour = 3_600_000
const year = 365.25 * 24 * hour

/**
 * An axis on which a story of an hour and what was there two months before can both be read: where nothing lies for far longer
 * than the story took, the axis is broken and says for how long.
 * @param moments all that is to be placed, in any order; at least one
 * @param core the stretch that the picture is about
 */
export function brokenAxis(moments: readonly Date[], core: { from: Date; to: Date }, left: number, right: number): Axis {
  const times = [...new Set([...moments, core.from, core.to].map((at) => at.getTime()))].sort((a, b) => a - b)
  const most = Math.min(6, Math.max(2, Math.floor((right - left) / wanted)))
  const groups = grouped(times, core, most)
  const room = right - left - breakWidth * (groups.length - 1)
  const weights = groups.map((group) => weightOf(group, core))
  const widths = shared(room, weights)
  const stretches: Stretch[] = []
  const breaks: Break[] = []
  let x = left
  groups.forEach((group, index) => {
    const [from = 0] = group
    const to = group.at(-1) ?? from
    const before = stretches.at(-1)
    if (before) {
      breaks.push({ at: x + breakWidth / 2, text: distanceText(from - before.to) })
      x += breakWidth
    }
    const width = widths[index] ?? narrowest
    stretches.push({ from, to, left: x, right: x + width })
    x += width
  })
  return { stretches, breaks, place: (at) => placeOn(stretches, at.getTime()) }
}

/** In days as long as somebody can imagine them, then in years. */
const distanceText = (milliseconds: number): string =>
  milliseconds < 2 * year ? durationText(milliseconds) : `${Math.round(milliseconds / year)} years`

/**
 * Neighbours that lie no further apart than the story was long belong together. Of more groups than a picture takes, those nearest
 * to each other are joined; never with the story itself.
 */
function grouped(times: readonly number[], core: { from: Date; to: Date }, most: number): number[][] {
  const [begun, over] = [core.from.getTime(), core.to.getTime()]
  const longest = Math.max(2 * hour, 1.5 * (over - begun))
  const gapBefore = (index: number): number => (times[index] ?? 0) - (times[index - 1] ?? 0)
  const far = times.flatMap((_time, index) => (index > 0 && gapBefore(index) > longest ? [index] : []))
  const nextToCore = [far.findLast((index) => (times[index] ?? 0) <= begun), far.find((index) => (times[index - 1] ?? 0) >= over)]
  const byWidth = far.filter((index) => !nextToCore.includes(index)).sort((a, b) => gapBefore(b) - gapBefore(a))
  const broken = new Set([...nextToCore, ...byWidth].filter((index) => index !== undefined).slice(0, most - 1))
  const groups: number[][] = []
  times.forEach((time, index) => {
    if (index === 0 || broken.has(index)) groups.push([time])
    else groups.at(-1)?.push(time)
  })
  return groups
}

/** The story itself gets most of the room; what lies apart, by how much there is. */
function weightOf(group: readonly number[], core: { from: Date; to: Date }): number {
  const isCore = group.some((time) => time >= core.from.getTime() && time <= core.to.getTime())
  return Math.sqrt(group.length) * (isCore ? 4 : 1)
}

/** Room shared by weight, and none gets less than the narrowest. */
function shared(room: number, weights: readonly number[]): number[] {
  const spare = Math.max(0, room - narrowest * weights.length)
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return weights.map((weight) => Math.min(narrowest, room / weights.length) + (spare * weight) / sum)
}

/** A little inside the ends, so that nothing stands on a break. */
const inset = 14

function placeOn(stretches: readonly Stretch[], time: number): number {
  const stretch = stretches.find(({ to }) => time <= to) ?? stretches.at(-1)
  if (!stretch) return 0
  const { from, to, left, right } = stretch
  if (to === from) return (left + right) / 2
  const part = Math.min(1, Math.max(0, (time - from) / (to - from)))
  return left + inset + part * (right - left - 2 * inset)
}

const minute = 60_000
const day = 24 * hour
const steps = [1, 2, 5, 10, 15, 30]
  .map((count) => count * minute)
  .concat(
    [1, 2, 3, 6, 12].map((count) => count * hour),
    [1, 2, 7, 14, 30, 91, 365].map((count) => count * day),
  )

/** Moments to write beneath a stretch: at even times, no two nearer than `apart`; at least where it begins. */
export function ticksOf({ from, to, left, right }: Stretch, apart: number): Date[] {
  if (from === to) return [new Date(from)]
  const each = (step: number): number => (step / (to - from)) * (right - left - 2 * inset)
  const step = steps.find((candidate) => each(candidate) >= apart)
  if (step === undefined) return [new Date(from)]
  const first = Math.ceil(from / step) * step
  const ticks = Array.from(
    { length: Math.max(0, Math.floor((to - first) / step) + 1) },
    (_, index) => new Date(first + index * step),
  )
  return ticks.length === 0 ? [new Date(from)] : ticks
}
