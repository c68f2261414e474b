import { isThankedNamed } from '../credit.ts'
import type { Told } from '../known-material.ts'
import type { Helped } from '../material/material.ts'
import type { HelpedThrough } from '../material/material-fields.ts'
import type { Known } from './review-facts.ts'
import { evidenceParts, ofMaterial } from './review-material.ts'
import type { Template } from './review-template.ts'
import type { Part, Say } from './review-words.ts'

/** What held and helped. Somebody who is thanked stands there by their role, unless both sides want their name there. */
export const heldTemplates: readonly Template[] = [ofMaterial('held', 'helped', 'helped', helpedParts)]

const throughWords: Record<Exclude<HelpedThrough, 'credit'>, string> = {
  skill: 'Skill',
  luck: 'Luck',
  improvisation: 'An idea on the spot',
  other: 'It helped',
}

function helpedParts(helped: Told<Helped>, known: Known, say: Say): Part[] {
  const { through, words } = helped
  const how: Part[] = through === 'credit' || helped.thankedId !== null ? thanksParts(helped, say) : [throughWords[through]]
  return [...how, ': ', say.quote(words), '.', ...evidenceParts(known, helped)]
}

function thanksParts(helped: Helped, say: Say): Part[] {
  const { thankedId } = helped
  if (thankedId === null) return ['With thanks']
  return ['With thanks to ', isThankedNamed(helped) ? say.plain(say.name(thankedId)) : say.person(thankedId)]
}
