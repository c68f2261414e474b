import type { Told } from '../known-material.ts'
import type { Condition, Safeguard, UsualWork } from '../material/material.ts'
import type { SafeguardState } from '../material/material-fields.ts'
import { sinceAt } from '../since.ts'
import type { Known } from './review-facts.ts'
import { ofMaterial, timeParts } from './review-material.ts'
import type { Template } from './review-template.ts'
import { placeOf } from './review-timeline.ts'
import type { Part, Say } from './review-words.ts'

type Dated = Condition | Safeguard | UsualWork

/** What was so since long before lies on the timeline too, at its beginning: "backups switched off", 67 days before detection. */
export const datedTemplates: readonly Template[] = [
  inPlace(ofMaterial('timeline', 'begins', 'condition', (one, known, say) => beginsParts(one, 'condition', known, say), isSure)),
  inPlace(
    ofMaterial(
      'timeline',
      'safeguard.begins',
      'safeguard',
      (one, known, say) => beginsParts(one, safeguardWords[one.state], known, say),
      isDated,
    ),
  ),
  inPlace(ofMaterial('timeline', 'usual.begins', 'usual', (one, known, say) => beginsParts(one, 'usual', known, say), isDated)),
]

const safeguardWords: Record<SafeguardState, string> = {
  present: 'safeguard there',
  weakened: 'safeguard weakened',
  absent: 'safeguard absent',
  unknown: 'safeguard, how it was is not known',
}

function isDated({ since }: Dated): boolean {
  return sinceAt(since) !== null
}

/** A guess is told where the unknown is. */
function isSure(condition: Condition): boolean {
  return condition.sureness !== 'guess' && isDated(condition)
}

function beginsParts({ since, words }: Told<Dated>, what: string, known: Known, say: Say): Part[] {
  return since === null ? [] : [...timeParts(known, since, say), ` · ${what}, from here on: `, say.quote(words)]
}

/** Among the entries, at its time. */
function inPlace(template: Template): Template {
  return {
    ...template,
    applies: (known) => template.applies(known).map((made) => ({ ...made, rank: rankOf(known, made.sources[0] ?? '') })),
  }
}

function rankOf(known: Known, ref: string): number {
  const one = known.material.of.get(ref)
  const at = one && 'since' in one ? sinceAt(one.since) : null
  return at === null ? 0 : placeOf(known.entries, at) - 0.5
}
