import { createHmac } from 'node:crypto'
import { Agent, request } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { median, quantile } from './figure.ts'

/** What came of a load: answers a second, and how long an answer took, in milliseconds. */
export type Answered = { perSecond: number; middle: number; p99: number }

/** How a load comes: so many requests at once, each as soon as the one before is answered; or so many a second, whatever is answered. */
export type Pace = { atOnce: number } | { perSecond: number }

type Signed = { body: string; headers: Record<string, string> }

/**
 * Sends events as Slack does, signed, over connections that stay open. Signing is done before the time is taken.
 * @throws Error where one is not answered with 200
 */
export async function send(url: string, secret: string, bodies: readonly string[], pace: Pace): Promise<Answered> {
  const signed = bodies.map((body) => sign(body, secret))
  const agent = new Agent({ keepAlive: true, maxSockets: 'atOnce' in pace ? pace.atOnce : 64 })
  const took: number[] = []
  const one = async (event: Signed): Promise<void> => {
    const startedAt = performance.now()
    await post(url, event, agent)
    took.push(performance.now() - startedAt)
  }
  const startedAt = performance.now()
  await ('atOnce' in pace ? together(signed, pace.atOnce, one) : steadily(signed, pace.perSecond, one))
  const seconds = (performance.now() - startedAt) / 1000
  agent.destroy()
  return { perSecond: bodies.length / seconds, middle: median(took), p99: quantile(took, 0.99) }
}

async function together(events: readonly Signed[], atOnce: number, one: (event: Signed) => Promise<void>): Promise<void> {
  const left = events.values()
  const worker = async (): Promise<void> => {
    for (const event of left) await one(event)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}

async function steadily(events: readonly Signed[], perSecond: number, one: (event: Signed) => Promise<void>): Promise<void> {
  const startedAt = performance.now()
  const sent: Promise<void>[] = []
  for (const [index, event] of events.entries()) {
    const early = startedAt + (index * 1000) / perSecond - performance.now()
    if (early > 0) await wait(early)
    sent.push(one(event))
  }
  await Promise.all(sent)
}

/** https://docs.slack.dev/authentication/verifying-requests-from-slack */
function sign(body: string, secret: string): Signed {
  const time = String(Math.floor(Date.now() / 1000))
  const signature = createHmac('sha256', secret).update(`v0:${time}:${body}`).digest('hex')
  const headers = {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    'x-slack-request-timestamp': time,
    'x-slack-signature': `v0=${signature}`,
  }
  return { body, headers }
}

function post(url: string, { body, headers }: Signed, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', headers, agent }, (response) => {
      response.resume()
      response.on('end', () => {
        if (response.statusCode === 200) resolve()
        else reject(new Error(`an event was answered with ${response.statusCode}`))
      })
    })
    sent.on('error', reject)
    sent.end(body)
  })
}
