import type { Ctx } from '../context.ts'
import { checkMayUsePages, newSession } from '../core/session.ts'
import { findPerson } from '../store/people.ts'
import { deleteSession, insertSession } from '../store/sessions.ts'
import { newToken, sessionIdOf } from './session-token.ts'

/**
 * Begins a session for somebody of whom Slack has said who they are, and ends the one that their browser had.
 * @param input.replaces what the browser held before, or null
 * @returns what the browser is to hold, and no one else
 * @throws Refusal where they get no pages
 */
export async function signIn(
  ctx: Ctx,
  input: { workspaceId: string; userId: string; replaces: string | null },
): Promise<{ token: string; expiresAt: Date }> {
  const { workspaceId, userId } = input
  const token = newToken()
  return ctx.db.transaction(async (tx) => {
    checkMayUsePages(await findPerson(tx, workspaceId, userId))
    if (input.replaces !== null) await deleteSession(tx, sessionIdOf(input.replaces))
    const session = newSession({ id: sessionIdOf(token), workspaceId, userId }, ctx.clock.now())
    await insertSession(tx, session)
    return { token, expiresAt: session.expiresAt }
  })
}
