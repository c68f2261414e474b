import type { RequestListener } from 'node:http'
import { type App, HTTPReceiver, type Receiver, type ReceiverEvent, SocketModeReceiver } from '@slack/bolt'
import type { Logger } from 'pino'
import type { SlackSettings } from '../config.ts'
import { describeError } from '../jobs/describe-error.ts'
import { boltLogger } from './bolt-logger.ts'
import { dropRateLimitNotices } from './rate-limit-notices.ts'

/** How Slack reaches the bot. */
export type Line = {
  receiver: Receiver
  /** What answers `POST /slack/events`; null in Socket Mode. */
  requestListener: RequestListener | null
  open(): Promise<void>
  /** Takes no more, and resolves when what is under way is done. */
  close(): Promise<void>
  /** What keeps Slack from reaching the bot now, in a few words; null where nothing does. */
  missing(): string | null
}

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
    requestListener: receiver.requestListener,
    open: async () => undefined,
    close: () => underWay.settled(),
    missing: () => null,
  }
}

function socketLine(apiUrl: string, appToken: string, log: Logger): Line {
  const receiver = new SocketModeReceiver({
    appToken,
    logger: boltLogger(log),
    installerOptions: { clientOptions: { slackApiUrl: apiUrl } },
    processEventErrorHandler: async ({ error }) => {
      log.error(describeError(error), 'an event failed and is left for Slack to deliver again')
      return false
    },
  })
  dropRateLimitNotices(receiver.client, log)
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
      await receiver.start()
    },
    close: async () => {
      await receiver.stop()
      await underWay.settled()
    },
    missing: () => (state === 'connected' ? null : `Socket Mode is ${state}`),
  }
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
  switch (event.body.type) {
    case 'event_callback':
      await app.processEvent({ ...event, ack: async () => undefined })
      return event.ack()
    case 'app_rate_limited':
      log.warn('Slack holds back events: more than 30,000 within an hour')
      return event.ack()
    default:
      return app.processEvent(event)
  }
}
