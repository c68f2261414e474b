/*
 * Times as Slack writes them.
 * Sources: https://docs.slack.dev/messaging/formatting-message-text (date tokens),
 * https://docs.slack.dev/reference/methods/chat.getPermalink (the last part of a permalink is the message's time).
 */

const forms = [
  /^<?!date\^(\d{1,10})\^/,
  /^<?https?:\/\/[^\s<>|]+\/archives\/[A-Z0-9]+\/p(\d{10})(\d{3})\d{3}(?=[?|>/#]|$)/,
  /^([1-9]\d{9})(?:\.(\d{3})\d{0,3})?$/,
]

/** The moment of a date token, of a permalink or of a message's time (seconds since 1970); null where the text is none of these. */
export function slackMoment(text: string): Date | null {
  for (const form of forms) {
    const found = form.exec(text)
    if (found) return new Date(Number(found[1]) * 1000 + Number(found[2] ?? 0))
  }
  return null
}
