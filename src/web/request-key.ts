import { randomUUID } from 'node:crypto'
import { type Html, html } from '../core/html.ts'

/** What a form is recognised by when it is sent twice. */
export const requestKeyField = (): Html => html`<input type="hidden" name="requestKey" value="${randomUUID()}">`

/** The key that came with a form; one of its own where it came with none. No other kind of request has one like it. */
export function requestKeyIn(form: URLSearchParams): string {
  const key = form.get('requestKey') ?? ''
  return `page:${/^[\w-]{1,64}$/.test(key) ? key : randomUUID()}`
}
