/** What a picture is drawn in: a page hands in its own variables, an image plain colours. Each is what a `fill` may hold. */
export type Colours = {
  paper: string
  ink: string
  muted: string
  line: string
  /** A surface that stands off a little. */
  soft: string
  accent: string
  /** Surfaces of the stretches of time, one after another. */
  phases: readonly string[]
}

/** For an image that stands alone. */
export const imageColours: Colours = {
  paper: '#ffffff',
  ink: '#1d2733',
  muted: '#5b6877',
  line: '#c3cbd4',
  soft: '#f1f4f7',
  accent: '#1f6f8b',
  phases: ['#f6e3c5', '#e4ecd0', '#d3e6ea', '#e6e0ef'],
}

/** For a page that says in its style sheet what each is, by day and by night. */
export const pageColours: Colours = {
  paper: 'var(--picture-paper)',
  ink: 'var(--picture-ink)',
  muted: 'var(--picture-muted)',
  line: 'var(--picture-line)',
  soft: 'var(--picture-soft)',
  accent: 'var(--picture-accent)',
  phases: ['var(--picture-phase-1)', 'var(--picture-phase-2)', 'var(--picture-phase-3)', 'var(--picture-phase-4)'],
}

const named: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text as it stands inside SVG, between tags or in a value: what XML 1.0 does not allow is left out. https://www.w3.org/TR/xml/#charsets */
export const escapeXml = (text: string): string =>
  text
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/[&<>"']/g, (character) => named[character] ?? '')

type Values = Record<string, string | number | undefined>

/** An element with its attributes escaped; what is inside is markup already. */
export function element(name: string, values: Values, inside = ''): string {
  const attributes = Object.entries(values)
    .flatMap(([key, value]) => (value === undefined ? [] : [` ${key}="${escapeXml(plain(value))}"`]))
    .join('')
  return inside === '' ? `<${name}${attributes}/>` : `<${name}${attributes}>${inside}</${name}>`
}

const plain = (value: string | number): string => (typeof value === 'number' ? String(Math.round(value * 10) / 10) : value)

/** A line of text. */
export const words = (x: number, y: number, text: string, values: Values = {}): string =>
  element('text', { x, y, ...values }, escapeXml(text))

/** What a pointer that rests, or a screen reader, is told of a part. */
export const titled = (text: string, inside: string): string => `<g>${element('title', {}, escapeXml(text))}${inside}</g>`

/** A part that leads somewhere, for a pointer: by keyboard the same is reached in the text. Without an address it is the part alone. */
export const linked = (href: string | null, inside: string): string =>
  href === null ? inside : element('a', { href, tabindex: -1 }, inside)

/** A whole picture with its name and a description, for those who cannot see it. Sizes are in its own units, which are pixels at full size. */
export function picture(
  size: { width: number; height: number },
  told: { id: string; title: string; description: string },
  inside: string,
): string {
  const { width, height } = size
  const { id, title, description } = told
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${Math.ceil(width)} ${Math.ceil(height)}`,
      width: Math.ceil(width),
      height: Math.ceil(height),
      role: 'img',
      'aria-labelledby': `${id}-title ${id}-description`,
      'font-family': '"DejaVu Sans", system-ui, sans-serif',
    },
    element('title', { id: `${id}-title` }, escapeXml(title)) +
      element('desc', { id: `${id}-description` }, escapeXml(description)) +
      inside,
  )
}
