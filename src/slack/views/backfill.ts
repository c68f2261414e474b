import { durationText } from '../../core/time-text.ts'
import { context, type Message, message } from '../blocks.ts'

/**
 * How far reading what was written before has come.
 * @param parts.span how much time is read, in milliseconds
 * @param parts.kept how many messages are on the timeline, once all is read; null until then
 */
export function backfillMessage(parts: { span: number; read: number; threadsLeft: number; kept: number | null }): Message {
  const text = parts.kept === null ? underWay(parts) : `${readText('Read', parts)}. ${keptText(parts.kept)}`
  return message(text, [context(text)])
}

const underWay = (parts: { span: number; read: number; threadsLeft: number }): string =>
  `${readText('Reading', parts)} so far${parts.threadsLeft > 0 ? `, ${counted(parts.threadsLeft, 'thread')} to go` : ''}.`

const readText = (verb: string, { span, read }: { span: number; read: number }): string =>
  `${verb} the last ${durationText(span)}: ${counted(read, 'message')}`

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`

/** A reaction and a pin are what people themselves have said about it. */
const keptText = (kept: number): string =>
  kept === 0
    ? 'Nobody has kept one of them yet, by a reaction or a pin.'
    : `On the timeline, by a reaction or a pin: ${kept === 1 ? 'one of them' : `${kept} of them`}.`
