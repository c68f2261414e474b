import type { Ctx } from '../context.ts'
import { mayUsePages, seenAgain } from '../core/session.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { findPerson, listStrangers } from '../store/people.ts'
import { findSession, saveSession } from '../store/sessions.ts'
import { sessionIdOf } from './session-token.ts'

/** Who is signed in. `isFresh`: what is known of them is what Slack said a few minutes ago. */
export type SignedIn = { viewer: PersonViewer; name: string; isFresh: boolean }

/** Slack is asked so often whether somebody still has an account, in milliseconds, while they use the pages. */
export const accountHolds = 10 * 60_000

/** Who holds this token; null where nobody does, or not any more. */
export async function readSession(ctx: Ctx, input: { workspaceId: string; token: string }): Promise<SignedIn | null> {
  const { workspaceId } = input
  const now = ctx.clock.now()
  return ctx.db.transaction(async (tx) => {
    const session = await findSession(tx, sessionIdOf(input.token))
    if (session?.workspaceId !== workspaceId || session.expiresAt <= now) return null
    const { userId } = session
    const person = await findPerson(tx, workspaceId, userId)
    if (!person || !mayUsePages(person)) return null
    const used = seenAgain(session, now)
    if (used) await saveSession(tx, used)
    const strangers = await listStrangers(tx, workspaceId, [userId], new Date(now.getTime() - accountHolds))
    return { viewer: { kind: 'person', workspaceId, userId }, name: person.name, isFresh: strangers.length === 0 }
  })
}
