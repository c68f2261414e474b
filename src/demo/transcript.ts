import type { Writable } from 'node:stream'
import { indent, padTo, widthOf, wrap } from '../sandbox/render-lines.ts'

/** What the demo prints, as it happens. Texts may have several lines; long ones are wrapped. */
export type Transcript = {
  /** A new moment. The day, with its place, is printed where it is another than before. */
  moment(day: string, time: string, title: string): void
  /** Somebody does or says something. */
  does(person: string, what: string): void
  /** Somebody sees something: in a frame, or in one line where that is all. */
  sees(person: string, where: string, text: string): void
  /** What several people see at the same moment, in columns beside each other. */
  beside(views: readonly { person: string; text: string }[]): void
  /** The voice of the demo itself. */
  aside(text: string): void
}

/** In columns: the transcript, and what people see in its frame. */
export const columns = 100
export const columnsSeen = columns - 4

const styles = { bold: '1', dim: '2', when: '33', person: '36' } as const

/** A stream that may be a terminal: `hasColors` heeds NO_COLOR, FORCE_COLOR and TERM. */
export type Out = Pick<Writable, 'write'> & { hasColors?(): boolean }

/** Prints to a stream, until it is over: in colour on a terminal that has some, plain elsewhere. */
export function createTranscript(out: Out, isOver: AbortSignal): Transcript {
  const isColoured = out.hasColors?.() ?? false
  const paint = (style: keyof typeof styles, text: string): string =>
    isColoured ? `\u001b[${styles[style]}m${text}\u001b[0m` : text
  const print = (lines: string[]): void => {
    if (!isOver.aborted) out.write(`${lines.join('\n')}\n`)
  }
  let lastDay = ''
  return {
    moment: (day, time, title) => {
      const when = day === lastDay ? time : `${day}, ${time}`
      lastDay = day
      print(['', `${paint('when', when)} · ${paint('bold', title)}`])
    },
    does: (person, what) => {
      const [first = '', ...rest] = wrap(`${person} ${what}`, columns - 4)
      print([`  ${paint('person', person)}${first.slice(person.length)}`, ...indent(rest, '    ')])
    },
    sees: (person, where, text) => {
      const sees = `  ${paint('person', person)} sees${where}:`
      const lines = text.split('\n')
      if (lines.length === 1 && widthOf(`  ${person} sees${where}: ${text}`) <= columns) print([`${sees} ${text}`])
      else print([sees, ...lines.map((line) => `  ${paint('dim', '│')} ${line}`.trimEnd())])
    },
    beside: (views) => {
      const width = Math.floor((columns - 4) / views.length) - 3
      const texts = views.map(({ text }) => text.split('\n').flatMap((line) => wrap(line, width)))
      const heads = views.map(({ person }) => `${paint('person', person)}${padTo(person, width).slice(person.length)}`)
      const lines = Array.from({ length: Math.max(...texts.map((text) => text.length)) }, (_, at) =>
        texts.map((text) => padTo(text[at] ?? '', width)),
      )
      print([heads, ...lines].map((cells) => `  ${cells.join(paint('dim', ' │ '))}`.trimEnd()))
    },
    aside: (text) => print(wrap(text, columns).map((line) => paint('dim', line))),
  }
}
