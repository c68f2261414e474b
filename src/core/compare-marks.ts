import { isForgotten } from './forgotten.ts'
import type { KnownMark, Seen, Wording } from './stretch.ts'
import { compareTs, type EntryKind, isReaction } from './timeline.ts'

/**
 * Marks that are on a message and not known, and known ones that are no longer on it. Those of newer events are left alone, and
 * those that are no reactions. Slack still names who has been forgotten: their mark stands for whoever reacted first of those who
 * are not known.
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
  const forgotten = (emoji: string) => own.filter((mark) => mark.emoji === emoji && mark.isPresent && isForgotten(mark.userId))
  const unknown = (emoji: string, userIds: readonly string[]) => userIds.filter((userId) => !isPut(emoji, userId))
  const put = reactions.flatMap(({ emoji, userIds }) => {
    const kind = kindOf(emoji)
    const fresh = unknown(emoji, userIds).slice(forgotten(emoji).length)
    return kind ? fresh.map((userId) => ({ emoji, userId, kind })) : []
  })
  const isStillOn = (mark: KnownMark): boolean =>
    reactions.some(({ emoji, userIds, isComplete }) => {
      if (emoji !== mark.emoji) return false
      const place = forgotten(emoji).indexOf(mark)
      return !isComplete || (place < 0 ? userIds.includes(mark.userId) : place < unknown(emoji, userIds).length)
    })
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
