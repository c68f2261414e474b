import type { SocketModeReceiver } from '@slack/bolt'
import type { Logger } from 'pino'
import { z } from 'zod'

const notice = z.object({ type: z.literal('app_rate_limited') })

/**
 * Keeps Slack's notice that it holds back events from the Socket Mode client: version 3.1.0 ends the process on it,
 * as it looks for an inner event that this one does not have.
 */
export function dropRateLimitNotices(client: SocketModeReceiver['client'], log: Logger): void {
  const listeners = client.listeners('ws_message')
  client.removeAllListeners('ws_message')
  client.on('ws_message', (data: unknown, ...rest: unknown[]) => {
    if (isNotice(data)) log.warn('Slack holds back events: more than 30,000 within an hour')
    else for (const listener of listeners) listener.call(client, data, ...rest)
  })
}

function isNotice(data: unknown): boolean {
  const text = typeof data === 'string' ? data : data instanceof Uint8Array ? new TextDecoder().decode(data) : ''
  if (!text.includes('app_rate_limited')) return false
  try {
    return isNoticeBody(JSON.parse(text))
  } catch (error) {
    if (error instanceof SyntaxError) return false
    throw error
  }
}

/** Bare, or wrapped in an envelope. */
const isNoticeBody = (body: unknown): boolean =>
  notice.safeParse(body).success || z.object({ payload: notice }).safeParse(body).success
