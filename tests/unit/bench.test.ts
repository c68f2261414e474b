import { describe, expect, it } from 'vitest'
import { readArguments } from '../bench/arguments.ts'
import { type Figure, holds, jsonLine, median, quantile, table } from '../bench/figure.ts'
import { chainTo, longestChain } from '../bench/rounds.ts'

const call = (method: string, startedAt: number, endedAt: number) => ({ method, startedAt, endedAt })
const names = (calls: { method: string }[]) => calls.map(({ method }) => method)

describe('the longest chain of calls', () => {
  it('counts calls that were under way together as one round', () => {
    const calls = [call('create', 0, 100), call('tell', 105, 205), call('invite', 106, 206), call('topic', 150, 250)]
    expect(longestChain(calls)).toHaveLength(2)
  })

  it('counts three short calls beside a long one as three', () => {
    const calls = [call('long', 0, 400), call('a', 0, 100), call('b', 110, 210), call('c', 220, 320)]
    expect(names(longestChain(calls))).toEqual(['a', 'b', 'c'])
  })

  it('does not mind in which order they are told, and takes one that starts as the other ends for the next', () => {
    expect(names(longestChain([call('second', 100, 200), call('first', 0, 100)]))).toEqual(['first', 'second'])
  })

  it('is empty where nobody was called', () => {
    expect(longestChain([])).toEqual([])
  })

  it('ends with the call that is asked for, and leaves out what was still under way when that began', () => {
    const link = call('link', 105, 205)
    const calls = [call('create', 0, 100), call('slow', 10, 180), link, call('pin', 210, 310)]
    expect(names(chainTo(calls, link))).toEqual(['create', 'link'])
  })
})

describe('the command line of the benchmarks', () => {
  const known = ['declare', 'start', 'memory']

  it('runs all where none is named', () => {
    expect(readArguments([], known)).toEqual({ kind: 'run', isJson: false, names: known })
  })

  it('leaves out the long ones unless they are named', () => {
    expect(readArguments([], known, ['start'])).toMatchObject({ names: ['declare', 'memory'] })
    expect(readArguments(['start'], known, ['start'])).toMatchObject({ names: ['start'] })
  })

  it('runs those that are named, in the order of the table, each once', () => {
    const asked = readArguments(['memory', '--json', 'declare', 'memory'], known)
    expect(asked).toEqual({ kind: 'run', isJson: true, names: ['declare', 'memory'] })
  })

  it.each([['nothing'], ['--jsn']])('names what there is where %s is asked for', (word) => {
    const asked = readArguments(['declare', word], known)
    expect(asked).toEqual({
      kind: 'wrong',
      sentence: `There is no benchmark ${word}. There are: declare, start, memory; and --json prints one line a figure.`,
    })
  })
})

describe('a figure', () => {
  const start: Figure = { name: 'start.existing', value: 1.2345, unit: 's', aim: { atMost: 2.5 }, note: 'median of 3' }
  const share: Figure = { name: 'events.messages', value: 0.4999, unit: 'of a bare app', aim: { atLeast: 0.5 } }
  const wall: Figure = { name: 'declare.command.link-wall', value: 286, unit: 'ms', aim: null }

  it('is one line for scripts, with whether its aim is met', () => {
    expect(jsonLine(start)).toBe('{"name":"start.existing","value":1.23,"unit":"s","aim":2.5,"holds":true}')
    expect(JSON.parse(jsonLine({ ...start, value: 2.6 }))).toMatchObject({ holds: false })
    expect(JSON.parse(jsonLine(wall))).toMatchObject({ value: 286, aim: null, holds: null })
  })

  it('is judged as it is printed, and knows which way is better', () => {
    expect(holds(share)).toBe(true)
    expect(holds({ ...share, value: 0.49 })).toBe(false)
    expect(holds({ ...share, value: 0.9 })).toBe(true)
  })

  it('is a row of a table for people', () => {
    const [head, first, second, third] = table([start, share, wall]).split('\n')
    expect(head).toMatch(/^figure +value +aim$/)
    expect(first).toMatch(/^start\.existing +1\.23 s +at most 2\.5 s +holds +median of 3$/)
    expect(second).toContain('at least 0.5 of a bare app  holds')
    expect(third).toMatch(/^declare\.command\.link-wall +286 ms$/)
  })

  it('is the one in the middle, or the one that few exceed', () => {
    expect(median([9, 1, 5])).toBe(5)
    expect(quantile([...Array(100).keys()], 0.99)).toBe(98)
    expect(() => median([])).toThrow('nothing')
  })
})
