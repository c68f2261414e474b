import { renderDate, type Zone } from './render-date.ts'
import { withEmoji } from './render-emoji.ts'

/** Who and what ids stand for, where the reader is, and how wide their screen is (100 columns where it is not said). */
export type Names = Zone & { user(id: string): string; channel(id: string): string; columns?: number }

const withoutEscapes = (text: string): string => text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&')
const withMark = (mark: string, name: string): string => (name.startsWith(mark) ? name : `${mark}${name}`)

/** A plain text object: no markup, only emoji and the three escaped characters. */
export const renderPlain = (text: string): string => withoutEscapes(withEmoji(text))

/**
 * Slack's markup as a person sees it, without bold and italics. Tokens are taken out first, so that people's own
 * escaped text can never be read as one, and put back last.
 */
export function renderMrkdwn(text: string, names: Names): string {
  const kept: string[] = []
  const keep = (shown: string): string => `\u{E000}${kept.push(shown) - 1}\u{E001}`
  const putBack = (shown: string): string => shown.replace(/\u{E000}(\d+)\u{E001}/gu, (_, index) => kept[Number(index)] ?? '')
  const bare = text
    .replace(/[\u{E000}\u{E001}]/gu, '')
    .replace(/<([^<>\n]+)>/g, (_, inner: string) => keep(renderToken(inner, names)))
    .replace(/```[\s\S]*?```|`[^`\n]+`/g, (code) => keep(putBack(withoutEscapes(code))))
  return putBack(withoutEscapes(withEmoji(withoutMarks(bare))))
}

const spaced = (mark: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}${mark}])${mark}(?!\\s)([^${mark}\\n]+?)(?<!\\s)${mark}(?![\\p{L}\\p{N}${mark}])`, 'gu')
const bold = spaced('\\*')
const italic = spaced('_')

const withoutMarks = (text: string): string => text.replace(bold, '$1').replace(italic, '$1')

function renderToken(inner: string, names: Names): string {
  const bar = inner.indexOf('|')
  const [target, label] = bar < 0 ? [inner, null] : [inner.slice(0, bar), withoutEscapes(inner.slice(bar + 1))]
  if (target.startsWith('@')) return withMark('@', names.user(target.slice(1)))
  if (target.startsWith('#')) return withMark('#', label || names.channel(target.slice(1)))
  if (target.startsWith('!date^')) return renderDateToken(target, label, names)
  if (target.startsWith('!subteam^')) return withMark('@', label || target.slice('!subteam^'.length))
  if (target.startsWith('!')) return withMark('@', label || target.slice(1))
  return label || withoutEscapes(target.replace(/^mailto:/, ''))
}

function renderDateToken(target: string, fallback: string | null, zone: Zone): string {
  const [, seconds = '', format = ''] = target.split('^')
  return renderDate(seconds, format, zone) ?? fallback ?? format
}
