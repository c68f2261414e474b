import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Finding } from '../../src/core/wording/wording.ts'

const row = z.object({
  id: z.string(),
  text: z.string(),
  label: z.enum(['positive', 'negative']),
  strength: z.enum(['strong', 'soft']).nullable(),
})
/** A sentence, and what people say of it. */
export type Labelled = z.infer<typeof row>

/** The sentences of a file of JSON lines. */
export const readLabelled = (file: string): Labelled[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => row.parse(JSON.parse(line)))

/** Whether a sentence is only scored on, and was never looked at while rules were written: a quarter of them, by their ids. */
export const isHeldOut = ({ id }: Labelled): boolean => createHash('sha256').update(id).digest('hex') >= 'c'

/** A share with the ends of its 95 % interval. */
export type Share = { hits: number; of: number; share: number; low: number; high: number }

/** Wilson's score interval, which holds for few sentences too (Wilson 1927, doi:10.1080/01621459.1927.10502953). */
export function shareOf(hits: number, of: number): Share {
  const z2 = 1.96 ** 2
  const share = of === 0 ? 0 : hits / of
  const middle = (share + z2 / (2 * of)) / (1 + z2 / of)
  const half = (1.96 * Math.sqrt((share * (1 - share)) / of + z2 / (4 * of * of))) / (1 + z2 / of)
  return { hits, of, share, low: Math.max(0, middle - half), high: Math.min(1, middle + half) }
}

export const shownShare = ({ hits, of, share, low, high }: Share): string =>
  `${share.toFixed(2)} (${hits} of ${of}; ${low.toFixed(2)} to ${high.toFixed(2)})`

/**
 * How good a check is on these sentences, sentence by sentence. `precision`: of those with a strong finding, how many hold a strong
 * wording; a soft one counts as an error. `recall`: of those that hold a strong wording, how many are found. `falseAlarms`: of those
 * that hold none, how many have a strong finding.
 */
export function accuracyOf(rows: readonly Labelled[], check: (text: string) => readonly Finding[]) {
  const isFound = (one: Labelled) => check(one.text).some(({ strength }) => strength === 'strong')
  const strong = rows.filter(({ strength }) => strength === 'strong')
  const plain = rows.filter(({ label }) => label === 'negative')
  const found = rows.filter(isFound)
  return {
    precision: shareOf(found.filter(({ strength }) => strength === 'strong').length, found.length),
    recall: shareOf(strong.filter(isFound).length, strong.length),
    falseAlarms: shareOf(plain.filter(isFound).length, plain.length),
  }
}
