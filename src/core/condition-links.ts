import { z } from 'zod'
import { type ConditionLink, type LinkKind, linkKinds, type NeededTogether } from './material/material.ts'
import { Refusal } from './refusal.ts'

/** @throws Refusal where both ends are the same condition. A circle over others is as true as anything. */
export function checkLink({ fromId, toId }: ConditionLink): void {
  if (fromId === toId) throw new Refusal('A condition is linked to another one. Choose which.', 'other')
}

/**
 * A set that is not there yet, in the order of ids.
 * @returns null where it is there already
 * @throws Refusal where there are fewer than two
 */
export function newSet(sets: readonly NeededTogether[], conditionIds: readonly number[]): number[] | null {
  const wanted = [...new Set(conditionIds)].sort((a, b) => a - b)
  if (wanted.length < 2) throw new Refusal('Choose at least two conditions: each was needed, and together.', 'others')
  const isThere = sets.some(({ conditionIds: ids }) => ids.length === wanted.length && ids.every((id, at) => id === wanted[at]))
  return isThere ? null : wanted
}

/** What one did to the other, in words that stand between the two. */
export const linkWords: Record<LinkKind, string> = {
  made_possible: 'made possible',
  hid_or_slowed: 'hid or slowed the noticing of',
  limited_damage: 'limited the damage of',
}

/** A link as a value of a choice, and back. */
export const linkValue = ({ fromId, toId, kind }: ConditionLink): string => `${fromId} ${toId} ${kind}`
export function linkIn(value: string): ConditionLink | null {
  const [fromId, toId, kind] = linkParts.safeParse(value.split(' ')).data ?? []
  return fromId === undefined || toId === undefined || kind === undefined ? null : { fromId, toId, kind }
}

const linkParts = z.tuple([z.coerce.number().int(), z.coerce.number().int(), z.enum(linkKinds)])

/** Two conditions hang together in six ways: each kind, either way round. */
export function linkChosen(way: string, conditionId: number, otherId: number): ConditionLink | null {
  const [direction, kind] = wayParts.safeParse(way.split(' ')).data ?? []
  if (kind === undefined) return null
  return direction === 'to' ? { fromId: conditionId, toId: otherId, kind } : { fromId: otherId, toId: conditionId, kind }
}

const wayParts = z.tuple([z.enum(['to', 'from']), z.enum(linkKinds)])
