import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api'
import { PermanentFailure } from '../core/refusal.ts'
import { RetryLater } from '../jobs/retry-later.ts'
import { type MethodName, methods } from './methods.ts'

/** Slack's "no", with its code. Where no handler knows what to do about it, it is final. */
export class SlackRefused extends PermanentFailure {
  readonly code: string
  constructor(method: MethodName, code: string, details: string[]) {
    super(`Slack refused ${method}: ${code}${details.length > 0 ? ` (${details.join('; ')})` : ''}.`)
    this.code = code
  }
}

/** Slack would do it once an operator has mended the app: the sentence says how. Worth trying again. */
export class MendFirst extends Error {
  override readonly name = 'MendFirst'
}

/** Slack does not answer, or says that it is not well. Worth trying again; `code` is what is known of the reason. */
export class SlackAway extends Error {
  override readonly name = 'SlackAway'
  readonly code: string
  constructor(method: MethodName, code: string) {
    super(`Slack did not answer ${method} (${code})`)
    this.code = code
  }
}

/** Codes with which Slack says that it is not well: the call may be made again. */
const passing = new Set([
  'ratelimited',
  'rate_limited',
  'message_limit_exceeded',
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
  'accesslimited',
])

/** Codes that go away when the app is installed again. */
const revoked = new Set(['invalid_auth', 'account_inactive', 'token_revoked', 'token_expired', 'not_authed'])

/** Codes that go away when somebody who runs the Slack workspace allows it. */
const forbidden = new Set([
  'restricted_action',
  'cannot_create_channel',
  'no_permission',
  'access_denied',
  'ekm_access_denied',
  'team_access_not_granted',
])

/** Slack says how long to wait in whole seconds; no less, whatever it says. */
const shortestWait = 1

/** What went wrong with a call, in our own words: one of the above, RetryLater, or what was thrown. */
export function problemOf(name: MethodName, error: unknown): unknown {
  if (error instanceof WebAPIRateLimitedError) return new RetryLater(Math.max(error.retryAfter, shortestWait) * 1000)
  if (error instanceof WebAPIHTTPError) return new SlackAway(name, `http_${error.statusCode}`)
  if (error instanceof WebAPIRequestError) return new SlackAway(name, 'no_answer')
  if (!(error instanceof WebAPIPlatformError)) return error
  const { error: code, response_metadata: details } = error.data
  if (passing.has(code)) return new SlackAway(name, code)
  if (revoked.has(code))
    return new MendFirst(`Slack no longer takes the bot token (${code}): install the app again and set SLACK_BOT_TOKEN.`)
  if (forbidden.has(code))
    return new MendFirst(
      `Slack does not let the app call ${name} (${code}): an admin of the workspace can allow it in its settings.`,
    )
  if (code === 'missing_scope')
    return new MendFirst(
      `${name} needs the scope ${neededBy(name, error.data)}: update the app from manifest.yml and install it again.`,
    )
  return new SlackRefused(name, code, details?.messages ?? [])
}

/** Slack says which scope; the list says which ones may be meant. */
const neededBy = (name: MethodName, answer: object): string =>
  'needed' in answer && typeof answer.needed === 'string' ? answer.needed : methods[name].scopes.join(' or ')
