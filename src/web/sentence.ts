import { type Html, html } from '../core/html.ts'
import { readableText } from '../core/slack-text/slack-text.ts'

/** A sentence of the bot as it is written for Slack, in HTML: what stands between grave accents is to be typed. */
export function sentenceHtml(sentence: string): Html {
  const pieces = readableText(sentence).split('`')
  return html`${pieces.map((piece, at) => (at % 2 === 1 && at < pieces.length - 1 ? html`<code>${piece}</code>` : piece))}`
}
