import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import { html } from '../core/html.ts'
import { Refusal } from '../core/refusal.ts'
import { signIn } from '../flows/sign-in.ts'
import type { Pages, PagesDesk } from './desk.ts'
import { localPath } from './local-path.ts'
import { answerGoTo, answerPage } from './page.ts'
import { notReady, type Refused, refusalPage } from './refusal-pages.ts'
import { queryOf, type Route } from './server.ts'
import { sessionCookie } from './visitor.ts'

/** Where Slack sends a browser back to: it stands in the manifest. */
export const callbackPath = '/sign-in/callback'

/** So long somebody may take on Slack's page, in seconds. */
const attemptLives = 600

/** What the browser keeps while it is at Slack's: one cookie for each attempt, since several pages may ask at once. */
const attemptCookie = (state: string): string => `sign-in-${state}`
const attempt = z.object({ nonce: z.string(), to: z.string() })

const random = (): string => randomBytes(24).toString('base64url')

/** The way in, which is open to everybody. */
export function signInRoutes(pages: Pages): Route[] {
  const withDesk =
    (answer: (desk: PagesDesk, request: IncomingMessage, response: ServerResponse) => Promise<void>): Route['answer'] =>
    async (request, response) => {
      const desk = pages.desk()
      if (desk) await answer(desk, request, response)
      else answerPage(response, pages, null, notReady)
    }
  return [
    {
      method: 'GET',
      path: '/sign-in',
      answer: withDesk(async (desk, request, response) => begin(pages, desk, request, response)),
    },
    { method: 'GET', path: callbackPath, answer: withDesk((desk, request, response) => finish(pages, desk, request, response)) },
    { method: 'GET', path: '/signed-out', answer: async (_request, response) => answerPage(response, pages, null, signedOut) },
  ]
}

const signedOut = {
  title: 'Signed out',
  main: html`<h1>You are signed out</h1>
<p>Everything is in Slack, too.</p>
<p><a class="button" href="/sign-in">Sign in with Slack</a></p>`,
}

function begin(pages: Pages, desk: PagesDesk, request: IncomingMessage, response: ServerResponse): void {
  const [state, nonce] = [random(), random()]
  const to = localPath(queryOf(request).get('to'), pages.publicUrl)
  pages.cookies.set(response, attemptCookie(state), asCookie({ nonce, to }), attemptLives)
  answerGoTo(response, desk.signInWith.addressFor({ state, nonce, redirectUri: pages.publicUrl + callbackPath }))
}

async function finish(pages: Pages, desk: PagesDesk, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const query = queryOf(request)
  const state = query.get('state') ?? ''
  const begun = /^[\w-]{1,64}$/.test(state) ? fromCookie(pages.cookies.read(request, attemptCookie(state))) : null
  const refuse = (refused: Refused): void => answerPage(response, pages, null, refusalPage(refused))
  const again = `/sign-in?to=${encodeURIComponent(localPath(begun?.to ?? null, pages.publicUrl))}`
  if (!begun) return refuse({ status: 400, sentence: notBegunHere, again })
  pages.cookies.remove(response, attemptCookie(state))
  const code = query.get('code')
  if (code === null) return refuse({ status: 403, sentence: 'You were not signed in: Slack did not get a yes.', again })
  try {
    const token = await sessionFor(pages, desk, request, begun.nonce, code)
    pages.cookies.set(response, sessionCookie, token.token, secondsUntil(token.expiresAt, desk))
    answerGoTo(response, localPath(begun.to, pages.publicUrl))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    refuse({ status: 403, sentence: error.message, again })
  }
}

const notBegunHere = 'This sign-in was begun in another browser, or too long ago.'

async function sessionFor(pages: Pages, desk: PagesDesk, request: IncomingMessage, nonce: string, code: string) {
  const userId = await desk.signInWith.userIdFor({ nonce, redirectUri: pages.publicUrl + callbackPath }, code)
  await desk.meetAgain(userId)
  const replaces = pages.cookies.read(request, sessionCookie)
  return signIn(desk.ctx, { workspaceId: desk.workspaceId, userId, replaces })
}

const secondsUntil = (at: Date, { ctx }: PagesDesk): number => Math.floor((at.getTime() - ctx.clock.now().getTime()) / 1000)

const asCookie = (begun: z.output<typeof attempt>): string => Buffer.from(JSON.stringify(begun)).toString('base64url')

function fromCookie(value: string | null): z.output<typeof attempt> | null {
  if (value === null) return null
  try {
    return attempt.safeParse(JSON.parse(Buffer.from(value, 'base64url').toString())).data ?? null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
