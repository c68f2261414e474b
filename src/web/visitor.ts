import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { readSession } from '../flows/read-session.ts'
import type { Pages, PagesDesk, Visitor } from './desk.ts'

/** The cookie that says who somebody is. */
export const sessionCookie = 'second-story'

/** Who is looking; null where nobody is signed in. From time to time Slack is asked whether they still have an account. */
export async function visitorOf(pages: Pages, desk: PagesDesk, request: IncomingMessage): Promise<Visitor | null> {
  const token = pages.cookies.read(request, sessionCookie)
  if (token === null) return null
  const { ctx, workspaceId } = desk
  let signedIn = await readSession(ctx, { workspaceId, token })
  if (signedIn && !signedIn.isFresh) {
    await desk.meetAgain(signedIn.viewer.userId)
    signedIn = await readSession(ctx, { workspaceId, token })
  }
  return signedIn && { viewer: signedIn.viewer, name: signedIn.name, formKey: formKeyOf(token) }
}

/** Bound to the session, and no way back to it. */
const formKeyOf = (token: string): string => createHash('sha256').update(`form:${token}`).digest('base64url')

/** Whether a form is one that we showed to this very session. */
export const isOwnForm = (visitor: Visitor, form: URLSearchParams): boolean => isSame(form.get('formKey') ?? '', visitor.formKey)

/** Browsers say of every form from where it was sent. */
export const comesFromHere = (publicUrl: string, { headers }: IncomingMessage): boolean => headers.origin === publicUrl

const isSame = (a: string, b: string): boolean => {
  const [one, other] = [Buffer.from(a), Buffer.from(b)]
  return one.length === other.length && timingSafeEqual(one, other)
}
