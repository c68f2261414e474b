import { WebAPIPlatformError, WebAPIRateLimitedError, WebClient } from '@slack/web-api'
import { pino } from 'pino'
import { PermanentFailure } from '../core/refusal.ts'
import { RetryLater } from '../jobs/retry-later.ts'
import { boltLogger } from './bolt-logger.ts'
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

export type SlackApiOptions = {
  token: string
  apiUrl: string
  /** Told what an operator must mend, each time that it stands in the way. */
  onMend(method: MethodName, problem: MendFirst): Promise<void>
  /** Told of each call that went well. */
  onAnswer?(method: MethodName): Promise<void>
}

export function createSlackApi(options: SlackApiOptions): SlackApi {
  const client = new WebClient(options.token, {
    slackApiUrl: options.apiUrl,
    timeout: callLimit,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    // What fails is thrown, and whoever called says so in the log, once.
    logger: boltLogger(pino({ level: 'silent' })),
  })
  return {
    async call(name, args) {
      const answer = await client.apiCall(name, { ...args }).catch(async (error: unknown) => {
        const problem = translated(name, error)
        if (problem instanceof MendFirst) await options.onMend(name, problem)
        throw problem
      })
      await options.onAnswer?.(name)
      return parsed(name, answer)
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
