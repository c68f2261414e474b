/** Where a node is drawn. `rowBottom` is where the tallest of its row ends. */
export type Box = { x: number; y: number; width: number; height: number; row: number; column: number; rowBottom: number }

export type Route<Link> = { link: Link; path: string; end: { x: number; y: number; down: boolean } }

type Side = 'top' | 'bottom'
type Leg<Link> = { link: Link; from: Box; to: Box; fromSide: Side; toSide: Side; lane: number | null }

/**
 * A way for each link that crosses no node: straight down or up to the next row; further through the gap between two columns;
 * within a row beneath it. Links with an end that is not drawn are left out.
 */
export function routes<Link extends { from: string; to: string }>(
  boxes: ReadonlyMap<string, Box>,
  links: readonly Link[],
): Route<Link>[] {
  const legs = links.flatMap((link): Leg<Link>[] => {
    const from = boxes.get(link.from)
    const to = boxes.get(link.to)
    if (!from || !to || from === to) return []
    const sides: [Side, Side] =
      to.row > from.row ? ['bottom', 'top'] : to.row < from.row ? ['top', 'bottom'] : ['bottom', 'bottom']
    return [
      {
        link,
        from,
        to,
        fromSide: sides[0],
        toSide: sides[1],
        lane: Math.abs(to.row - from.row) > 1 ? laneBetween(from, to) : null,
      },
    ]
  })
  const ports = portsOf(legs)
  const offsets = laneOffsets(legs)
  return legs.map((leg, index) =>
    routeOf(
      leg,
      ports.get(`${index} from`) ?? middle(leg.from),
      ports.get(`${index} to`) ?? middle(leg.to),
      offsets.get(index) ?? 0,
    ),
  )
}

const middle = ({ x, width }: Box): number => x + width / 2

/** The gap left of this column: the one nearest to the way between the two. */
const laneBetween = (from: Box, to: Box): number => (from.column === to.column ? from.column : Math.max(from.column, to.column))

/** Along a side of a node its links stand apart, in the order of where they go. */
function portsOf<Link>(legs: readonly Leg<Link>[]): Map<string, number> {
  const sides = new Map<string, { key: string; towards: number; box: Box }[]>()
  legs.forEach((leg, index) => {
    const ends = [
      { box: leg.from, side: leg.fromSide, other: leg.to, end: 'from' },
      { box: leg.to, side: leg.toSide, other: leg.from, end: 'to' },
    ]
    for (const { box, side, other, end } of ends) {
      const name = `${box.row} ${box.column} ${side}`
      sides.set(name, [...(sides.get(name) ?? []), { key: `${index} ${end}`, towards: middle(other), box }])
    }
  })
  const ports = new Map<string, number>()
  for (const ends of sides.values()) {
    ends.sort((a, b) => a.towards - b.towards)
    ends.forEach(({ key, box }, index) => {
      const apart = Math.min(20, box.width / (ends.length + 1))
      ports.set(key, middle(box) + (index - (ends.length - 1) / 2) * apart)
    })
  }
  return ports
}

/** Links in the same gap run beside each other. */
function laneOffsets<Link>(legs: readonly Leg<Link>[]): Map<number, number> {
  const offsets = new Map<number, number>()
  const lanes = new Set(legs.flatMap(({ lane }) => lane ?? []))
  for (const lane of lanes) {
    const inside = legs.flatMap((leg, index) => (leg.lane === lane ? [index] : []))
    const apart = Math.min(6, 32 / Math.max(1, inside.length))
    inside.forEach((index, place) => {
      offsets.set(index, (place - (inside.length - 1) / 2) * apart)
    })
  }
  return offsets
}

const halfGutter = 22
const bend = 26
const band = 52

function routeOf<Link>(leg: Leg<Link>, startX: number, endX: number, offset: number): Route<Link> {
  const { from, to, link, lane } = leg
  const startY = leg.fromSide === 'bottom' ? from.y + from.height : from.y
  const endY = leg.toSide === 'bottom' ? to.y + to.height : to.y
  const leaves = leg.fromSide === 'bottom' ? from.rowBottom : from.y
  const arrives = leg.toSide === 'bottom' ? to.rowBottom : to.y
  const out = leg.fromSide === 'bottom' ? 1 : -1
  const back = leg.toSide === 'bottom' ? 1 : -1
  const begin = `M${round(startX)} ${round(startY)}V${round(leaves)}`
  const finish = `${round(endX)} ${round(arrives)}V${round(endY)}`
  const end = { x: endX, y: endY, down: leg.toSide === 'top' }
  if (lane === null) {
    const path = `${begin}C${round(startX)} ${round(leaves + out * bend)} ${round(endX)} ${round(arrives + back * bend)} ${finish}`
    return { link, path, end }
  }
  const x = (from.column === lane ? from.x : to.x) - halfGutter + offset
  const there = `C${round(startX)} ${round(leaves + out * bend)} ${round(x)} ${round(leaves + out * bend)} ${round(x)} ${round(leaves + out * band)}`
  const along = `V${round(arrives + back * band)}`
  return {
    link,
    path: `${begin}${there}${along}C${round(x)} ${round(arrives + back * bend)} ${round(endX)} ${round(arrives + back * bend)} ${finish}`,
    end,
  }
}

const round = (value: number): number => Math.round(value * 10) / 10
