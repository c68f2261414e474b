import type { RoleHolding } from './people.ts'

/** A group of people, and how many of them have told something. `role` is null for those that share no role with two others. */
export type ToldGroup = { role: string | null; people: number; told: number }

/** Below this a number would say who. */
export const smallestGroup = 3

/**
 * How many have told something, in groups of at least three; none where fewer are involved. Everybody is in one group alone, and no
 * group is left over from which one could be told by taking away: a rest of one or two makes all of them one group.
 */
export function toldByGroup(
  involved: readonly string[],
  roles: readonly Pick<RoleHolding, 'role' | 'userId'>[],
  told: ReadonlySet<string>,
): ToldGroup[] {
  const groups = new Map<string | null, string[]>()
  for (const userId of involved) {
    const role = roleOf(userId, involved, roles)
    groups.set(role, [...(groups.get(role) ?? []), userId])
  }
  const areLarge = [...groups.values()].every((people) => people.length >= smallestGroup)
  const whole = involved.length >= smallestGroup ? [[null, [...involved]] as const] : []
  return (areLarge ? [...groups] : whole).map(([role, people]) => ({
    role,
    people: people.length,
    told: people.filter((userId) => told.has(userId)).length,
  }))
}

/** The first role of theirs that at least three people hold. */
function roleOf(
  userId: string,
  involved: readonly string[],
  roles: readonly Pick<RoleHolding, 'role' | 'userId'>[],
): string | null {
  const holders = (role: string): number =>
    new Set(roles.filter((holding) => holding.role === role && involved.includes(holding.userId)).map((each) => each.userId)).size
  return roles.find((holding) => holding.userId === userId && holders(holding.role) >= smallestGroup)?.role ?? null
}

/** How many of a group have told something, in words that single nobody out, on neither side. */
export function toldText({ people, told }: ToldGroup): string {
  if (told < smallestGroup) return `fewer than ${smallestGroup} of ${people}`
  return people - told < smallestGroup ? `most or all of ${people}` : `${told} of ${people}`
}
