import { compareSources, differingKey } from '../differing.ts'
import type { Differing } from '../material/material.ts'
import { answerRef } from '../prompts.ts'
import { entryRef } from '../timeline.ts'
import type { Known } from './review-facts.ts'
import { listed } from './review-material.ts'
import type { Template } from './review-template.ts'
import { momentOf } from './review-timeline.ts'
import { type ReviewWords, type Say, sayFor } from './review-words.ts'

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

/** An account in brief, to be chosen by its words: its name as a source, when it was, and what it says, on one line. */
export type BriefAccount = { ref: string; when: string | null; words: string }

/** What somebody chooses from who says that two accounts differ, and the pairs of which that is said. */
export type AccountsToChoose = { accounts: BriefAccount[]; pairs: Differing[] }

export const accountsToChoose = (known: Known, words: ReviewWords): AccountsToChoose => ({
  accounts: briefAccounts(known, words),
  pairs: [...known.material.differing.values()],
})

/** What has words of somebody's in the review and may be shown, in the order of the story; what has no moment comes last. */
function briefAccounts(known: Known, words: ReviewWords): BriefAccount[] {
  const say = sayFor(known, words)
  const told = [
    ...known.entries.map(({ id, text, happenedAt: at }) => ({ ref: entryRef(id), text, at })),
    ...known.answers.map((answer) => ({ ref: answerRef(answer.id), text: answer.text, at: momentOf(known, answer) })),
    ...known.material.surprise.map((surprise) => ({ ref: surprise.ref, text: surprise.words, at: momentOf(known, surprise) })),
  ]
  return told
    .sort((a, b) => (a.at?.getTime() ?? never) - (b.at?.getTime() ?? never) || compareSources(a.ref, b.ref))
    .flatMap(({ ref, text, at }) => {
      const brief = briefly(say, text ?? '')
      return brief === '' ? [] : [{ ref, when: at && say.when(at), words: brief }]
    })
}

/** After every moment. */
const never = Number.MAX_SAFE_INTEGER

const briefly = (say: Say, text: string): string =>
  say
    .brief(text)
    .flatMap(({ by, text: piece }) => (by === 'people' ? [piece] : []))
    .join('')
    .trim()
