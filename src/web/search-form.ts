import { type Html, html } from '../core/html.ts'

/** The field in which words are looked for. @param id told apart from the other one on a page */
export const searchForm = (words: string, id: string): Html => html`<form class="search" role="search" action="/search">
<label class="unseen" for="${id}">Look for words in reviews and on timelines</label>
<input id="${id}" type="search" name="q" value="${words}" placeholder="Search">
<button class="second">Search</button>
</form>`
