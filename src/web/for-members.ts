import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Html, html } from '../core/html.ts'
import { Refusal } from '../core/refusal.ts'
import type { Pages, PagesDesk, Visitor } from './desk.ts'
import { answerGoTo, answerPage, formKeyField, type Page } from './page.ts'
import { readForm } from './read-form.ts'
import { notFound, notReady, refusalPage } from './refusal-pages.ts'
import { answerFile, answerJson, type NamedFile, type Parameters, pathOf, queryOf, type Route } from './server.ts'
import { typedTexts } from './typed-texts.ts'
import { comesFromHere, isOwnForm, visitorOf } from './visitor.ts'

/** What somebody who is signed in asks for. */
export type Asked = { pages: Pages; desk: PagesDesk; visitor: Visitor; parameters: Parameters; query: URLSearchParams }

/** A form that they sent. `byScript`: the page's script sent it, and takes the answer. */
export type Sent = Asked & { form: URLSearchParams; byScript: boolean; request: IncomingMessage; response: ServerResponse }

/** What a page answers with: a page, a path to go on to, data for the script, a file to save, or null for what is not there for them. */
export type Reply = Page | { goTo: string } | { status: number; data: unknown } | { file: NamedFile } | null

/** A page for members of the workspace. Who is not signed in is sent to sign in, and comes back. */
export const pageFor = (pages: Pages, path: string, show: (asked: Asked) => Promise<Reply>): Route => ({
  method: 'GET',
  path,
  answer: async (request, response, parameters) => {
    const asked = await askedBy(pages, request, parameters)
    if (asked === 'not ready') return answerPage(response, pages, null, notReady)
    if (!asked) return answerGoTo(response, `/sign-in?to=${encodeURIComponent(request.url ?? '/')}`)
    answer(response, asked, await show(asked).catch(refused))
  },
})

/** A form that members of the workspace send, from a page of ours. Who is not signed in any more gets their text back. */
export const formFor = (pages: Pages, path: string, take: (sent: Sent) => Promise<Reply>): Route => ({
  method: 'POST',
  path,
  answer: async (request, response, parameters) => {
    const byScript = request.headers.accept === 'application/json'
    const refuse = (status: number, page: Page): void =>
      byScript ? answerJson(response, status, { problem: page.title }) : answerPage(response, pages, null, { ...page, status })
    if (!comesFromHere(pages.publicUrl, request)) return refuse(403, fromElsewhere)
    const form = await readForm(request)
    if (!(form instanceof URLSearchParams)) return refuse(form.status, refusalPage(form))
    const asked = await askedBy(pages, request, parameters)
    if (asked === 'not ready') return refuse(503, notReady)
    if (!asked) return refuse(401, signInFirst(form, pathOf(request)))
    if (!isOwnForm(asked.visitor, form)) {
      if (byScript) return answerJson(response, 401, { problem: 'This page is older than your sign-in.' })
      return answerPage(response, pages, asked.visitor, sendAgain(asked.visitor, form, pathOf(request)))
    }
    answer(response, asked, await take({ ...asked, form, byScript, request, response }).catch(refused))
  },
})

/** What is shown where there is no page. */
export const elsewhere =
  (pages: Pages): Route['answer'] =>
  async (request, response) => {
    const asked = await askedBy(pages, request, {})
    answerPage(response, pages, asked && asked !== 'not ready' ? asked.visitor : null, notFound)
  }

async function askedBy(pages: Pages, request: IncomingMessage, parameters: Parameters): Promise<Asked | 'not ready' | null> {
  const desk = pages.desk()
  if (!desk) return 'not ready'
  const visitor = await visitorOf(pages, desk, request)
  return visitor && { pages, desk, visitor, parameters, query: queryOf(request) }
}

function answer(response: ServerResponse, { pages, visitor }: Asked, reply: Reply): void {
  if (reply === null) answerPage(response, pages, visitor, notFound)
  else if ('goTo' in reply) answerGoTo(response, reply.goTo)
  else if ('data' in reply) answerJson(response, reply.status, reply.data)
  else if ('file' in reply) answerFile(response, reply.file)
  else answerPage(response, pages, visitor, reply)
}

/** A refusal's sentence, for whoever asked. @throws what is no refusal */
function refused(error: unknown): Page {
  if (error instanceof Refusal) return refusalPage({ status: 409, sentence: error.message })
  throw error
}

const fromElsewhere: Page = {
  title: 'Not from here',
  main: html`<h1>This form was not sent from here</h1>
<p>Nothing was changed. Open the page again, and send it from there.</p>`,
}

/** What somebody wrote while their session ended: theirs alone, since it came from their own page. */
const signInFirst = (form: URLSearchParams, path: string): Page => ({
  title: 'Sign in again',
  main: html`<h1>You are not signed in any more</h1>
<p>Nothing was lost, and nothing was saved: what you wrote is below. Copy it, <a href="/sign-in?to=${encodeURIComponent(parentOf(path))}">sign in</a>, and put it in again.</p>
${typedTexts(form)}`,
})

/** A form of a page that was shown before somebody signed in again: it came from here, and they send it once more. */
const sendAgain = (visitor: Visitor, form: URLSearchParams, path: string): Page => ({
  status: 401,
  title: 'Please send it again',
  main: html`<h1>Please send it again</h1>
<p>The page that you sent this from was older than your sign-in. Nothing was lost, and nothing was saved yet.</p>
<form method="post" action="${path}">
${formKeyField(visitor)}${[...form].filter(([name]) => name !== 'formKey').map(([name, text]) => keptField(name, text))}
<div class="buttons"><button>Send it again</button> <a href="${parentOf(path)}">Leave it</a></div>
</form>`,
})

const keptField = (name: string, text: string): Html =>
  name === 'text' || name === 'note'
    ? html`<textarea name="${name}" rows="6" aria-label="What you wrote">
${text}</textarea>`
    : html`<input type="hidden" name="${name}" value="${text}">`

/** The page that the form stood on: `/INC-12` of `/INC-12/parts/story`. */
const parentOf = (path: string): string => /^\/[^/]+(?=\/)/.exec(path)?.[0] ?? '/'
