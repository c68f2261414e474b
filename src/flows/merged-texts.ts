import { createHash } from 'node:crypto'
import { mayStandMerged } from '../core/merging.ts'
import type { Seals } from '../core/seal.ts'
import { listAnswerers, listAnswersOf } from '../store/answers.ts'
import type { Tx } from '../store/db.ts'
import { listMergedTexts } from '../store/merged-accounts.ts'
import type { ReviewRecord } from '../store/reviews.ts'

type Of = Pick<ReviewRecord, 'incidentId' | 'state' | 'openedAt'>

/**
 * The words that stand in a review without attribution, in an order that comes from the words. They enter it all together, when it
 * opens; what is merged after that, when it is published: one that came alone would tell when it was written.
 */
export async function mergedTexts(tx: Tx, seals: Seals, { incidentId, state, openedAt }: Of): Promise<(string | null)[]> {
  if (openedAt === null) return []
  if (state === 'published') return inNoOrder(await listMergedTexts(tx, seals, incidentId))
  if (!mayStandMerged(await listAnswerers(tx, incidentId))) return []
  const merged = await listAnswersOf(tx, seals, incidentId, ['merged'])
  return inNoOrder(merged.filter(({ releasedAt }) => releasedAt !== null && releasedAt <= openedAt).map(({ text }) => text))
}

function inNoOrder(texts: readonly (string | null)[]): (string | null)[] {
  const place = (text: string | null): string => (text === null ? '' : createHash('sha256').update(text).digest('hex'))
  return texts.toSorted((a, b) => (place(a) < place(b) ? -1 : 1))
}
