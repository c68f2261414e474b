import type { Known } from './review-facts.ts'
import { counted, ofRecord, type Template } from './review-template.ts'

/**
 * Accounts whose writers chose to stand in the review without attribution. A version knows only how many there are, so that
 * none tells when one came or went; in which order they stand comes from their words alone.
 */
export const mergedTemplates: readonly Template[] = [
  {
    ...ofRecord(
      'inside',
      'merged.count',
      ({ merged }) => merged.length > 0,
      ({ merged }) => [`Without attribution, in no order: ${counted(merged.length, 'account', 'accounts')}.`],
    ),
    applies: (known) => (known.merged.length > 0 ? [{ sources: [known.ref], rank: behindAll(known) }] : []),
  },
  {
    key: 'merged',
    section: 'inside',
    applies: (known) =>
      known.merged.map((_, at) => ({ sources: [known.ref], of: String(at + 1), rank: behindAll(known) + 1 + at })),
    text: ({ merged }, { of = '' }, say) => {
      const words = merged[Number(of) - 1]
      if (words === undefined) return null
      return words === null ? ['An account that cannot be read now.'] : [say.quote(words)]
    },
  },
]

const behindAll = ({ entries }: Known): number => entries.length + 1
