import { differingKey } from '../differing.ts'
import type { Differing } from '../material/material.ts'
import type { Known } from './review-facts.ts'
import { listed } from './review-material.ts'
import type { Template } from './review-template.ts'
import { momentOf } from './review-timeline.ts'

/** Accounts of which people have said that they differ: both stay, and none is held for the right one. */
export const differingTemplates: readonly Template[] = [
  {
    key: 'differing',
    section: 'unknown',
    applies: ({ material }) => [...material.differing.values()].map(({ one, other }) => ({ sources: [one, other] })),
    text: (known, { sources: [one = '', other = ''] }, say) => {
      if (!known.material.differing.has(differingKey({ one, other }))) return null
      const times = [...new Set(momentsOf(known, { one, other }).map(say.when))]
      return [times.length === 0 ? 'Two accounts differ; both are kept.' : `Accounts differ at ${listed(times)}; both are kept.`]
    },
  },
]

const momentsOf = (known: Known, { one, other }: Differing): Date[] =>
  [one, other].flatMap((source) => {
    const entry = known.entryOf.get(source)
    const told = known.answerOf.get(source) ?? known.material.byRef.surprise.get(source)
    return entry?.happenedAt ?? (told && momentOf(known, told)) ?? []
  })
