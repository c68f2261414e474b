import type { ServerResponse } from 'node:http'
import { type Html, html } from '../core/html.ts'
import type { Pages, Visitor } from './desk.ts'
import { searchForm } from './search-form.ts'

/** A page without what all have. */
export type Page = { title: string; main: Html; status?: number; hasOwnSearch?: true }

/** Answers with a page. Nobody keeps a copy: what it shows may be withdrawn. */
export function answerPage(response: ServerResponse, pages: Pages, visitor: Visitor | null, page: Page): void {
  const headers = { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' }
  response.writeHead(page.status ?? 200, headers).end(documentOf(pages, visitor, page).text)
}

/** Sends the browser on, with a GET. @param to a path of our own, or an address that we made */
export function answerGoTo(response: ServerResponse, to: string): void {
  response.writeHead(303, { Location: to, 'Cache-Control': 'no-store' }).end()
}

function documentOf({ assets, desk }: Pages, visitor: Visitor | null, { title, main, hasOwnSearch }: Page): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · Second Story</title>
<link rel="stylesheet" href="${assets.css}">
<script src="${assets.js}" defer></script>
</head>
<body>
<a class="skip" href="#main">Skip to the text</a>
<header class="top">
<nav aria-label="All pages"><a class="home" href="/">Second Story</a>${visitor && html` <a class="all" href="/">Reviews</a> <a href="${desk()?.homeInSlack ?? '/'}">My questions in Slack</a>`}</nav>
${visitor && !hasOwnSearch && searchForm('', 'search-words')}
${visitor && account(visitor)}
</header>
<main id="main" tabindex="-1">
${main}
</main>
</body>
</html>
`
}

const account = (visitor: Visitor): Html => html`<form class="account" method="post" action="/sign-out">
${formKeyField(visitor)}<span class="who"><span class="quiet">Signed in as</span> <bdi>${visitor.name}</bdi></span>
<button class="plain">Sign out</button>
</form>`

/** What every form of a page carries, so that no other site can send one in somebody's name. */
export const formKeyField = ({ formKey }: Visitor): Html => html`<input type="hidden" name="formKey" value="${formKey}">`
