import type { Token } from './wording-tokens.ts'

/** How many words may stand before the noun: "the other junior platform engineer". */
const longestBefore = 3

/**
 * Joins what stands for people into one token each, so that a pattern can ask who somebody is: `<person>` for a person, a role or
 * a group, `<self>` for the writer, `<we>` for the writer's own team.
 */
export function joinPersons(tokens: readonly Token[]): Token[] {
  const joined: Token[] = []
  for (let at = 0; at < tokens.length; ) {
    const found = personAt(tokens, at)
    const token = tokens[at]
    if (found) joined.push(found.token)
    else if (token) joined.push(token)
    at = found ? found.to : at + 1
  }
  return joined
}

type Found = { token: Token; to: number }

function personAt(tokens: readonly Token[], at: number): Found | null {
  const has = (key: string, place = at) => tokens[place]?.keys.includes(key) ?? false
  if (has('<self>')) return found(tokens, at, at + 1, '<self>')
  if (has('<us>')) return found(tokens, at, at + 1, '<we>')
  if (has('no') && has('one', at + 1)) return found(tokens, at, at + 2, '<person>', '<certain>', '<nobody>')
  if (has('<name>') || has('<mention>')) {
    let to = at + 1
    while (has('<Capital>', to) || has('<name>', to)) to += 1
    return found(tokens, at, to, '<person>', '<certain>', '<one>')
  }
  if ((has('you') || has('they')) && (has('<bare>', at + 1) || has('lot', at + 1)))
    return found(tokens, at, at + 2, '<person>', '<certain>', 'you')
  if ((has('<Capital>') || has('<First>')) && has('<group>', at + 1))
    return found(tokens, at, at + 2, '<person>', '<certain>', '<many>')
  if (has('team', at + 1) && isWord(tokens[at]) && !has('<done>') && !has('<determiner>') && !has('<modal>'))
    return found(tokens, at, at + 2, '<person>', '<certain>', '<many>')
  if (has('<share>') && has('of', at + 1) && (has('you', at + 2) || has('them', at + 2)))
    return found(tokens, at, at + 3, '<person>', ...(has('you', at + 2) ? ['<certain>'] : []))
  if (has('they')) return found(tokens, at, at + 1, '<person>')
  if (has('<pronoun>') || has('<anybody>')) return found(tokens, at, at + 1, '<person>', '<certain>')
  if (has('<hand>') && begins(tokens, at) && tokens[at + 1]?.keys.some((key) => telling.has(key)))
    return found(tokens, at, at + 1, '<person>', '<certain>', '<one>')
  return phraseAt(tokens, at)
}

/** As in notes: "Root cause: operator did not read the page", "Technician forgot the cable". */
const begins = (tokens: readonly Token[], at: number): boolean =>
  tokens[at - 1]?.keys.some((key) => ['^', ':', '-', '–', '—', ';'].includes(key)) ?? true

/** What only people do, so that "operator" is no program. */
const telling: ReadonlySet<string> = new Set([
  '<modal>',
  'did',
  'forgot',
  'neglected',
  'ignored',
  'misread',
  'overlooked',
  'mistyped',
])

function phraseAt(tokens: readonly Token[], at: number): Found | null {
  const has = (key: string, place: number) => tokens[place]?.keys.includes(key) ?? false
  const isDetermined = has('<determiner>', at)
  const first = isDetermined ? at + 1 : at
  let head: number | null = null
  for (let place = first; place <= first + longestBefore && isPartOfName(tokens[place]); place += 1) {
    if (has(isDetermined ? '<role>' : '<bare>', place)) head = place
    else if (!isDetermined && !has('<modifier>', place) && !has('<insult>', place)) break
  }
  if (head === null || has('<thing>', head + 1)) return null
  const to = endOfPlace(tokens, has('on', head) && has('call', head + 1) ? head + 2 : head + 1)
  const isOwn = (has('our', at) || has('my', at)) && has('team', head)
  const isInsulted = tokens.slice(at, to).some(({ keys }) => keys.includes('<insult>'))
  const kinds = isOwn ? ['<we>'] : ['<person>', '<certain>', isDetermined ? '<one>' : '<many>']
  return found(tokens, at, to, ...kinds, ...(isInsulted ? ['<insulted>'] : []))
}

const isPartOfName = (token: Token | undefined): boolean =>
  isWord(token) && !token?.keys.some((key) => key === '<determiner>' || key === '<irregular>')

const isWord = (token: Token | undefined): boolean =>
  token !== undefined && /^[\p{L}\p{N}]/u.test(token.keys[0] ?? '') && !token.keys.includes('<function>')

function found(tokens: readonly Token[], at: number, to: number, ...kinds: string[]): Found | null {
  const first = tokens[at]
  const last = tokens[to - 1]
  if (!first || !last) return null
  const modifiers = tokens.slice(at + 1, to - 1).flatMap(({ keys }) => keys.slice(0, 1))
  const own = kinds.includes('<we>') || kinds.includes('<self>')
  const keys = own ? last.keys.filter((key) => key !== '<First>' && key !== '<Capital>') : last.keys
  return { token: { keys: [...kinds, ...keys, ...modifiers], start: first.start, end: last.end }, to }
}

/** Takes "at Acme" in with "the people", and "at the vendor" where a verb of theirs follows. */
function endOfPlace(tokens: readonly Token[], to: number): number {
  if (tokens[to]?.keys.includes('at') && tokens[to + 1]?.keys.some((key) => key === '<Capital>' || key === '<org>')) return to + 2
  if (!tokens[to]?.keys.some((key) => places.has(key))) return to
  for (let next = to + 1; next <= to + longestBefore + 2; next += 1) {
    const keys = tokens[next]?.keys ?? []
    if (next > to + 1 && keys.includes('<modal>')) return next
    if (!isWord(tokens[next]) && !keys.includes('<determiner>')) return to
  }
  return to
}

const places: ReadonlySet<string> = new Set(['at', 'of', 'in', 'on', 'from', 'behind', 'over', 'with'])
