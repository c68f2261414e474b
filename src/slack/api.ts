import { WebAPIPlatformError, WebAPIRateLimitedError, WebClient } from '@slack/web-api'
import { PermanentFailure } from '../core/refusal.ts'
import { RetryLater } from '../jobs/retry-later.ts'
import { type AnswerOf, type ArgsOf, type MethodName, methods } from './methods.ts'

/** Calls Slack. One try, with a time limit: trying again is the job's. */
export type SlackApi = {
  /**
   * @throws SlackRefused where Slack says no, RetryLater where it asks to wait, MendFirst where the app must be mended first,
   *   Error where Slack does not answer or is not well
   */
  call<Name extends MethodName>(name: Name, args: ArgsOf<Name>): Promise<AnswerOf<Name>>
}

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

/** How long a call may take, in milliseconds. */
const callLimit = 10_000

/** Codes with which Slack says that it is not well: the call may be made again. */
const passing = new Set([
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
  'accesslimited',
])

/** Codes that go away when the app is installed again. */
const revoked = new Set(['invalid_auth', 'account_inactive', 'token_revoked', 'token_expired', 'not_authed'])

/** @param options.onMend is told what an operator must mend, each time that it stands in the way */
export function createSlackApi(options: {
  token: string
  apiUrl: string
  onMend(method: MethodName, problem: MendFirst): Promise<void>
}): SlackApi {
  const client = new WebClient(options.token, {
    slackApiUrl: options.apiUrl,
    timeout: callLimit,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  })
  return {
    async call(name, args) {
      try {
        return parsed(name, await client.apiCall(name, { ...args }))
      } catch (error) {
        const problem = translated(name, error)
        if (problem instanceof MendFirst) await options.onMend(name, problem)
        throw problem
      }
    },
  }
}

/** The border: what Slack answered, as the part of it that is read. */
const parsed = <Name extends MethodName>(name: Name, answer: unknown) => methods[name].answer.parse(answer) as AnswerOf<Name>

function translated(name: MethodName, error: unknown): unknown {
  if (error instanceof WebAPIRateLimitedError) return new RetryLater(error.retryAfter * 1000)
  if (!(error instanceof WebAPIPlatformError)) return error
  const { error: code, response_metadata: details } = error.data
  if (passing.has(code)) return new Error(`Slack answered ${name} with ${code}`)
  if (revoked.has(code))
    return new MendFirst(`Slack no longer takes the bot token (${code}): install the app again and set SLACK_BOT_TOKEN.`)
  if (code === 'missing_scope')
    return new MendFirst(
      `${name} needs the scope ${methods[name].scopes.join(' or ')}: update the app from manifest.yml and install it again.`,
    )
  return new SlackRefused(name, code, details?.messages ?? [])
}
