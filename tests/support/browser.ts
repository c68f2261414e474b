import type { Person } from '../../src/sandbox/index.ts'
import type { Stage } from './stage.ts'

/** What a server answered: the words of a page without its tags, too. */
export type Shown = { status: number; headers: Headers; html: string; words: string; location: string | null }

type Sending = { method?: string; form?: Record<string, string>; headers?: Record<string, string> }

/** A browser as far as it keeps cookies and says where a form comes from. It follows nothing by itself. */
export type Browser = {
  /** The cookies it keeps, by name. */
  readonly cookies: Map<string, string>
  asks(address: string, sending?: Sending): Promise<Shown>
  /** Sends a form from a page of this site, with the key that the page carries. */
  sends(address: string, form: Record<string, string>, headers?: Record<string, string>): Promise<Shown>
  /** Signs in as somebody, and comes to where they wanted to go. */
  signsIn(person: Person, to?: string): Promise<Shown>
}

export function createBrowser({ pagesUrl }: Pick<Stage, 'pagesUrl'>): Browser {
  const cookies = new Map<string, string>()
  const browser: Browser = {
    cookies,
    asks: async (address, { method = 'GET', form, headers = {} } = {}) => {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const body = form && new URLSearchParams(form)
      const answer = await fetch(new URL(address, pagesUrl), {
        method,
        redirect: 'manual',
        headers: { ...(cookie && { cookie }), ...headers },
        ...(body && { body }),
      })
      for (const line of answer.headers.getSetCookie()) keep(cookies, line)
      const html = await answer.text()
      return {
        status: answer.status,
        headers: answer.headers,
        html,
        words: wordsOf(html),
        location: answer.headers.get('location'),
      }
    },
    sends: async (address, form, headers = {}) => {
      const { html } = await browser.asks('/')
      const formKey = /name="formKey" value="([^"]+)"/.exec(html)?.[1] ?? ''
      return browser.asks(address, { method: 'POST', form: { formKey, ...form }, headers: { origin: pagesUrl, ...headers } })
    },
    signsIn: async (person, to = '/') => {
      const { location } = await browser.asks(`/sign-in?to=${encodeURIComponent(to)}`)
      const back = await browser.asks(person.signsIn(location ?? ''))
      return back.location === null ? back : browser.asks(back.location)
    },
  }
  return browser
}

function keep(cookies: Map<string, string>, line: string): void {
  const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
  if (/Max-Age=0/i.test(line)) cookies.delete(name)
  else cookies.set(name, value)
}

const wordsOf = (html: string): string =>
  html
    .replace(/<(style|script|head)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim()
