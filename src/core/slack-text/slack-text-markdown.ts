/**
 * People's text inside Markdown: no heading, list, link, picture, table, code, HTML, comment or template of theirs comes to
 * life. Lines stay lines (a hard break between them); where the text is put into a list or a quotation, `indent` goes
 * before each further line.
 * Source of what a backslash can hold: https://spec.commonmark.org/0.31.2/#backslash-escapes
 */
export function escapeMarkdown(text: string, indent = ''): string {
  const lines = text.replace(lineEnds, '\n').replace(invisible, '').trim().split('\n').map(escapeLine)
  return lines.map((line, at) => (at === 0 ? line : `${line === '' ? indent.trimEnd() : indent}${line}`)).join('  \n')
}

const lineEnds = /\r\n?|[\v\f\u0085\u2028\u2029]/g

/** Control characters, those that turn the direction of what follows, and two that are none. */
const invisible = /(?![\t\n])\p{Cc}|[\u202a-\u202e\u2066-\u2069\ufffe\uffff]/gu

/** Round brackets are left alone: without square ones before them they link to nothing. */
function escapeLine(line: string): string {
  const indented = /^[ \t]*/.exec(line)?.[0] ?? ''
  const rest = line.slice(indented.length).trimEnd()
  return (
    keptSpaces(indented) + rest.replace(/[\\`*_{}[\]#|~$^<>&]/g, escapeCharacter).replace(/^(\d{1,9})([.)])|^([-+=:])/, opener)
  )
}

/** Four spaces would be code; spaces that do not break are only spaces. */
const keptSpaces = (spaces: string): string => spaces.replace(/\t/g, '  ').replace(/ /g, '\u00a0')

const inHtml: Record<string, string> = { '<': '&lt;', '>': '&gt;', '&': '&amp;' }
const escapeCharacter = (character: string): string => inHtml[character] ?? `\\${character}`

/** What makes a list, a rule, a heading or a block only at the start of a line. */
const opener = (_all: string, number?: string, stop = '', sign = ''): string =>
  number === undefined ? `\\${sign}` : `${number}\\${stop}`
