import type { ChangeState } from './material/material-fields.ts'
import { Refusal } from './refusal.ts'

/** How a change can have ended, or not, when somebody says what came of it. */
export type ChangeEnd = Extract<ChangeState, 'agreed' | 'done' | 'dropped'>

/** @throws Refusal where there are no words */
export function groundsFrom(text: string): string {
  const words = text.trim()
  if (words !== '') return words
  throw new Refusal('Say on which grounds it is declined: they are kept beside it, for whoever thinks of it again.', 'grounds')
}

/** @throws Refusal where there are no words */
export function outcomeFrom(text: string): string {
  const words = text.trim()
  if (words !== '') return words
  throw new Refusal('Say what came of it, in a sentence: what is different now, for better or worse.', 'outcome')
}
