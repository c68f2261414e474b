/** A node of the web, by its name as a source. `at` is since when it was so; null where nobody knows. */
export type WebNode = { ref: string; at: Date | null }
export type WebLink = { from: string; to: string }

/** Where a node stands: rows from above, columns from the left. */
export type Slot = { row: number; column: number }

/**
 * Rows from the oldest to the newest, so that what made something possible stands above it where the dates and the links
 * allow; what goes round in a circle stays where its dates put it. The same nodes and links give the same places, in whatever
 * order they come.
 */
export function placesInWeb(nodes: readonly WebNode[], links: readonly WebLink[], columns: number): Map<string, Slot> {
  const byDate = dated(nodes, links).sort(compareNodes)
  const rowOf = new Map<string, number>()
  const taken: number[] = []
  const before = sourcesOf(nodes, links)
  byDate.forEach((node, index) => {
    const earliest = Math.floor(index / columns)
    const behind = (before.get(node.ref) ?? []).map((ref) => (rowOf.get(ref) ?? -1) + 1)
    let row = Math.max(earliest, ...behind)
    while ((taken[row] ?? 0) >= columns) row++
    taken[row] = (taken[row] ?? 0) + 1
    rowOf.set(node.ref, row)
  })
  return inColumns(byDate, withoutGaps(rowOf), before, columns)
}

/** Where nobody knows since when, what it led on to gives the latest moment that it can have. */
function dated(nodes: readonly WebNode[], links: readonly WebLink[]): WebNode[] {
  const times = new Map(nodes.map(({ ref, at }) => [ref, at?.getTime() ?? Number.POSITIVE_INFINITY]))
  const open = new Set(nodes.filter(({ at }) => at === null).map(({ ref }) => ref))
  const behind = links.filter(({ from, to }) => from !== to && open.has(from))
  for (let isMoving = true; isMoving; ) {
    isMoving = false
    for (const { from, to } of behind) {
      const latest = (times.get(to) ?? Number.POSITIVE_INFINITY) - (open.has(to) ? 0 : 1)
      if (latest >= (times.get(from) ?? Number.POSITIVE_INFINITY)) continue
      times.set(from, latest)
      isMoving = true
    }
  }
  return nodes.map(({ ref }) => {
    const time = times.get(ref) ?? Number.POSITIVE_INFINITY
    return { ref, at: Number.isFinite(time) ? new Date(time) : null }
  })
}

/** By date, those without one last; then by name, numbers as numbers. */
function compareNodes(a: WebNode, b: WebNode): number {
  const difference = (a.at?.getTime() ?? Number.POSITIVE_INFINITY) - (b.at?.getTime() ?? Number.POSITIVE_INFINITY)
  return difference === 0 || Number.isNaN(difference) ? compareRefs(a.ref, b.ref) : difference
}

export const compareRefs = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0)

function sourcesOf(nodes: readonly WebNode[], links: readonly WebLink[]): Map<string, string[]> {
  const known = new Set(nodes.map(({ ref }) => ref))
  const found = new Map<string, string[]>(nodes.map(({ ref }) => [ref, []]))
  for (const { from, to } of links) if (from !== to && known.has(from)) found.get(to)?.push(from)
  return found
}

function withoutGaps(rowOf: Map<string, number>): Map<string, number> {
  const used = [...new Set(rowOf.values())].sort((a, b) => a - b)
  return new Map([...rowOf].map(([ref, row]) => [ref, used.indexOf(row)]))
}

/** Each below the middle of what it came from, as near as the others of its row allow. */
function inColumns(
  ordered: readonly WebNode[],
  rowOf: Map<string, number>,
  before: Map<string, string[]>,
  columns: number,
): Map<string, Slot> {
  const slots = new Map<string, Slot>()
  const rows = Math.max(-1, ...rowOf.values()) + 1
  for (let row = 0; row < rows; row++) {
    const here = ordered.filter(({ ref }) => rowOf.get(ref) === row)
    const wish = (ref: string): number => {
      const above = (before.get(ref) ?? []).flatMap((from) => slots.get(from)?.column ?? [])
      return above.length === 0 ? (columns - 1) / 2 : above.reduce((sum, column) => sum + column, 0) / above.length
    }
    const wished = here.map(({ ref }) => ({ ref, wish: wish(ref) })).sort((a, b) => a.wish - b.wish || compareRefs(a.ref, b.ref))
    const chosen = nearestColumns(
      wished.map((each) => each.wish),
      columns,
    )
    wished.forEach(({ ref }, index) => {
      slots.set(ref, { row, column: chosen[index] ?? index })
    })
  }
  return slots
}

/** Different columns, rising, as near to the wishes as can be. */
function nearestColumns(wishes: readonly number[], columns: number): number[] {
  let best: { cost: number; chosen: number[] } | null = null
  for (const chosen of rising(wishes.length, columns, 0)) {
    const cost = wishes.reduce((sum, wish, index) => sum + Math.abs(wish - (chosen[index] ?? 0)), 0)
    if (!best || cost < best.cost) best = { cost, chosen }
  }
  return best?.chosen ?? []
}

/** Every way to choose so many columns from left to right: few, as a row has at most five. */
function rising(count: number, columns: number, from: number): number[][] {
  if (count === 0) return [[]]
  const ways: number[][] = []
  for (let first = from; first <= columns - count; first++)
    for (const rest of rising(count - 1, columns, first + 1)) ways.push([first, ...rest])
  return ways
}
