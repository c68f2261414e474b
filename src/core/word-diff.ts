/** A stretch of words that two texts have in common, or one of them alone. */
export type Stretch = { kind: 'same' | 'gone' | 'new'; text: string }

/** Two middles of so many words by so many are compared; larger ones count as written anew. */
const mostCompared = 4_000_000

/** What became of a text, word by word: what is in both, what is gone, and what is new. */
export function wordDiff(before: string, after: string): Stretch[] {
  const [a, b] = [wordsOf(before), wordsOf(after)]
  const start = commonStart(a, b)
  const end = commonStart(a.slice(start).reverse(), b.slice(start).reverse())
  const [gone, fresh] = [a.slice(start, a.length - end), b.slice(start, b.length - end)]
  const middle = gone.length * fresh.length > mostCompared ? anew(gone, fresh) : compared(gone, fresh)
  return joined([...a.slice(0, start).map(same), ...middle, ...a.slice(a.length - end).map(same)])
}

/** Words, each with the white space behind it. */
const wordsOf = (text: string): string[] => text.match(/\s+|\S+\s*/g) ?? []

const same = (text: string): Stretch => ({ kind: 'same', text })

const anew = (gone: readonly string[], fresh: readonly string[]): Stretch[] => [
  ...gone.map((text): Stretch => ({ kind: 'gone', text })),
  ...fresh.map((text): Stretch => ({ kind: 'new', text })),
]

function commonStart(a: readonly string[], b: readonly string[]): number {
  let length = 0
  while (length < a.length && length < b.length && a[length] === b[length]) length++
  return length
}

/** By the longest sequence of words that both have. `longest` at (i, j) is its length from there on, a row after another. */
function compared(a: readonly string[], b: readonly string[]): Stretch[] {
  const width = b.length + 1
  const longest = new Uint16Array((a.length + 1) * width)
  const at = (i: number, j: number): number => longest[i * width + j] ?? 0
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      longest[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  const stretches: Stretch[] = []
  let [i, j] = [0, 0]
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      stretches.push(same(a[i] ?? ''))
      i++
      j++
    } else if (at(i + 1, j) >= at(i, j + 1)) stretches.push({ kind: 'gone', text: a[i++] ?? '' })
    else stretches.push({ kind: 'new', text: b[j++] ?? '' })
  }
  return [...stretches, ...anew(a.slice(i), b.slice(j))]
}

/** Neighbours of one kind as one. */
function joined(stretches: readonly Stretch[]): Stretch[] {
  const all: Stretch[] = []
  for (const { kind, text } of stretches) {
    const last = all.at(-1)
    if (last?.kind === kind) last.text += text
    else all.push({ kind, text })
  }
  return all
}
