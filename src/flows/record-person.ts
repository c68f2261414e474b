import type { Ctx } from '../context.ts'
import type { Person } from '../core/people.ts'
import { savePerson } from '../store/people.ts'

/** Keeps what Slack says of somebody now. */
export async function recordPerson(ctx: Ctx, person: Person): Promise<void> {
  await ctx.db.transaction((tx) => savePerson(tx, person, ctx.clock.now()))
}
