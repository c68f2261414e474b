import type { IncomingMessage } from 'node:http'

/** What a form may hold at the most, in bytes: a long text, each letter of which takes up to nine. */
const longest = 400_000

/** So much is still read of what is too large, so that the browser hears the answer instead of a broken line. */
const mostDrained = 10 * longest

/** Why what was sent is not taken. */
export type NoForm = { status: number; sentence: string }

/** The fields of a form that a browser sends. */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams | NoForm> {
  const type = request.headers['content-type'] ?? ''
  if (!/^application\/x-www-form-urlencoded\b/i.test(type)) return { status: 415, sentence: 'This address takes forms.' }
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of request) {
    size += piece.length
    if (size <= longest) pieces.push(piece)
    if (size > mostDrained) break
  }
  if (size > longest) return { status: 413, sentence: 'That is more text than fits here. Please send it in parts.' }
  return new URLSearchParams(Buffer.concat(pieces).toString('utf8'))
}
