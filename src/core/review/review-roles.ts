import type { RoleHolding } from '../people.ts'
import type { Known } from './review-facts.ts'
import type { Template } from './review-template.ts'
import { isSameName } from './review-timeline.ts'
import type { Say } from './review-words.ts'

/** Who held which role, by label, from when to when. */
export const roleTemplates: readonly Template[] = [
  {
    key: 'role',
    section: 'roles',
    applies: (known) => [...new Set(known.roles.map(({ role }) => role))].map((role) => ({ sources: [known.ref], of: role })),
    text: (known, { of: role = '' }, say) => {
      const held = known.roles.filter((holding) => holding.role === role)
      const [first] = held
      if (!first) return null
      const name = isSameName(say.role(role), say.person(first.userId)) ? '' : `${say.role(role)}: `
      return [`${name}${held.map((holding) => heldText(known, holding, say)).join('; ')}.`]
    },
  },
]

function heldText(known: Known, { userId, fromAt, untilAt }: RoleHolding, say: Say): string {
  const until = untilAt === null ? '' : ` until ${say.when(untilAt)}`
  const isFromTheStart = fromAt.getTime() <= known.facts.incident.declaredAt.getTime()
  return `${say.person(userId)}, ${isFromTheStart ? 'from the declaration' : `from ${say.when(fromAt)}`}${until}`
}
