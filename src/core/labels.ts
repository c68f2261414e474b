import type { RoleHolding } from './people.ts'
import type { Entry } from './timeline.ts'

/** What labels are made from: who is in the record, and in which order they came into it. */
export type LabelFacts = {
  entries: readonly Pick<Entry, 'id' | 'authorId'>[]
  roles: readonly RoleHolding[]
  /** The configured label of each role, by its key. */
  roleLabels: Readonly<Record<string, string>>
  declaredBy: string
  answers: readonly { id: number; userId: string }[]
  /** The names of apps that write as users of their own, by user id: an app needs no label. */
  apps?: Readonly<Record<string, string>>
}

/**
 * Names for people in texts without names: "lead", "lead 2", "responder 1". The holders of a role come first, in the order
 * in which they took it; everybody else in the record is a responder, in the order in which they came into it (the order of
 * recording, so that an entry added later about an earlier time shifts nobody); who only answered is a "colleague".
 * Anybody else, such as a person only mentioned, is "somebody". A role taken later gives its holder that role's label.
 * @returns the label of a user id; no label is given to two people
 */
export function labelsFor(facts: LabelFacts): (userId: string) => string {
  const labels = new Map<string, string>()
  const give = giver(labels)
  for (const [userId, name] of Object.entries(facts.apps ?? {})) give(userId, name, false)
  for (const { role, userId } of [...facts.roles].sort(compareHoldings)) give(userId, roleLabel(role, facts.roleLabels), false)
  for (const userId of [facts.declaredBy, ...authorsOf(facts.entries)]) give(userId, 'responder', true)
  for (const { userId } of byId(facts.answers)) give(userId, 'colleague', true)
  return (userId) => labels.get(userId) ?? 'somebody'
}

/**
 * A label that several people share: "responder" for "responder 2". For an answer that was released by role: the number would
 * tell which messages of the timeline are its writer's, and all their other answers with them.
 */
export const withoutNumber = (label: string): string => label.replace(/ \d+$/, '')

/** Gives a person the next free label of a series, once. A series of roles starts without a number. */
function giver(labels: Map<string, string>): (userId: string, base: string, isNumbered: boolean) => void {
  const taken = new Set<string>(['somebody'])
  return (userId, base, isNumbered) => {
    if (labels.has(userId)) return
    let number = 1
    const label = () => (number === 1 && !isNumbered ? base : `${base} ${number}`)
    while (taken.has(label())) number++
    taken.add(label())
    labels.set(userId, label())
  }
}

/** The label of a role inside a sentence: "Lead" becomes "lead", "DBA" stays. Its key, where the configuration has none. */
export function roleLabel(role: string, roleLabels: Readonly<Record<string, string>>): string {
  return inSentence((Object.hasOwn(roleLabels, role) ? roleLabels[role] : undefined) ?? role.replace(/[_-]+/g, ' '))
}

/** A label as it stands inside a sentence: "Lead" becomes "lead", "DBA" stays. */
export const inSentence = (label: string): string =>
  /^\p{Lu}\p{Ll}/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label

/** By when somebody took it; the rest only makes the order the same every time. */
export const compareHoldings = (a: RoleHolding, b: RoleHolding): number =>
  a.fromAt.getTime() - b.fromAt.getTime() || compareText(a.role, b.role) || compareText(a.userId, b.userId) || endOf(a) - endOf(b)

const endOf = ({ untilAt }: RoleHolding): number => untilAt?.getTime() ?? Number.MAX_SAFE_INTEGER

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const authorsOf = (entries: LabelFacts['entries']): string[] =>
  byId(entries).flatMap(({ authorId }) => (authorId === null ? [] : [authorId]))

const byId = <T extends { id: number }>(rows: readonly T[]): T[] => [...rows].sort((a, b) => a.id - b.id)
