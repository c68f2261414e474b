import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Logger } from 'pino'

/** Bolt reads no more than this of a request, in bytes; Slack's are far smaller. */
const longest = 4 * 1024 * 1024

/** How far a request's time may be from ours, in seconds: https://docs.slack.dev/authentication/verifying-requests-from-slack */
const furthest = 5 * 60

const form = 'application/x-www-form-urlencoded'

/**
 * Refuses what Bolt would take or fall over: a request signed for a time to come (Bolt looks at the past side only), and a body
 * that is no object (`null` ends its process). Everything else is Bolt's to verify; it finds the body where it looks for one
 * that was read already.
 */
export function takeSoundRequests(listener: RequestListener, log: Logger): RequestListener {
  return (request, response) => {
    readBody(request).then(
      (body) => {
        const status = statusOfRefusal(request, body)
        if (status === null) return listener(Object.assign(request, { rawBody: body }), response)
        log.warn({ status }, 'a request to /slack/events was refused')
        answer(response, status)
      },
      () => answer(response, 400),
    )
  }
}

function statusOfRefusal(request: IncomingMessage, body: Buffer | null): number | null {
  if (body === null) return 413
  // The clock of this machine, as Bolt's: what is signed is the real time, not the bot's.
  const ahead = Number(request.headers['x-slack-request-timestamp'] ?? 0) - Date.now() / 1000
  if (Number.isNaN(ahead) || ahead > furthest) return 401
  return holdsObject(request, body.toString()) ? null : 400
}

/** Events are JSON; commands are fields of a form, and interactions JSON in the field `payload` of one. */
function holdsObject(request: IncomingMessage, body: string): boolean {
  if (request.headers['content-type'] !== form) return startsObject(body)
  return body.includes('=') && new URLSearchParams(body).getAll('payload').every(startsObject)
}

const startsObject = (json: string): boolean => json.trimStart().startsWith('{')

/** Null for one that is too long; of that nothing is kept. @throws Error where the sender breaks off */
function readBody(request: IncomingMessage): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = []
    let length = 0
    request.on('data', (piece: Buffer) => {
      length += piece.length
      if (length > longest) pieces.length = 0
      else pieces.push(piece)
      if (length > longest) resolve(null)
    })
    request.on('end', () => resolve(Buffer.concat(pieces)))
    request.on('error', reject)
  })
}

function answer(response: ServerResponse, status: number): void {
  response.writeHead(status).end()
}
