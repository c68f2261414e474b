import type { Told } from '../known-material.ts'
import { withoutNumber } from '../labels.ts'
import type { Surprise } from '../material/material.ts'
import type { Known } from './review-facts.ts'
import { evidenceParts, ofMaterial } from './review-material.ts'
import type { Template } from './review-template.ts'
import { momentOf, momentText, placeOf } from './review-timeline.ts'
import type { Part, Say } from './review-words.ts'

/** Surprises stand at their moment, behind what is told of it. */
export function surpriseTemplate(): Template {
  const template = ofMaterial('inside', 'surprise', 'surprise', surpriseParts)
  return {
    ...template,
    applies: (known) => {
      const rankOf = surpriseRank(known)
      return template.applies(known).map((made) => ({ ...made, rank: rankOf(made.sources[0] ?? '') }))
    },
  }
}

function surpriseRank(known: Known): (ref: string) => number {
  const places = new Map(known.entries.map(({ id }, at) => [id, at]))
  return (ref) => {
    const surprise = known.material.byRef.surprise.get(ref)
    const place = places.get(surprise?.entryId ?? -1)
    if (place !== undefined) return place + 0.8
    return surprise?.momentAt ? placeOf(known.entries, surprise.momentAt) - 0.2 : known.entries.length
  }
}

function surpriseParts(surprise: Told<Surprise>, known: Known, say: Say): Part[] {
  const { personId, isNamed, expected, changedMyMind, words } = surprise
  const at = momentOf(known, surprise)
  return [
    at === null ? '' : `${momentText(known, at, say)} · `,
    'a surprise · ',
    personId === null ? 'somebody' : isNamed ? say.plain(say.name(personId)) : labelOf(personId, say),
    ...(expected === null ? [] : [', expected: ', say.quote(expected)]),
    ', saw: ',
    say.quote(words),
    ...(changedMyMind === null ? [] : [', what changed the picture: ', say.quote(changedMyMind)]),
    '.',
    ...evidenceParts(known, surprise),
  ]
}

function labelOf(personId: string, say: Say): string {
  const label = withoutNumber(say.person(personId))
  return label === 'somebody' ? 'a colleague' : label
}
