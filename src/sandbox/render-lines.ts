/** Columns a text takes in a terminal: two for most emoji and Chinese, Japanese and Korean, none for what joins them. */
export function widthOf(text: string): number {
  return [...text].reduce((sum, character) => sum + columnsOf(character.codePointAt(0) ?? 0), 0)
}

function columnsOf(code: number): number {
  if ((code >= 0x300 && code <= 0x36f) || code === 0x200d || (code >= 0xfe00 && code <= 0xfe0f)) return 0
  const isWide =
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0xa4cf) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xff00 && code <= 0xff60)
  return isWide || (code >= 0x1f300 && code <= 0x1faff) || code === 0x2705 || code === 0x274c || code === 0x26d4 ? 2 : 1
}

export const padTo = (text: string, width: number): string => `${text}${' '.repeat(Math.max(width - widthOf(text), 0))}`

export const indent = (lines: string[], by = '  '): string[] => lines.map((line) => `${by}${line}`.trimEnd())

/** Lines of at most `width` columns, broken between words; a word that is longer stands alone. A list's lines keep their indentation. */
export const wrap = (text: string, width: number): string[] => text.split('\n').flatMap((line) => wrapLine(line, width))

function wrapLine(line: string, width: number): string[] {
  if (widthOf(line) <= width) return [line.trimEnd()]
  const [lead = '', mark = ''] = /^(\s*)([>•-] )?/.exec(line)?.slice(1) ?? []
  const hang = `${lead}${mark.startsWith('>') ? mark : ' '.repeat(mark.length)}`
  const lines: string[] = []
  let current = `${lead}${mark}`
  let isEmpty = true
  for (const word of line.slice(current.length).split(/\s+/)) {
    if (!isEmpty && widthOf(current) + 1 + widthOf(word) > width) {
      lines.push(current)
      current = hang
      isEmpty = true
    }
    current += isEmpty ? word : ` ${word}`
    isEmpty = false
  }
  return [...lines, current]
}

/** Pieces side by side, with a gap between them, in as many lines as they need. */
export function flow(pieces: string[], width: number, gap = ' '): string[] {
  const lines: string[] = []
  for (const piece of pieces) {
    const last = lines.at(-1)
    if (last !== undefined && widthOf(last) + gap.length + widthOf(piece) <= width)
      lines[lines.length - 1] = `${last}${gap}${piece}`
    else lines.push(piece)
  }
  return lines.flatMap((line) => wrap(line, width))
}

/** Rows of cells under each other, each column as wide as its widest cell. */
export function columns(rows: string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => widthOf(row[column] ?? ''))))
  return rows.map((row) =>
    row
      .map((cell, column) => padTo(cell, widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}
