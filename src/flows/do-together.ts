/** At most so many at once: a statement stays short, and its locks few. */
const most = 100

/** So many batches may be at work: while one waits for the database, the next one is made ready. */
const lines = 2

type Waiting<Item, Result> = { item: Item; resolve(result: Result): void; reject(error: unknown): void }

/**
 * Does together what arrives within a few milliseconds: what comes while batches are at work makes the next one. Whoever
 * is alone waits for nobody. Where a batch fails, each of it is done by itself, so that one that cannot be done hurts no other.
 * @param together does several, and gives what came of each, in their order
 * @param alone does one
 * @param onFailure told of a batch of so many that failed
 * @returns does one, with others; resolves when it is done, that is, committed
 */
export function doTogether<Item, Result>(
  together: (items: Item[]) => Promise<Result[]>,
  alone: (item: Item) => Promise<Result>,
  onFailure: (error: unknown, count: number) => void,
): (item: Item) => Promise<Result> {
  const waiting: Waiting<Item, Result>[] = []
  let atWork = 0

  const settle = async (batch: Waiting<Item, Result>[]): Promise<void> => {
    const results = await together(batch.map(({ item }) => item)).catch((error: unknown) => {
      onFailure(error, batch.length)
      return null
    })
    if (results) for (const [index, result] of results.entries()) batch[index]?.resolve(result)
    else await Promise.all(batch.map(({ item, resolve, reject }) => alone(item).then(resolve, reject)))
  }
  const next = (): void => {
    if (atWork === lines || waiting.length === 0) return
    atWork += 1
    void settle(waiting.splice(0, most)).then(() => {
      atWork -= 1
      next()
    })
  }
  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      setImmediate(next)
    })
}
