import { createServer, type IncomingHttpHeaders } from 'node:http'
import { bytesOf } from '../../../src/sandbox/body.ts'
import type { Fields } from '../../../src/sandbox/index.ts'
import { fieldsOf, readJson } from '../../../src/sandbox/json.ts'

export type Received = { headers: IncomingHttpHeaders; raw: string; body: Fields; event: Fields }

/** A place that takes what Slack sends and answers as it is told. */
export type Inbox = {
  url: string
  received: Received[]
  events(): Received[]
  /** The next answers, in order; 200 with nothing in it when there are no more. `after` is in milliseconds. */
  answers: { status?: number; body?: string; headers?: Record<string, string>; after?: number }[]
  stop(): Promise<void>
}

export async function openInbox(): Promise<Inbox> {
  const received: Received[] = []
  const answers: Inbox['answers'] = []
  const server = createServer(async (request, response) => {
    const raw = (await bytesOf(request)).toString()
    const form = Object.fromEntries(new URLSearchParams(raw))
    const isJson = request.headers['content-type']?.includes('json')
    const body = fieldsOf(isJson ? readJson(raw) : form.payload ? readJson(form.payload) : form)
    received.push({ headers: request.headers, raw, body, event: fieldsOf(body.event) })
    const { status = 200, body: answer = '', headers = {}, after = 0 } = answers.shift() ?? {}
    setTimeout(() => response.writeHead(status, headers).end(answer), after)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}/slack/events`,
    received,
    answers,
    events: () => received.filter(({ body }) => body.type === 'event_callback'),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
