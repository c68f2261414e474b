import { emoji } from './slack-text-emoji.ts'

/** The names for what Slack writes as an id. `knows` says of a bare word whether it is the id of somebody. */
export type SlackWords = {
  person(userId: string): string
  channel?(channelId: string): string | null
  knows?(word: string): boolean
}

export const nobodyNamed: SlackWords = { person: () => 'somebody' }

/**
 * Slack's markup as readable text: mentions, channels, groups, dates, links, entities and common emoji.
 * A name that Slack wrote beside an id (`<@U1|maya>`) is not used; only `words` names people. What is broken or unknown
 * stays as it is; nothing throws.
 * Source: https://docs.slack.dev/messaging/formatting-message-text
 */
export function readableText(text: string, words: SlackWords = nobodyNamed): string {
  return pieces(text)
    .map((piece) => (piece.token === null ? plain(piece.text, words) : tokenText(piece.token, words)))
    .join('')
}

/** A text without ids of people: a bare id, also inside an address, becomes the label of its owner. */
export function withoutIds(text: string, words: SlackWords = nobodyNamed): string {
  return text.replace(idLike, (word) => (looksLikeUser.test(word) || words.knows?.(word) ? words.person(word) : word))
}

/** A word that may be an id; `looksLikeUser` those that are long enough, with a digit, to be Slack's own. */
const idLike = /(?<![A-Za-z0-9])[UW][A-Z0-9]{1,20}(?![A-Za-z0-9])/g
const looksLikeUser = /^(?=[A-Z]+\d)[UW][A-Z0-9]{7,}$/

type Piece = { text: string; token: string | null }

/** What is between `<` and `>`, where it is Slack's, apart from the text around it. */
function pieces(text: string): Piece[] {
  if (!text.includes('<')) return [{ text, token: null }]
  const found: Piece[] = []
  let end = 0
  for (const match of text.matchAll(/<((?:[@#!]|https?:|mailto:|tel:)[^<>]*)>/gi)) {
    found.push({ text: text.slice(end, match.index), token: null }, { text: match[0], token: match[1] ?? null })
    end = match.index + match[0].length
  }
  return [...found, { text: text.slice(end), token: null }]
}

function tokenText(token: string, words: SlackWords): string {
  const bar = token.indexOf('|')
  const [target, label] = bar < 0 ? [token, ''] : [token.slice(0, bar), token.slice(bar + 1)]
  switch (token[0]) {
    case '@':
      return words.person(target.slice(1))
    case '#':
      return channelText(target.slice(1), label, words)
    case '!':
      return specialText(target.slice(1), label, words)
    default:
      return linkText(target, label, words)
  }
}

const channelText = (id: string, label: string, words: SlackWords): string => {
  const name = label === '' ? words.channel?.(id) : plain(label, words)
  return name ? `#${name.replace(/^#/, '')}` : 'a channel'
}

function specialText(target: string, label: string, words: SlackWords): string {
  if (target.startsWith('date^') || target.startsWith('subteam^')) {
    return label === '' ? (target.startsWith('date^') ? 'a date' : 'a group') : plain(label, words)
  }
  return label === '' ? `@${plain(target, words)}` : plain(label, words)
}

function linkText(target: string, label: string, words: SlackWords): string {
  const address = withoutIds(unescaped(target.replace(/^(mailto|tel):/i, '')), words)
  const shown = plain(label, words)
  return shown === '' || isSameAddress(shown, address) ? address : `${shown} (${address})`
}

/** Slack makes a link of every address that it sees; the label then says the same again. */
const isSameAddress = (label: string, address: string): boolean => bare(label) === bare(address)
const bare = (address: string): string => address.replace(/^https?:\/\//i, '').replace(/\/$/, '')

const plain = (text: string, words: SlackWords): string => withoutIds(unescaped(withEmoji(text)), words)

/** Slack escapes these three and no other. In one pass, so that `&amp;lt;` stays `&lt;`. */
const entities: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' }
const unescaped = (text: string): string =>
  text.includes('&') ? text.replace(/&(?:amp|lt|gt);/g, (entity) => entities[entity] ?? entity) : text

const withEmoji = (text: string): string =>
  !text.includes(':')
    ? text
    : text.replace(/:([a-z0-9_+-]{1,40}):(?::skin-tone-[2-6]:)?/g, (written, name: string) => emoji.get(name) ?? written)
