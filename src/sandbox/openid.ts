import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto'
import type { Args } from './args.ts'
import { secret } from './ids.ts'
import { refuse } from './refuse.ts'
import { type App, type Member, secondsNow, type Team, type World } from './state.ts'
import type { Fields } from './types.ts'

/*
 * Sign in with Slack, by OpenID Connect: https://docs.slack.dev/authentication/sign-in-with-slack
 * A browser is sent to `/openid/connect/authorize`, somebody says yes there, and is sent back with a code, which
 * `openid.connect.token` exchanges, once, for what Slack says of them.
 */

/** A code that was given out, and what it was given out for. */
export type SignInCode = {
  team: Team
  userId: string
  redirectUri: string
  nonce: string | null
  bornAt: number
  isUsed: boolean
}

/** What a browser asks for. */
export type SignInRequest = { app: App; redirectUri: string; state: string; nonce: string | null; team: Team | undefined }

const known = new Set(['openid', 'profile', 'email'])

/** @throws Refused with the code of the page that Slack shows instead of sending anybody anywhere */
export function signInRequest(world: World, query: URLSearchParams): SignInRequest {
  const app = world.apps.find(({ clientId }) => clientId === query.get('client_id')) ?? refuse('invalid_client_id')
  const redirectUri = query.get('redirect_uri') ?? ''
  if (!isRegistered(app, redirectUri)) refuse('bad_redirect_uri')
  if (query.get('response_type') !== 'code') refuse('unsupported_response_type')
  const scopes = (query.get('scope') ?? '').split(/[ ,]/).filter(Boolean)
  const isAllowed = (scope: string) => known.has(scope) && app.userScopes.includes(scope)
  if (!scopes.includes('openid') || !scopes.every(isAllowed)) refuse('invalid_scope')
  const team = world.teams.find(({ id }) => id === query.get('team'))
  return { app, redirectUri, state: query.get('state') ?? '', nonce: query.get('nonce'), team }
}

/** One that is registered, or below it. https://docs.slack.dev/authentication/installing-with-oauth#redirect_urls */
function isRegistered({ redirectUrls }: App, wanted: string): boolean {
  if (!URL.canParse(wanted)) return false
  return redirectUrls.some((url) => wanted === url || wanted.startsWith(url.endsWith('/') ? url : `${url}/`))
}

/** Where the browser is sent when somebody has said yes. @throws Error where they cannot sign in to it */
export function allowSignIn({ app, redirectUri, state, nonce, team: asked }: SignInRequest, team: Team, member: Member): string {
  if (team.app !== app || (asked && asked !== team)) throw new Error(`the app is not in ${team.name}`)
  if (member.isDeleted || member.isBot) throw new Error(`${member.name} has no account`)
  const code = `${secret(6)}.${secret(24)}`
  const now = team.world.now().getTime()
  app.codes.set(code, { team, userId: member.id, redirectUri, nonce, bornAt: now, isUsed: false })
  return backTo(redirectUri, { code, state })
}

/** Where the browser is sent when somebody has said no. */
export const denySignIn = ({ redirectUri, state }: SignInRequest): string =>
  backTo(redirectUri, { error: 'access_denied', state })

function backTo(redirectUri: string, values: Record<string, string>): string {
  const url = new URL(redirectUri)
  for (const [name, value] of Object.entries(values)) url.searchParams.set(name, value)
  return url.href
}

/** A code lives ten minutes. */
const codeLives = 10 * 60_000

/** What `openid.connect.token` answers. @throws Refused with Slack's code */
export function exchangeCode(world: World, args: Args): Fields {
  const app = world.apps.find(({ clientId }) => clientId === args.text('client_id')) ?? refuse('invalid_client_id')
  if (args.text('client_secret') !== app.clientSecret) refuse('bad_client_secret')
  if ((args.text('grant_type') ?? 'authorization_code') !== 'authorization_code') refuse('invalid_grant_type')
  const code = app.codes.get(args.text('code') ?? '') ?? refuse('invalid_code')
  if (code.isUsed) refuse('code_already_used')
  if (world.now().getTime() - code.bornAt > codeLives) refuse('invalid_code')
  if (args.text('redirect_uri') !== code.redirectUri) refuse('bad_redirect_uri')
  code.isUsed = true
  return { access_token: `xoxp-${secret(12)}`, token_type: 'Bearer', id_token: idToken(app, code, world) }
}

function idToken(app: App, { team, userId, nonce }: SignInCode, world: World): string {
  const now = secondsNow(world)
  return signed({
    iss: world.base,
    sub: userId,
    aud: app.clientId,
    exp: now + 300,
    iat: now,
    auth_time: now,
    ...(nonce === null ? {} : { nonce }),
    'https://slack.com/team_id': team.id,
    'https://slack.com/user_id': userId,
    locale: 'en-US',
  })
}

let key: KeyObject | null = null

/** A JSON Web Token by RS256. Making a key takes a moment, so it is made when the first one is needed. */
function signed(claims: Fields): string {
  key ??= generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
  const part = (value: Fields) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const text = `${part({ typ: 'JWT', alg: 'RS256', kid: 'sandbox' })}.${part(claims)}`
  return `${text}.${createSign('RSA-SHA256').update(text).sign(key, 'base64url')}`
}
