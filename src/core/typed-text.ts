import { distance } from 'fastest-levenshtein'
import type { IncidentKind } from './incident.ts'

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

/** Plain text in Slack's markup, in which it stands for itself: the way back from `plainFrom`. */
export const markupFrom = (plain: string): string => plain.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')

/** How much of what somebody typed a sentence says back. */
const longestQuote = 60

/** A few typed words inside a sentence to their writer: plain, on one line, and safe in Slack's markup. */
export function quoted(text: string): string {
  const words = [...plainFrom(text).replace(/\s+/g, ' ').trim()]
  const shown = words.length > longestQuote ? `${words.slice(0, longestQuote).join('')}…` : words.join('')
  return `"${markupFrom(shown)}"`
}

/** The first person named, as Slack's id; null where there is none. */
export const personIn = (text: string): string | null => /<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>/.exec(text)?.[1] ?? null

/** The channel that words begin with, as Slack's id; null where they begin otherwise. */
export const channelIn = (text: string): string | null => /^<#([CG][A-Z0-9]+)(?:\|[^<>]*)?>/.exec(text)?.[1] ?? null

/** The first word, and the rest as it was typed. */
export function firstWord(text: string): { first: string; rest: string } {
  const [first = ''] = text.trim().split(/\s+/)
  return { first, rest: text.trim().slice(first.length).trim() }
}

/**
 * What somebody typed to declare an incident: its words, how grave it is and of which nature.
 * `doubtful`: a word looks like a misspelt flag, and what was meant to be private must not be public.
 */
export type TypedDeclaration = {
  text: string
  severity: string | null
  isPrivate: boolean
  kind: IncidentKind
  doubtful: boolean
}

/**
 * Reads `users table is empty sev1 --private`: the flags anywhere, a severity at the end or at the beginning.
 * @param severityOf the key of the severity that some words name, or null
 */
export function readDeclaration(typed: string, severityOf: (words: string) => string | null): TypedDeclaration {
  const pieces = plainFrom(typed).trim().split(/(\s+)/)
  const flags = pieces.map(flagIn)
  const kept = pieces.filter((_piece, index) => flags[index] === null).join('')
  const { severity, text } = withoutSeverity(kept, severityOf)
  return {
    text,
    severity,
    isPrivate: flags.includes('private'),
    kind: kindOf[flags.find((flag) => flag !== null && flag !== 'private') ?? ''] ?? 'live',
    doubtful: pieces.some((piece, index) => flags[index] === null && looksLikeFlag(piece)),
  }
}

const flagNames = ['private', 'drill', 'near-miss', 'retrospective'] as const

const kindOf: Readonly<Record<string, IncidentKind>> = {
  drill: 'drill',
  'near-miss': 'near_miss',
  retrospective: 'retrospective',
}

/** Clients like to turn two hyphens into a dash. */
const flagWord = (word: string): string | null => /^(?:--|[–—])-?(\p{L}+(?:-\p{L}+)*)$/u.exec(word)?.[1]?.toLowerCase() ?? null

const flagIn = (word: string): (typeof flagNames)[number] | null => flagNames.find((name) => name === flagWord(word)) ?? null

/** How far a misspelt flag may be from the one that is meant. */
const near = 2

function looksLikeFlag(piece: string): boolean {
  const word = flagWord(piece) ?? /^-(\p{L}+)$/u.exec(piece)?.[1]?.toLowerCase()
  return word !== undefined && flagNames.some((name) => distance(name, word) <= near)
}

/** A severity is one word, or two (`sev 1`); a colon or brackets around it do not matter. */
const severityPlaces = [/\s*(\S+\s+\S+)$/, /\s*(\S+)$/, /^(\S+\s+\S+)\s*/, /^(\S+)\s*/]

function withoutSeverity(
  text: string,
  severityOf: (words: string) => string | null,
): Pick<TypedDeclaration, 'severity' | 'text'> {
  const trimmed = text.trim()
  for (const place of severityPlaces) {
    const named = place.exec(trimmed)?.[1]
    const severity = named === undefined ? null : severityOf(named.replace(/^[[(]+|[\]):,.;]+$/g, ''))
    if (severity !== null) return { severity, text: trimmed.replace(place, '').trim() }
  }
  return { severity: null, text: trimmed }
}
