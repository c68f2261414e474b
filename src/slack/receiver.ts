import type { RequestListener } from 'node:http'
import { type App, HTTPReceiver, type Receiver, type ReceiverEvent, SocketModeReceiver } from '@slack/bolt'
import { WebAPIPlatformError } from '@slack/web-api'
import type { Logger } from 'pino'
import type { SlackSettings } from '../config.ts'
import { describeError } from '../jobs/describe-error.ts'
import { MendFirst } from './api.ts'
import { readable } from './bodies.ts'
import { boltLogger } from './bolt-logger.ts'
import { takeSoundRequests } from './http-requests.ts'
import { heldBack, takeKnownFrames } from './socket-frames.ts'

/** How Slack reaches the bot. */
export type Line = {
  receiver: Receiver
  /** What answers `POST /slack/events`; null in Socket Mode. */
  requestListener: RequestListener | null
  /** @throws MendFirst where Slack does not take the app-level token */
  open(): Promise<void>
  /** Takes no more, and resolves when what is under way is done and answered. */
  close(): Promise<void>
  /** What keeps Slack from reaching the bot now, in a few words; null where nothing does. */
  missing(): string | null
}

/** Trying to connect goes on for as long as it takes, at short intervals: Slack may be away for an hour. Times in milliseconds. */
const connecting = { timeout: 10_000, retryConfig: { forever: true, factor: 1.5, minTimeout: 500, maxTimeout: 10_000 } }

/** The way in, as the settings have it. */
export function createLine(slack: SlackSettings, log: Logger): Line {
  return slack.mode.kind === 'socket'
    ? socketLine(slack.apiUrl, slack.mode.appToken, log)
    : httpLine(slack.mode.signingSecret, log)
}

function httpLine(signingSecret: string, log: Logger): Line {
  const receiver = new HTTPReceiver({ signingSecret, logger: boltLogger(log), endpoints: '/slack/events' })
  const underWay = commitFirst(receiver, log)
  return {
    receiver,
    requestListener: takeSoundRequests(receiver.requestListener, log),
    open: async () => undefined,
    close: () => underWay.settled(),
    missing: () => null,
  }
}

function socketLine(apiUrl: string, appToken: string, log: Logger): Line {
  const receiver = new SocketModeReceiver({
    appToken,
    logger: boltLogger(log),
    installerOptions: { clientOptions: { slackApiUrl: apiUrl, ...connecting } },
    processEventErrorHandler: async ({ error }) => {
      log.error(describeError(error), 'an event failed and is left for Slack to deliver again')
      return false
    },
  })
  takeKnownFrames(receiver.client, log)
  const underWay = commitFirst(receiver, log)
  let state = 'not connected yet'
  for (const name of ['connected', 'connecting', 'reconnecting', 'disconnected'] as const)
    receiver.client.on(name, () => {
      state = name
    })
  return {
    receiver,
    requestListener: null,
    open: async () => {
      await receiver.start().catch(refusedToken)
    },
    close: async () => {
      // What comes from now on is not acknowledged, so that Slack sends it elsewhere, or again.
      receiver.client.removeAllListeners('slack_event')
      await underWay.settled()
      await receiver.stop()
    },
    missing: () => (state === 'connected' ? null : `Socket Mode is ${state}`),
  }
}

/** @throws MendFirst where Slack refuses the app-level token, otherwise what was thrown */
function refusedToken(error: unknown): never {
  if (!(error instanceof WebAPIPlatformError)) throw error
  throw new MendFirst(
    `Slack does not take the app-level token (${error.data.error}): make one with the scope connections:write on the app's page, "Basic Information", and set SLACK_APP_TOKEN.`,
  )
}

/**
 * Makes an acknowledged event a committed one. Bolt answers events before its listeners run, so that a crash would lose them:
 * it is handed an `ack` that does nothing, and the real one is sent when the listeners have returned. Where one throws, none is
 * sent (500 over HTTP), and Slack delivers again. Commands and interactions answer for themselves.
 */
function commitFirst(receiver: Pick<Receiver, 'init'>, log: Logger): { settled(): Promise<void> } {
  const underWay = new Set<Promise<void>>()
  const init = receiver.init.bind(receiver)
  receiver.init = (app: App) => {
    const processEvent = (event: ReceiverEvent): Promise<void> => {
      const work = processCommitted(app, event, log)
      underWay.add(work)
      const done = () => underWay.delete(work)
      work.then(done, done)
      return work
    }
    init(new Proxy(app, { get: (target, name) => (name === 'processEvent' ? processEvent : Reflect.get(target, name)) }))
  }
  return {
    settled: async () => {
      while (underWay.size > 0) await Promise.allSettled(underWay)
    },
  }
}

async function processCommitted(app: App, event: ReceiverEvent, log: Logger): Promise<void> {
  if (event.body.type === 'app_rate_limited') {
    log.warn(heldBack)
    return event.ack()
  }
  const body = readable(event.body)
  if (!body) {
    log.info('Slack sent something of no shape that the bot knows; it is put aside')
    return event.ack()
  }
  if (body.type !== 'event_callback') return processAnswered(app, { ...event, body })
  await app.processEvent({ ...event, body, ack: async () => undefined })
  return event.ack()
}

/** A press of what nobody listens for (a link, a button of an older version) is taken: otherwise Slack tells the person of an error. */
async function processAnswered(app: App, event: ReceiverEvent): Promise<void> {
  let isAnswered = false
  const ack: ReceiverEvent['ack'] = (answer) => {
    isAnswered = true
    return event.ack(answer)
  }
  await app.processEvent({ ...event, ack })
  if (!isAnswered) await event.ack()
}
