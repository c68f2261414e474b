import type { Visibility } from './prompts.ts'

/** What somebody chose for themselves, over all incidents. */
export type PersonSettings = {
  workspaceId: string
  userId: string
  /** Who may see their answers where they do not choose anew; null: they choose each time. */
  visibility: Visibility | null
  /** Whether the wording check leaves them alone. */
  isWordingCheckOff: boolean
  /** Whether they are asked nothing about incidents any more. */
  isNeverAsked: boolean
}

/** As it is for somebody who chose nothing. */
export const usualSettings = (workspaceId: string, userId: string): PersonSettings => ({
  workspaceId,
  userId,
  visibility: null,
  isWordingCheckOff: false,
  isNeverAsked: false,
})
