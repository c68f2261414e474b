import type { KnownMark, Seen, Wording } from './stretch.ts'
import { compareTs, type EntryKind, isReaction } from './timeline.ts'

/**
 * Marks that are on a message and not known, and known ones that are no longer on it. Those of newer events are left alone, and
 * those that are no reactions.
 */
export function markChanges(
  { ts: messageTs, reactions }: Seen<Wording>,
  marks: readonly KnownMark[],
  asOf: string,
  kindOf: (emoji: string) => EntryKind | undefined,
): KnownMark[] {
  const own = marks.filter((mark) => mark.messageTs === messageTs && isReaction(mark))
  const isPut = (emoji: string, userId: string) =>
    own.some((mark) => mark.emoji === emoji && mark.userId === userId && (mark.isPresent || compareTs(mark.eventTs, asOf) >= 0))
  const put = reactions.flatMap(({ emoji, userIds }) => {
    const kind = kindOf(emoji)
    return kind ? userIds.filter((userId) => !isPut(emoji, userId)).map((userId) => ({ emoji, userId, kind })) : []
  })
  const isStillOn = ({ emoji, userId }: KnownMark): boolean =>
    reactions.some((each) => each.emoji === emoji && (!each.isComplete || each.userIds.includes(userId)))
  const taken = own.filter((mark) => mark.isPresent && compareTs(mark.eventTs, asOf) < 0 && !isStillOn(mark))
  return [
    ...put.map((mark, index) => ({ ...mark, messageTs, isPresent: true, eventTs: inOrder(asOf, index) })),
    ...taken.map((mark) => ({ ...mark, isPresent: false, eventTs: asOf })),
  ]
}

/** Slack lists people in the order in which they reacted: a millionth of a second apart, they keep it. */
function inOrder(asOf: string, index: number): string {
  const [seconds = '0'] = asOf.split('.')
  return `${seconds}.${String(index).padStart(6, '0')}`
}
