import type { Ctx } from '../context.ts'
import type { Person } from '../core/people.ts'
import type { Tx } from '../store/db.ts'
import { findPerson } from '../store/people.ts'
import { findReview } from '../store/reviews.ts'

/** Whom somebody may ask to call them: the host of the review, or who the settings name; null where there is nobody but themselves. */
export async function careFor(
  tx: Tx,
  { config }: Ctx,
  incidentId: string,
  person: Pick<Person, 'workspaceId' | 'userId'>,
): Promise<Person | null> {
  const host = (await findReview(tx, incidentId))?.hostId ?? null
  for (const userId of [host, config.care]) {
    const found = userId === null || userId === person.userId ? null : await findPerson(tx, person.workspaceId, userId)
    if (found && !found.isDeleted && !found.isBot) return found
  }
  return null
}
