/** What is aimed at, in the unit of the figure. */
export type Aim = { atMost: number } | { atLeast: number }

/** One measured number. Without an aim it is printed only. */
export type Figure = { name: string; value: number; unit: string; aim: Aim | null; note?: string }

/** One entry of the table of benchmarks: what `npm run bench -- <name>` runs. */
export type Benchmark = {
  name: string
  about: string
  /** @param say tells whoever waits what is being done, in one line */
  run(say: (line: string) => void): Promise<Figure[]>
}

/** Whether the value, as it is printed, is what is aimed at; null where nothing is. */
export function holds({ value, aim }: Figure): boolean | null {
  if (aim === null) return null
  return 'atMost' in aim ? rounded(value) <= aim.atMost : rounded(value) >= aim.atLeast
}

/** For scripts: one line a figure. `aim` is in the same unit as `value`; `holds` says whether it is met. Both are null where nothing is aimed at. */
export function jsonLine(figure: Figure): string {
  const { name, value, unit, aim } = figure
  return JSON.stringify({ name, value: rounded(value), unit, aim: aim && limitOf(aim), holds: holds(figure) })
}

/** For people: the figures in columns, with what there is to say of them. */
export function table(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [figure.name, shown(figure), aimText(figure), verdict(figure), figure.note ?? ''])
  const all = [['figure', 'value', 'aim', '', ''], ...rows]
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)))
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

const shown = ({ value, unit }: Figure): string => `${rounded(value)} ${unit}`
const limitOf = (aim: Aim): number => ('atMost' in aim ? aim.atMost : aim.atLeast)
const verdict = (figure: Figure): string => ({ true: 'holds', false: 'missed', null: '' })[`${holds(figure)}`]

function aimText({ aim, unit }: Figure): string {
  if (aim === null) return ''
  return `${'atMost' in aim ? 'at most' : 'at least'} ${limitOf(aim)} ${unit}`
}

/** Three digits are enough for a measurement; whole numbers stay what they are. */
const rounded = (value: number): number => (Number.isInteger(value) ? value : Number(value.toPrecision(3)))

/** The one in the middle; of an even number, the lower of the two there. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

/** The smallest value that at least this share of them do not exceed. @throws Error where there are none */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const found = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)]
  if (found === undefined) throw new Error('there is nothing to take the middle of')
  return found
}
