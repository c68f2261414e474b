import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError, WebClient } from '@slack/web-api'
import { pino } from 'pino'
import { z } from 'zod'
import type { SignInSettings } from '../config.ts'
import { Refusal } from '../core/refusal.ts'
import { noteForOperator } from '../flows/note-for-operator.ts'
import { withdrawNote } from '../flows/withdraw-note.ts'
import { boltLogger } from './bolt-logger.ts'
import type { Desk } from './desk.ts'

/*
 * Sign in with Slack, by OpenID Connect: https://docs.slack.dev/authentication/sign-in-with-slack
 * - What Slack says of somebody comes from its token endpoint, over our own TLS connection, in exchange for a code and our
 *   secret. By OpenID Connect Core 3.1.3.7 that connection stands for the signature, so no keys are fetched; what the token
 *   is for (issuer, audience, nonce, time, workspace) is checked.
 * - No PKCE: in Slack it makes an app a public client, for good (https://docs.slack.dev/authentication/using-pkce). The nonce,
 *   which only the browser that began holds, keeps a stolen code from being used in another.
 */

/** What is asked of a person: who they are, and nothing else. Their name is known already. */
export const signInScopes = ['openid'] as const

/** One sign-in: `state` and `nonce` are kept by the browser that began it. */
export type SignInAttempt = { state: string; nonce: string; redirectUri: string }

export type OpenId = {
  /** Where a browser is sent, to come back to `redirectUri` with a code. */
  addressFor(attempt: SignInAttempt): string
  /**
   * Who it is that came back with this code. Where the app's credentials are wrong, that is noted for the operator.
   * @throws Refusal where it cannot be told
   */
  userIdFor(attempt: Pick<SignInAttempt, 'nonce' | 'redirectUri'>, code: string): Promise<string>
}

type Settings = SignInSettings & { apiUrl: string }

/** How long Slack may take, in milliseconds. */
const patience = 10_000

export function createOpenId({ ctx, workspaceId }: Desk, { apiUrl, clientId, clientSecret }: Settings): OpenId {
  const client = new WebClient(undefined, {
    slackApiUrl: apiUrl,
    timeout: patience,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: boltLogger(pino({ level: 'silent' })),
  })
  return {
    addressFor: ({ state, nonce, redirectUri }) => {
      const url = new URL('../openid/connect/authorize', apiUrl)
      const asked = { response_type: 'code', client_id: clientId, scope: signInScopes.join(' '), redirect_uri: redirectUri }
      url.search = new URLSearchParams({ ...asked, state, nonce }).toString()
      if (workspaceId.startsWith('T')) url.searchParams.set('team', workspaceId)
      return url.href
    },
    userIdFor: async ({ nonce, redirectUri }, code) => {
      const answer = await client.openid.connect
        .token({ client_id: clientId, client_secret: clientSecret, code, redirect_uri: redirectUri })
        .catch((error: unknown) => refuse(error, (sentence) => noteForOperator(ctx, { ...note, workspaceId, sentence })))
      await withdrawNote(ctx, { workspaceId, key: note.key })
      const claims = claimsIn(answer.id_token)
      const isOurs = claims?.iss === new URL(apiUrl).origin && claims.aud === clientId && claims.nonce === nonce
      if (!claims || !isOurs || claims.exp * 1000 < ctx.clock.now().getTime() - skew) throw new Refusal(again)
      if (![claims[teamClaim], claims[enterpriseClaim]].includes(workspaceId)) throw new Refusal(elsewhere)
      return claims[userClaim]
    },
  }
}

/** Our clock and Slack's may differ by so much, in milliseconds. */
const skew = 120_000

const again = 'That sign-in has been used already, or has taken too long. Please sign in again.'
const elsewhere = 'You have signed in to another workspace than the one this bot is in. Please choose that one.'

const teamClaim = 'https://slack.com/team_id'
const userClaim = 'https://slack.com/user_id'
const enterpriseClaim = 'https://slack.com/enterprise_id'

const claims = z.object({
  iss: z.string(),
  aud: z.string(),
  exp: z.number(),
  nonce: z.string(),
  [teamClaim]: z.string(),
  [userClaim]: z.string(),
  [enterpriseClaim]: z.string().optional(),
})

/** What a JSON Web Token says; null where it is none, or says less than is needed. */
function claimsIn(token: string | undefined): z.output<typeof claims> | null {
  const [, body = ''] = token?.split('.') ?? []
  try {
    return claims.safeParse(JSON.parse(Buffer.from(body, 'base64url').toString())).data ?? null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

const awayErrors = [WebAPIHTTPError, WebAPIRateLimitedError, WebAPIRequestError]
const away = 'Slack does not answer just now. Please try again in a moment.'

/** Codes with which Slack refuses the app, not the person. */
const ofTheApp: Record<string, string> = {
  invalid_client_id: 'Slack knows no app by SLACK_CLIENT_ID: copy it from the app’s page “Basic Information”.',
  bad_client_secret: 'Slack does not take SLACK_CLIENT_SECRET: copy it from the app’s page “Basic Information”.',
}

/** Until somebody can sign in again. */
const note = { key: 'sign-in', incidentId: null }

async function refuse(error: unknown, tell: (sentence: string) => Promise<void>): Promise<never> {
  if (awayErrors.some((kind) => error instanceof kind)) throw new Refusal(away)
  if (!(error instanceof WebAPIPlatformError)) throw error
  const mend = ofTheApp[error.data.error]
  if (!mend) throw new Refusal(again)
  await tell(mend)
  throw new Refusal('Signing in is not set up right. Please tell whoever runs this bot: its log says what to mend.')
}
