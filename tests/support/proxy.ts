import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, request } from 'node:http'
import { buffer } from 'node:stream/consumers'

/** One request as it came over the wire, signature and all. */
export type Taken = { headers: IncomingHttpHeaders; body: Buffer }
export type Answered = { status: number; text: string }

/** Sends bytes with headers, and gives what was answered. @throws Error where the connection breaks */
export function send(to: string, { headers, body }: Taken, method = 'POST'): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const sent = request(to, { method, headers }, async (response) => {
      resolve({ status: response.statusCode ?? 0, text: (await buffer(response)).toString() })
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

/** Stands between Slack and the bot, hands on what comes, and keeps it. */
export async function createProxy(to: string): Promise<{ url: string; taken: Taken[]; close(): Promise<unknown> }> {
  const taken: Taken[] = []
  const server = createServer(async (asked, response) => {
    const { host: _, ...headers } = asked.headers
    const came = { headers, body: await buffer(asked) }
    taken.push(came)
    const { status, text } = await send(to, came)
    response.writeHead(status, { 'content-type': 'application/json' }).end(text)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const close = async (): Promise<unknown> => {
    server.closeAllConnections()
    return new Promise((resolve) => server.close(resolve))
  }
  return { url: `http://127.0.0.1:${port}/`, taken, close }
}
