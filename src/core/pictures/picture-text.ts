import { oneLine } from '../question.ts'

/** How wide a character is, in parts of the size of the letters: those of DejaVu Sans, which is wider than what most pages have. */
function widthOf(character: string): number {
  const known = widths.get(character)
  if (known !== undefined) return known
  const width = measured(character)
  widths.set(character, width)
  return width
}

/** Those that were asked for: a picture of a long timeline asks a hundred thousand times, for a hundred characters. */
const widths = new Map<string, number>()

function measured(character: string): number {
  if (/[ilj.,:;'|!]/.test(character)) return 0.34
  if (/[ftr()[\]{}"“”‘’\- ]/.test(character)) return 0.42
  if (/[mwMW@%—]/.test(character)) return 0.98
  if (/[\p{Lu}]/u.test(character)) return 0.74
  if (/[\p{Ll}\p{N}]/u.test(character)) return 0.63
  if (/[\p{Mark}\p{Cf}]/u.test(character)) return 0
  return 1.05
}

/** How wide a line is at most, at this size of its letters. */
export const textWidth = (text: string, size: number): number =>
  [...text].reduce((sum, character) => sum + widthOf(character), 0) * size

/** A text on one line that fits, with an ellipsis where something was left out; empty where not even one character fits. */
export function fitted(text: string, width: number, size: number): string {
  const line = oneLine(text)
  if (textWidth(line, size) <= width) return line
  const room = width / size - widthOf('…')
  let used = 0
  let kept = ''
  for (const character of line) {
    used += widthOf(character)
    if (used > room) break
    kept += character
  }
  return kept.trimEnd() === '' ? '' : `${kept.trimEnd()}…`
}

/** A text in lines that fit, broken between words where that can be; the last ends in an ellipsis where more would follow. */
export function wrapped(text: string, width: number, size: number, most: number): string[] {
  const lines: string[] = []
  let rest = oneLine(text)
  while (rest !== '' && lines.length < most) {
    const line = lines.length === most - 1 ? fitted(rest, width, size) : headOf(rest, width, size)
    if (line === '') break
    lines.push(line.trimEnd())
    rest = lines.length === most ? '' : rest.slice(line.length).trimStart()
  }
  return lines
}

/** As much of a text as fits on a line: up to a space, or in the middle of a word that is longer than the line. */
function headOf(text: string, width: number, size: number): string {
  const room = width / size
  let used = 0
  let end = 0
  let space = 0
  for (const character of text) {
    used += widthOf(character)
    if (used > room) return text.slice(0, space > 0 ? space : end)
    end += character.length
    if (character === ' ') space = end
  }
  return text
}
