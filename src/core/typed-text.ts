/*
 * What somebody typed after a command. With `should_escape`, Slack writes people and channels as ids and escapes & < >.
 * Source: https://docs.slack.dev/interactivity/implementing-slash-commands
 */

/** The words as they were typed: for a title, which is kept as plain text. */
export function plainFrom(text: string): string {
  return text
    .replace(/<([@#])[A-Z0-9]+\|([^<>]+)>/g, '$1$2')
    .replace(/<@[A-Z0-9]+\|?>/g, '@someone')
    .replace(/<#[A-Z0-9]+\|?>/g, '#a-channel')
    .replace(/<!(?:subteam\^[A-Z0-9]+\|)?@?([^<>|]+)(?:\|[^<>]*)?>/g, '@$1')
    .replace(/<((?:https?:|mailto:)[^<>|]+)(?:\|[^<>]*)?>/g, '$1')
    .replace(/&(amp|lt|gt);/g, (_entity, name: string) => (name === 'amp' ? '&' : name === 'lt' ? '<' : '>'))
}

/** The first person named, as Slack's id; null where there is none. */
export const personIn = (text: string): string | null => /<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>/.exec(text)?.[1] ?? null

/** What somebody typed to declare an incident: a title, and how grave and of which nature it is. */
export type TypedDeclaration = { title: string; severity: string | null; isPrivate: boolean; isDrill: boolean }

/**
 * Reads `users table is empty sev1 --private`: the flags anywhere, a severity as the last or the first word.
 * @param isSeverity whether a word names a severity
 */
export function readDeclaration(text: string, isSeverity: (word: string) => boolean): TypedDeclaration {
  const all = plainFrom(text).split(/\s+/).filter(Boolean)
  const words = all.filter((word) => !isFlag(word))
  const flags = new Set(all.filter(isFlag).map((word) => word.replace(/^(--|—)/, '')))
  const at = [words.length - 1, 0].find((index) => isSeverity(words[index] ?? ''))
  const severity = at === undefined || words.length < 2 ? null : (words[at] ?? null)
  const title = severity === null ? words : words.filter((_word, index) => index !== at)
  return { title: title.join(' '), severity, isPrivate: flags.has('private'), isDrill: flags.has('drill') }
}

/** Clients like to turn two hyphens into a dash. */
const isFlag = (word: string): boolean => /^(--|—)(private|drill)$/.test(word)
