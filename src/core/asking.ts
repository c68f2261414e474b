/**
 * With what the bot comes to somebody by itself: how they are and a question, the next working day; once more some days after,
 * where there is something that only they can tell; and a month after.
 */
export const rounds = ['first', 'days-after', 'month-after'] as const
export type Round = (typeof rounds)[number]

/** What somebody said to how they are. `not_reached`: whom they asked to call them could not be told. */
export const careStates = ['none', 'all_right', 'call_asked', 'not_reached'] as const
export type Care = (typeof careStates)[number]

/** What is between the bot and one person about one incident. */
export type Asking = {
  incidentId: string
  workspaceId: string
  userId: string
  /** What it comes with next, and when; null where it does not come by itself any more. */
  round: Round
  dueAt: Date | null
  /** When they were first asked how they are; null before. */
  openedAt: Date | null
  /** They want nothing more about this one. */
  isMuted: boolean
  care: Care
  /** Whom they asked to call them. */
  callFromId: string | null
  /** They asked to be asked again. */
  isWished: boolean
  createdAt: Date
}
