import { Refusal } from '../core/refusal.ts'

/** What somebody may see; null where they may not (any more), so that there is nothing to show them. */
export async function seenBy<Read>(read: () => Promise<Read>): Promise<Read | null> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}
