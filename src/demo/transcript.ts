import type { Writable } from 'node:stream'

/** What the demo prints: headings, what people do, and what they see. */
export type Transcript = {
  /** A new moment: its time and what happens. */
  moment(time: string, title: string): void
  /** Somebody does something; `where` is a channel, or nothing. */
  does(person: string, what: string): void
  /** Somebody sees something: text in lines, in a frame of its own. */
  sees(person: string, text: string): void
  /** The voice of the demo itself. */
  aside(text: string): void
}

/** How wide the transcript is, in columns; what people see stands in a frame of four. */
export const columns = 96
export const columnsSeen = columns - 4

const styles = { bold: '1', dim: '2', person: '36', time: '33' } as const

/** A stream that may be a terminal; `hasColors` follows NO_COLOR and FORCE_COLOR. */
type Out = Writable & { hasColors?(): boolean }

/** Prints to a stream as things happen; in colour on a terminal that has some, plain elsewhere. */
export function createTranscript(out: Out): Transcript {
  const isColoured = out.hasColors?.() ?? false
  const paint = (style: keyof typeof styles, text: string): string =>
    isColoured ? `\u001b[${styles[style]}m${text}\u001b[0m` : text
  const line = (text: string): void => void out.write(`${text}\n`)
  return {
    moment: (time, title) => line(`\n${paint('time', time)} · ${paint('bold', title)}`),
    does: (person, what) => line(`  ${paint('person', person)} ${what}`),
    sees: (person, text) => {
      line(`  ${paint('person', person)} ${paint('dim', 'sees')}`)
      for (const each of text.split('\n')) line(`  ${paint('dim', '│')} ${each}`.trimEnd())
    },
    aside: (text) => line(paint('dim', text)),
  }
}
