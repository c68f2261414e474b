import type { Ctx } from '../context.ts'
import type { Person } from '../core/people.ts'
import { mayUsePages } from '../core/session.ts'
import { savePerson } from '../store/people.ts'
import { deleteSessionsOf } from '../store/sessions.ts'

/** Keeps what Slack says of somebody now. Whose account is gone is signed out everywhere. */
export async function recordPerson(ctx: Ctx, person: Person): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    await savePerson(tx, person, ctx.clock.now())
    if (!mayUsePages(person)) await deleteSessionsOf(tx, person.workspaceId, person.userId)
  })
}
