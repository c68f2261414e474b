import { isOfSlack } from './download.ts'
import { SlackAway } from './problems.ts'

/** A picture has some hundred kilobytes; in milliseconds. */
const patience = 20_000

/** Sends a file to the address that `files.getUploadURLExternal` gave. @throws SlackAway where it is not taken, or not Slack's */
export async function upload(url: string, what: { bytes: Uint8Array; apiUrl: string }): Promise<void> {
  if (!isOfSlack(url, what.apiUrl)) throw new SlackAway('files.getUploadURLExternal', 'elsewhere')
  const answer = await fetch(url, {
    method: 'POST',
    body: Buffer.from(what.bytes),
    redirect: 'error',
    signal: AbortSignal.timeout(patience),
  }).catch(() => null)
  if (!answer?.ok) throw new SlackAway('files.getUploadURLExternal', answer ? `http_${answer.status}` : 'no_answer')
}
