import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

/** A text in the code that somebody may come to read: where it stands, and the text with a person in the place of each slot. */
export type Said = { at: string; text: string }

const source = new URL('../../src/', import.meta.url).pathname

/** Tables that hold what is refused, generated code, and places where people speak: the stand-in for Slack, and the demo. */
const left = /^(?:generated|sandbox|demo)\/|^core\/(?:never-ask-rules|wording\/wording-(?:rules|words|names|match)[\w-]*)\.ts$/

/** Every text of at least two words in `src`, but for the tables of what is refused and what people say in the demo. */
export function stringsSaid(): Said[] {
  return readdirSync(source, { recursive: true, encoding: 'utf8' })
    .map((file) => relative(source, join(source, file)))
    .filter((file) => file.endsWith('.ts') && !left.test(file))
    .toSorted()
    .flatMap((file) => textsIn(readFileSync(join(source, file), 'utf8')).map((text) => ({ at: `src/${file}`, text })))
    .filter(({ text }) => /\p{L}\s+\S*\p{L}/u.test(text))
}

/** A comment, a pattern (where one can begin), a text in quotes, the text of a template up to its slot or end, a brace, or anything else. */
const piece =
  /\/\/.*|\/\*[\s\S]*?\*\/|(?<=[=(,:[!&|?{};\n]\s*|return )\/(?![/*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|[`{}]|[^`{}'"/]+|[\s\S]/y
const templateText = /(?:\\[\s\S]|\$(?!\{)|[^`\\$])*/y

/** The texts in quotes and templates of a file of TypeScript, in the order in which they end. */
export function textsIn(code: string): string[] {
  const texts: string[] = []
  const open: { text: string; braces: number }[] = []
  let at = 0
  const take = (pattern: RegExp): string => {
    pattern.lastIndex = at
    const found = pattern.exec(code)?.[0] ?? ''
    at += found.length
    return found
  }
  const takeTemplate = (text: string): void => {
    const whole = text + take(templateText)
    if (code.startsWith('${', at)) open.push({ text: `${whole}she`, braces: 0 })
    else texts.push(plain(whole))
    at += code.startsWith('${', at) ? 2 : 1
  }
  while (at < code.length) {
    const found = take(piece)
    const inner = open.at(-1)
    if (found === '`') takeTemplate('')
    else if (found === '{' && inner) inner.braces += 1
    else if (found === '}' && inner && inner.braces > 0) inner.braces -= 1
    else if (found === '}' && inner) takeTemplate(open.pop()?.text ?? '')
    else if (/^['"]/.test(found) && found.length > 1) texts.push(plain(found.slice(1, -1)))
  }
  return texts
}

const plain = (text: string): string =>
  text
    .replace(/\\u\{?([0-9a-fA-F]{4,5})\}?/g, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/\\n/g, '\n')
    .replace(/\\(.)/g, '$1')
