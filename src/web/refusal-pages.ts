import { html } from '../core/html.ts'
import type { Page } from './page.ts'
import { sentenceHtml } from './sentence.ts'

/** The bot has not said yet which workspace it is in, or is stopping. */
export const notReady: Page = {
  status: 503,
  title: 'Not ready yet',
  main: html`<h1>Not ready yet</h1>
<p>The bot is starting, or stopping. Try again in a moment; in Slack everything goes on.</p>`,
}

/** The same for what does not exist and for what somebody may not see. */
export const notFound: Page = {
  status: 404,
  title: 'Not here',
  main: html`<h1>There is nothing here for you</h1>
<p>There is no such page, or it is of a private incident: those are shown to the members of their channel.</p>
<p><a href="/">All incidents</a></p>`,
}

/** A "no". `again` is where somebody may try again. */
export type Refused = { status: number; sentence: string; again?: string }

export const refusalPage = ({ status, sentence, again }: Refused): Page => ({
  status,
  title: 'That did not work',
  main: html`<h1>That did not work</h1>
<p>${sentenceHtml(sentence)}</p>
${again !== undefined && html`<p><a class="button" href="${again}">Try again</a></p>`}`,
})
