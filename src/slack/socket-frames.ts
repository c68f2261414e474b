import type { SocketModeReceiver } from '@slack/bolt'
import type { Logger } from 'pino'
import { z } from 'zod'
import { readJson, slackId } from './payloads.ts'

/** Said to the operator of Slack's notice, however it comes: https://docs.slack.dev/reference/events/app_rate_limited */
export const heldBack = 'Slack holds back events: more than 30,000 within an hour'

type Client = SocketModeReceiver['client']

const greeting = z.looseObject({ type: z.enum(['hello', 'disconnect']) })
const asked = z.looseObject({
  type: z.enum(['slash_commands', 'interactive']),
  envelope_id: slackId,
  payload: z.looseObject({}),
})
const told = z.looseObject({
  type: z.literal('events_api'),
  envelope_id: slackId,
  payload: z.looseObject({ event: z.looseObject({ type: z.string() }) }),
})
const frame = z.union([greeting, asked, told])

const envelope = z.looseObject({ envelope_id: slackId, payload: z.unknown() })
const notice = z.looseObject({ type: z.literal('app_rate_limited') })

/**
 * Lets through to the Socket Mode client what it can take. Version 3.1.0 ends the process on anything else: on Slack's notice
 * that it holds back events, on an event without an inner one, on a bare `null`. An envelope that is of no use goes on with
 * nothing that the client looks into, so that it is acknowledged: it would be of no more use the second time.
 */
export function takeKnownFrames(client: Client, log: Logger): void {
  const listeners = client.listeners('ws_message')
  client.removeAllListeners('ws_message')
  client.on('ws_message', (data: unknown, ...rest: unknown[]) => {
    const read = typeof data === 'string' ? readJson(data) : undefined
    const taken = isKnown(client, read) ? data : emptied(read)
    if (taken === null) sayPutAside(read, log)
    else for (const listener of listeners) listener.call(client, taken, ...rest)
  })
}

/** The client tells of each event under its own type; one that is called like something of the client's own would set that off. */
function isKnown(client: Client, read: unknown): boolean {
  const known = frame.safeParse(read).data
  if (known?.type !== 'events_api') return known !== undefined
  return !client.eventNames().includes(known.payload.event.type)
}

/** The same envelope with nothing in it, or only the notice; null for what is no envelope. */
function emptied(read: unknown): string | null {
  const known = envelope.safeParse(read).data
  if (!known) return null
  const payload = notice.safeParse(known.payload).data ?? {}
  return JSON.stringify({ type: 'interactive', envelope_id: known.envelope_id, payload })
}

function sayPutAside(read: unknown, log: Logger): void {
  if (notice.safeParse(read).success) log.warn(heldBack)
  else log.info('Slack sent something over the socket that the bot does not know; it is put aside')
}
