import { createHmac } from 'node:crypto'
import { Agent, type IncomingHttpHeaders, request } from 'node:http'
import { type Kind, type Retry, unreached } from './delivery.ts'
import { readJson } from './json.ts'
import type { App } from './state.ts'
import type { Answer, Fields } from './types.ts'

const agent = new Agent({ keepAlive: true, maxSockets: 64 })

type Taken = { status: number; text: string; headers: IncomingHttpHeaders }

/**
 * Sends one payload as Slack does: events as JSON, commands and interactions as a form, signed with the app's secret and the real time.
 * An answer that is late or no 2xx is a failure. https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
export async function deliverHttp(
  app: App & { url: string },
  kind: Kind,
  payload: Fields,
  retry: Retry | null,
  within: number,
): Promise<Answer> {
  const body = bodyOf(kind, payload)
  const headers = { ...headersOf(kind, body, app.signingSecret), ...retryHeaders(retry) }
  const startedAt = performance.now()
  try {
    const taken = await send(app.url, headers, body, within)
    const milliseconds = performance.now() - startedAt
    const answer = { status: taken.status, body: readJson(taken.text) ?? taken.text, milliseconds }
    if (taken.status >= 200 && taken.status < 300) return { ok: true, ...answer }
    const isRefused = taken.headers['x-slack-no-retry'] === '1'
    return { ok: false, ...answer, error: isRefused ? 'no_retry' : kind === 'events_api' ? 'http_error' : 'dispatch_failed' }
  } catch (error) {
    return { ok: false, status: null, body: null, milliseconds: performance.now() - startedAt, error: failure(error, kind) }
  }
}

function failure(error: unknown, kind: Kind): string {
  if (error instanceof Error && error.message === 'operation_timeout') return 'operation_timeout'
  return unreached(kind)
}

function bodyOf(kind: Kind, payload: Fields): string {
  if (kind === 'events_api') return JSON.stringify(payload)
  if (kind === 'interactive') return new URLSearchParams({ payload: JSON.stringify(payload) }).toString()
  return new URLSearchParams(Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, String(value)]))).toString()
}

function headersOf(kind: Kind, body: string, secret: string): Record<string, string> {
  const time = String(Math.floor(Date.now() / 1000))
  const signature = createHmac('sha256', secret).update(`v0:${time}:${body}`).digest('hex')
  return {
    'content-type': kind === 'events_api' ? 'application/json' : 'application/x-www-form-urlencoded',
    'content-length': String(Buffer.byteLength(body)),
    'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
    'x-slack-request-timestamp': time,
    'x-slack-signature': `v0=${signature}`,
  }
}

const retryHeaders = (retry: Retry | null): Record<string, string> =>
  retry ? { 'x-slack-retry-num': String(retry.attempt), 'x-slack-retry-reason': retry.reason } : {}

/** Sends it, and once more where a connection that was kept open turned out to be closed. */
function send(url: string, headers: Record<string, string>, body: string, within: number): Promise<Taken> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', headers, agent }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        text += chunk
      })
      response.on('error', (error) => {
        clearTimeout(timer)
        reject(error)
      })
      response.on('end', () => {
        clearTimeout(timer)
        resolve({ status: response.statusCode ?? 0, text, headers: response.headers })
      })
    })
    const timer = setTimeout(() => sent.destroy(new Error('operation_timeout')), within)
    sent.on('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer)
      if (sent.reusedSocket && error.code === 'ECONNRESET') resolve(send(url, headers, body, within))
      else reject(error)
    })
    sent.end(body)
  })
}
