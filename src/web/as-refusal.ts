import { Refusal } from '../core/refusal.ts'

/** For `catch`: an expected "no" is an answer. @throws what is no refusal */
export function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  throw error
}
