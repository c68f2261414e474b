import type { Ctx } from '../context.ts'
import type { Person } from '../core/people.ts'
import type { Tx } from '../store/db.ts'
import { findPerson } from '../store/people.ts'
import { findReview } from '../store/reviews.ts'

/** Who may stand behind the button, once Slack has said who they are: the host of the review, then who the settings name. */
export async function careIds(tx: Tx, { config }: Ctx, incidentId: string): Promise<string[]> {
  const hostId = (await findReview(tx, incidentId))?.hostId ?? null
  return [hostId, config.care].flatMap((careId) => careId ?? [])
}

/** Whom somebody may ask to call them: the first of these whom the bot has met; null where there is nobody but themselves. */
export async function careFor(
  tx: Tx,
  ctx: Ctx,
  incidentId: string,
  { workspaceId, userId }: Pick<Person, 'workspaceId' | 'userId'>,
): Promise<Person | null> {
  for (const careId of await careIds(tx, ctx, incidentId)) {
    const found = careId === userId ? null : await findPerson(tx, workspaceId, careId)
    if (found && !found.isDeleted && !found.isBot) return found
  }
  return null
}
