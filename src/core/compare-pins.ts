import { isForgotten } from './forgotten.ts'
import type { KnownMark } from './stretch.ts'
import { compareTs, pinMark } from './timeline.ts'

/** A pinned message, who pinned it, and when, as a Slack timestamp. */
export type SeenPin = { messageTs: string; userId: string; pinnedTs: string; authorId: string | null }

/**
 * Marks for what was pinned since `sinceTs` and is not known, and marks of pins that are there no longer, as of `asOf`.
 * Pins from before are another story's. Slack still names who has been forgotten; a message has one pin.
 */
export function pinChanges(pins: readonly SeenPin[], marks: readonly KnownMark[], sinceTs: string, asOf: string): KnownMark[] {
  const known = marks.filter(({ emoji, isPresent }) => emoji === pinMark && isPresent)
  const isKnown = ({ messageTs, userId }: SeenPin): boolean =>
    known.some((mark) => mark.messageTs === messageTs && (mark.userId === userId || isForgotten(mark.userId)))
  const put = pins.filter((pin) => compareTs(pin.pinnedTs, sinceTs) >= 0 && !isKnown(pin))
  const taken = known.filter(
    ({ messageTs, userId }) => !pins.some((pin) => pin.messageTs === messageTs && (pin.userId === userId || isForgotten(userId))),
  )
  return [
    ...put.map(({ messageTs, userId, pinnedTs: eventTs }) => ({ ...pinOf(messageTs, userId), isPresent: true, eventTs })),
    ...taken.map((mark) => ({ ...mark, isPresent: false, eventTs: asOf })),
  ]
}

const pinOf = (messageTs: string, userId: string) => ({ messageTs, userId, emoji: pinMark, kind: 'note' as const })
