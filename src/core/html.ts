/** HTML that holds nothing unescaped of anybody's: only `html` makes it, and pictures come into it. */
export class Html {
  readonly text: string
  private constructor(text: string) {
    this.text = text
  }
  /** For `html` alone. */
  static of(parts: readonly string[], values: readonly HtmlValue[]): Html {
    let text = parts[0] ?? ''
    for (let at = 0; at < values.length; at++) text += textOf(values[at]) + (parts[at + 1] ?? '')
    return new Html(text)
  }
  /** A picture, whose texts `element` has escaped. Nothing else comes in this way. */
  static ofPicture(svg: string): Html {
    return new Html(svg)
  }
}

/** What may stand in a template. Text is escaped; `null`, `undefined` and `false` are nothing. */
export type HtmlValue = Html | string | number | null | undefined | false | readonly HtmlValue[]

/**
 * A piece of HTML. Everything that is put in is escaped, but other pieces of HTML.
 * Attributes stand in double quotes, always: a test looks for those that do not.
 */
export const html = (parts: TemplateStringsArray, ...values: HtmlValue[]): Html => Html.of(parts, values)

function textOf(value: HtmlValue): string {
  if (value === null || value === undefined || value === false) return ''
  if (value instanceof Html) return value.text
  if (typeof value === 'string') return escapeHtml(value)
  return typeof value === 'number' ? String(value) : value.map(textOf).join('')
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text as it may stand in HTML, between tags and in quoted attributes. */
export const escapeHtml = (text: string): string =>
  toEscape.test(text) ? text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign) : text

const toEscape = /[&<>"']/

/** An address that may stand in `href`: of the web, and nothing that a browser would run. Null where it is none. */
export const webAddress = (url: string | null): string | null => (url !== null && /^https?:\/\/[^\s]+$/i.test(url) ? url : null)
