import { groupedBy } from './grouped-by.ts'
import type { RoleHolding } from './people.ts'
import { compareEntries, type Entry } from './timeline.ts'

/** The timeline of an incident and its roles, by person: looked through once, however many people there are. */
export type Story = {
  /** Everybody on the timeline as an author, or in a role, in order of appearance. People are not compared with each other. */
  involved: readonly string[]
  /** The entries of each author, in the order of the story; answers are not among them. */
  own: ReadonlyMap<string, readonly Entry[]>
  /** The roles that each person held, in the order in which they took them. */
  held: ReadonlyMap<string, readonly RoleHolding[]>
  /** When the status first said that people knew more: what came before was made with less to go by. Milliseconds, or never. */
  clearerAt: number
}

/** The story of an incident. Entries and roles may come in any order. An entry without an author, such as a bot's, has nobody to ask. */
export function storyOf(entries: readonly Entry[], roles: readonly RoleHolding[]): Story {
  const told = entries.filter(({ kind, authorId }) => kind !== 'answer' && authorId !== null).toSorted(compareEntries)
  const holdings = roles.toSorted((a, b) => a.fromAt.getTime() - b.fromAt.getTime())
  const own = groupedBy(told, ({ authorId }) => authorId ?? '')
  const held = groupedBy(holdings, ({ userId }) => userId)
  return { involved: [...new Set([...own.keys(), ...held.keys()])], own, held, clearerAt: clearerAt(entries) }
}

const clearer = new Set(['identified', 'monitoring', 'resolved'])

const clearerAt = (entries: readonly Entry[]): number =>
  entries.reduce(
    (first, { kind, change, happenedAt }) =>
      kind === 'status' && clearer.has(change?.to ?? '') ? Math.min(first, happenedAt.getTime()) : first,
    Number.POSITIVE_INFINITY,
  )
