import { WebClient } from '@slack/web-api'
import { pino } from 'pino'
import { RetryLater } from '../jobs/retry-later.ts'
import { boltLogger } from './bolt-logger.ts'
import { download, type FileWanted } from './download.ts'
import { createGate } from './gate.ts'
import { type AnswerOf, type ArgsOf, type MethodName, methods } from './methods.ts'
import { MendFirst, problemOf, SlackAway } from './problems.ts'
import { upload } from './upload.ts'

export { MendFirst, SlackAway, SlackRefused } from './problems.ts'

/** Calls Slack. One try, with a time limit: trying again is the job's. Where Slack has asked to wait, it is not called before. */
export type SlackApi = {
  /**
   * @throws SlackRefused where Slack says no, RetryLater where it asks or has asked to wait with this method in this channel,
   *   MendFirst where the app must be mended first, SlackAway where Slack does not answer or is not well
   */
  call<Name extends MethodName>(name: Name, args: ArgsOf<Name>): Promise<AnswerOf<Name>>
  /** Reads a file that is in Slack. @throws NoFile where it is elsewhere, too large, or not handed out */
  download(wanted: FileWanted): Promise<Uint8Array>
  /** Sends the bytes of a file to the address that Slack gave for them. @throws SlackAway where Slack does not take them */
  upload(url: string, bytes: Uint8Array): Promise<void>
}

/** How long a call may take, in milliseconds. */
const callLimit = 10_000

export type SlackApiOptions = {
  token: string
  apiUrl: string
  /** Told what an operator must mend, each time that it stands in the way. */
  onMend(method: MethodName, problem: MendFirst): Promise<void>
  /** Told of each call that went well. */
  onAnswer?(method: MethodName): Promise<void>
  /** Told of each call that Slack was not there for. */
  onAway?(): void
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
  const gate = createGate()
  return {
    async call(name, args) {
      const channel = channelIn(args)
      gate.pass(name, channel)
      const answer = await client.apiCall(name, { ...args }).catch(async (error: unknown) => {
        const problem = problemOf(name, error)
        if (problem instanceof RetryLater) gate.shut(name, channel, problem.milliseconds)
        if (problem instanceof SlackAway) options.onAway?.()
        if (problem instanceof MendFirst) await options.onMend(name, problem)
        throw problem
      })
      await options.onAnswer?.(name)
      return parsed(name, answer)
    },
    upload: (url, bytes) => upload(url, { bytes, apiUrl: options.apiUrl }),
    download: (wanted) => download(wanted, options),
  }
}

/** The border: what Slack answered, as the part of it that is read. */
const parsed = <Name extends MethodName>(name: Name, answer: unknown) => methods[name].answer.parse(answer) as AnswerOf<Name>

const channelIn = (args: object): string | undefined => {
  const found = 'channel' in args ? args.channel : 'channel_id' in args ? args.channel_id : undefined
  return typeof found === 'string' ? found : undefined
}
