import { deliverHttp } from './deliver-http.ts'
import type { App, World } from './state.ts'
import type { Answer, Fields } from './types.ts'

export type Kind = 'events_api' | 'slash_commands' | 'interactive'

/** Which attempt this is, from 1, and why the one before failed. */
export type Retry = { attempt: number; reason: string }

export type Deliveries = {
  /** Sends an event, and again until it is taken. Resolves when the first attempt was answered, or at once while held. */
  event(app: App, payload: Fields): Promise<unknown>
  /** Sends something once: a command, an interaction, or an event that nobody delivers again. */
  ask(app: App, kind: Kind, payload: Fields): Promise<Answer>
  /** Sends what was held, in this order. Resolves when each was answered. */
  release(order: 'as held' | 'reverse' | 'shuffle'): Promise<unknown>
  /** How many events are held back. */
  heldCount(): number
  /** Events that came to nobody: each attempt failed, or there was nowhere to send them. */
  lost: Fields[]
}

type Waiting = { app: App; payload: Fields }

/**
 * @param waits milliseconds before each redelivery; Slack's are nothing, a minute, five minutes
 * (https://docs.slack.dev/apis/events-api/)
 */
export function createDeliveries(world: World, waits: readonly number[]): Deliveries {
  let held: Waiting[] = []
  const lost: Fields[] = []

  const send = async (app: App, kind: Kind, payload: Fields, retry: Retry | null): Promise<Answer> => {
    if (app.usesSockets) return world.sockets.send(app, kind, payload, retry)
    if (app.url) return deliverHttp({ ...app, url: app.url }, kind, payload, retry, world.threeSeconds)
    return { ok: false, status: null, body: null, milliseconds: 0, error: unreached(kind) }
  }

  const retryUntilTaken = async ({ app, payload }: Waiting, first: Answer) => {
    let answer = first
    for (const [index, wait] of waits.entries()) {
      if (answer.ok || isFinal(answer)) return
      await pause(wait, world.stopped)
      if (world.stopped.aborted) return
      answer = await send(app, 'events_api', payload, { attempt: index + 1, reason: retryReason(answer) })
    }
    if (!answer.ok) lost.push(payload)
  }

  const start = (waiting: Waiting): Promise<unknown> => {
    const first = send(waiting.app, 'events_api', waiting.payload, null)
    track(
      world,
      first.then((answer) => retryUntilTaken(waiting, answer)),
    )
    return first
  }

  const event = (app: App, payload: Fields): Promise<unknown> => {
    if (app.url === null && !app.usesSockets) {
      lost.push(payload)
      return Promise.resolve()
    }
    const copies = world.faults.isTwice() ? 2 : 1
    const waiting = Array.from({ length: copies }, () => ({ app, payload }))
    if (!world.faults.isHeld()) return Promise.all(waiting.map(start))
    held.push(...waiting)
    return Promise.resolve()
  }

  return {
    event,
    lost,
    ask: (app, kind, payload) => track(world, send(app, kind, payload, null)),
    heldCount: () => held.length,
    release: (order) => {
      const ready = ordered(held, order)
      held = []
      return Promise.all(ready.map(start))
    },
  }
}

/** What Slack's log says of an event, and its client of a command, when nothing could be reached. */
export const unreached = (kind: Kind): string => (kind === 'events_api' ? 'connection_failed' : 'dispatch_failed')

/** The bot has said that it does not want it again. */
const isFinal = (answer: Answer): boolean => answer.error === 'no_retry'

const retryReason = (answer: Answer): string =>
  answer.error === 'operation_timeout' ? 'http_timeout' : (answer.error ?? 'unknown_error')

function ordered(held: Waiting[], order: 'as held' | 'reverse' | 'shuffle'): Waiting[] {
  if (order === 'as held') return held
  if (order === 'reverse') return held.toReversed()
  return held
    .map((each) => ({ each, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ each }) => each)
}

/** Keeps something among what `settled()` waits for. */
export function track<T>(world: World, work: Promise<T>): Promise<T> {
  world.underWay.add(work)
  const done = () => world.underWay.delete(work)
  work.then(done, done)
  return work
}

/** Waits so many milliseconds of real time, or until it is called off. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, milliseconds)
    signal.addEventListener('abort', done)
  })
}
