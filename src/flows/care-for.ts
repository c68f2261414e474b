import type { Ctx } from '../context.ts'
import type { Person } from '../core/people.ts'
import type { Tx } from '../store/db.ts'
import { findPerson } from '../store/people.ts'
import { findReview } from '../store/reviews.ts'

/**
 * Whom somebody may ask to call them: the host of the review, then who the settings name. `careIds` may stand behind the button,
 * once Slack has said who they are; `carePerson` is the first of them who does, null where there is nobody but themselves.
 */
export async function careFor(
  tx: Tx,
  { config }: Ctx,
  incidentId: string,
  { workspaceId, userId }: Pick<Person, 'workspaceId' | 'userId'>,
): Promise<{ careIds: string[]; carePerson: Person | null }> {
  const hostId = (await findReview(tx, incidentId))?.hostId ?? null
  const careIds = [hostId, config.care].flatMap((careId) => careId ?? [])
  for (const careId of careIds) {
    const found = careId === userId ? null : await findPerson(tx, workspaceId, careId)
    if (found && !found.isDeleted && !found.isBot) return { careIds, carePerson: found }
  }
  return { careIds, carePerson: null }
}
