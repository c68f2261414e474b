import { describe, expect, it } from 'vitest'
import { doTogether } from '../../src/flows/do-together.ts'

describe('what is done together', () => {
  it('is done in batches, each answered with what came of it', async () => {
    const batches: number[][] = []
    const double = doTogether<number, number>(
      async (items) => {
        batches.push(items)
        return items.map((item) => item * 2)
      },
      async () => Number.NaN,
      () => undefined,
    )
    const numbers = Array.from({ length: 250 }, (_each, index) => index)
    expect(await Promise.all(numbers.map(double))).toEqual(numbers.map((item) => item * 2))
    expect(batches.flat()).toEqual(numbers)
    expect(batches.map(({ length }) => length)).toEqual([100, 100, 50])
    expect(await double(7)).toBe(14)
  })

  it('is done one by one where the batch fails, so that one that cannot be done hurts no other', async () => {
    const alone = async (item: string): Promise<string> => {
      if (item === 'bad') throw new Error('this one')
      return `${item} alone`
    }
    const failures: number[] = []
    const together = async () => Promise.reject(new Error('all of it'))
    const work = doTogether<string, string>(together, alone, (_error, count) => failures.push(count))
    const done = await Promise.allSettled(['a', 'bad', 'b'].map(work))
    expect(done).toMatchObject([{ value: 'a alone' }, { reason: { message: 'this one' } }, { value: 'b alone' }])
    expect(await work('c')).toBe('c alone')
    expect(failures).toEqual([3, 1])
  })
})
