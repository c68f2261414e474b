import type { Ctx } from '../context.ts'
import { deleteSession } from '../store/sessions.ts'
import { sessionIdOf } from './session-token.ts'

/** Ends the session of one browser. */
export async function signOut(ctx: Ctx, token: string): Promise<void> {
  await ctx.db.statement((tx) => deleteSession(tx, sessionIdOf(token)))
}
