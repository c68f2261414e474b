import type { Released } from './prompts.ts'

/** Where a merged answer is: among the others, on its way to them, waiting for more people, or not published for want of them. */
export type MergedStanding = 'stands' | 'when-open' | 'when-published' | 'too-few' | 'left-out'

/** How a released answer stands before its readers, in the very words. For its writer. `hostName` is null for somebody whom the bot does not know by name; `isHost`: whether that person hosts the review still. */
export type Reading =
  | { kind: 'review'; how: Released; sentence: string; isOpen: boolean }
  | { kind: 'host'; hostName: string | null; sentence: string; isOpen: boolean; isHost: boolean }
  | { kind: 'merged'; sentence: string; standing: MergedStanding; receipt: string | null }
