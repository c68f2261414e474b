/** How many texts have a word, of all that were looked through. What few have says more than what many have. */
export type Counts = { of: ReadonlyMap<string, number>; total: number }

/** How much it says that two texts share a word. */
export const tellingOf = (word: string, { of, total }: Counts): number => Math.log(1 + total / Math.max(of.get(word) ?? 1, 1))

/**
 * How alike two short texts are, by the stems of their words: 1 where they share all, 0 where they share none. Two texts that share
 * only one word of several are not alike, whatever the word.
 */
export function likeness(own: readonly string[], other: readonly string[], counts: Counts): number {
  const [a, b] = [new Set(own), new Set(other)]
  const shared = [...a].filter((word) => b.has(word))
  if (shared.length < Math.min(2, a.size, b.size)) return 0
  const sum = (words: Iterable<string>): number => [...words].reduce((all, word) => all + tellingOf(word, counts), 0)
  const whole = sum(a) + sum(b)
  return whole === 0 ? 0 : (2 * sum(shared)) / whole
}

/** From here on two conditions are shown as perhaps the same; people say whether they are. */
export const alikeFrom = 0.25

/** How many are shown as perhaps the same. */
const mostAlike = 3

/** The texts that are alike, the most alike first; of equal ones the newest. */
export const alikeOf = <Other extends { id: number; words: readonly string[] }>(
  own: readonly string[],
  others: readonly Other[],
  counts: Counts,
): Other[] =>
  others
    .map((other) => ({ other, like: likeness(own, other.words, counts) }))
    .filter(({ like }) => like >= alikeFrom)
    .sort((a, b) => b.like - a.like || b.other.id - a.other.id)
    .slice(0, mostAlike)
    .map(({ other }) => other)
