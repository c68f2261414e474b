import type { Message } from './blocks.ts'
import type { Desk } from './desk.ts'
import { directChannel } from './direct.ts'
import { show } from './show.ts'

/** How long an answer to a command or a button may take to send, in milliseconds. */
const limit = 5_000

/**
 * Answers a command or a button where it was used, so that only that person sees it.
 * Source: https://docs.slack.dev/interactivity/handling-user-interaction (five uses, thirty minutes)
 * @returns false where Slack takes no more answers there
 * @throws Error where Slack does not answer or is not well
 */
export async function respond(responseUrl: string, message: Message, options: { replaces?: boolean } = {}): Promise<boolean> {
  const body = { ...message, response_type: 'ephemeral', replace_original: options.replaces ?? false }
  const answer = await fetch(responseUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(body),
    redirect: 'error',
    signal: AbortSignal.timeout(limit),
  })
  if (answer.ok) return true
  if (answer.status === 429 || answer.status >= 500) throw new Error(`Slack answered a response_url with ${answer.status}`)
  return false
}

/** Tells one person something: where they asked, or else, whatever keeps that from working, in their direct messages. */
export async function answerPerson(
  desk: Desk,
  to: { userId: string; responseUrl: string | null },
  told: { key: string; incidentId: string | null; message: Message },
): Promise<void> {
  if (to.responseUrl && (await respond(to.responseUrl, told.message).catch(() => false))) return
  await show(desk, { ...told, channelId: await directChannel(desk, to.userId) })
}
