import type { EntryKind } from '../core/timeline.ts'
import type { Desk } from './desk.ts'

/** What an emoji means as a mark; undefined for every other one. */
export function meaningOf({ ctx }: Pick<Desk, 'ctx'>): (emoji: string) => EntryKind | undefined {
  const kinds = new Map(
    ctx.config.emoji.marks.flatMap(({ emoji, aliases, kind }) => [emoji, ...aliases].map((name) => [name, kind] as const)),
  )
  return (emoji) => kinds.get(plainEmoji(emoji))
}

/** An emoji without its skin tone, which Slack names after two colons. Each tone is a reaction of its own, with one meaning. */
const plainEmoji = (name: string): string => name.split('::')[0] ?? name
