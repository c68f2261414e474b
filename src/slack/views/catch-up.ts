import { type Mended, mendedText } from '../../core/mended.ts'
import { durationText } from '../../core/time-text.ts'
import { context, type Message, message } from '../blocks.ts'

/** An absence that nobody need have noticed, in milliseconds. */
const short = 60_000

/** What was mended in log and timeline after the bot was away for so many milliseconds, or missed something: one quiet line. */
export function catchUpMessage(mended: Mended, away: number): Message {
  const text =
    away < short
      ? `Caught up with this channel: ${mendedText(mended)}.`
      : `Back after ${durationText(away)} away: ${mendedText(mended)} caught up.`
  return message(text, [context(text)])
}
