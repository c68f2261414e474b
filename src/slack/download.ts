import { Refusal } from '../core/refusal.ts'

/** Slack waits three seconds for the answer to a form; in milliseconds, with room for the rest. */
const patience = 2_000

/**
 * Whether an address is of Slack's own files: where the Web API is (`https://slack.com/api/`, `https://slack-gov.com/api/`), or
 * `files.` of it. The bot's token goes nowhere else.
 */
export function isOfSlack(url: string, apiUrl: string): boolean {
  if (!URL.canParse(url)) return false
  const [file, api] = [new URL(url), new URL(apiUrl)]
  return file.protocol === api.protocol && (file.host === api.host || file.host === `files.${api.host}`)
}

/**
 * Reads a file from Slack with the bot's own token, and follows no redirection.
 * @param from.atMost bytes; what is larger is refused
 * @throws Refusal where it is not Slack's, too large, or Slack does not hand it out in time
 */
export async function download(url: string, from: { token: string; apiUrl: string; atMost: number }): Promise<Uint8Array> {
  if (!isOfSlack(url, from.apiUrl)) throw new Refusal('I only read files that are in Slack itself.', 'file')
  const answer = await fetch(url, {
    headers: { authorization: `Bearer ${from.token}` },
    redirect: 'error',
    signal: AbortSignal.timeout(patience),
  }).catch(notHandedOut)
  if (!answer.ok || !answer.body) return notHandedOut()
  return collect(answer.body, from.atMost).catch((error: unknown) =>
    error instanceof Refusal ? Promise.reject(error) : notHandedOut(),
  )
}

async function collect(body: AsyncIterable<Uint8Array>, atMost: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of body) {
    size += piece.length
    if (size > atMost) throw new Refusal(tooLarge(atMost), 'file')
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

/** What is said of a file that is larger than `atMost` bytes. */
export const tooLarge = (atMost: number): string => `That file is larger than ${atMost / 1_000_000} MB. Import it in parts.`

function notHandedOut(): never {
  throw new Refusal('Slack did not hand me that file just now. Try again in a moment, or paste its text.', 'file')
}
