import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ConfigProblems } from '../../src/config.ts'
import { repeat } from '../../src/repeat.ts'
import { problemsText } from '../../src/startup.ts'

describe('what is wrong with the settings', () => {
  it('is told one by one', () => {
    expect(problemsText(new ConfigProblems(['PORT: must be a number.']))).toBe(
      'Second Story cannot start: a setting is wrong.\n  - PORT: must be a number.\nAll settings: docs/settings.md\n',
    )
    expect(problemsText(new ConfigProblems(['one', 'two']))).toContain('some settings are wrong.\n  - one\n  - two\n')
  })
})

describe('what is done again and again', () => {
  const logged: string[] = []
  const log = pino({ base: undefined, timestamp: false }, { write: (line) => void logged.push(line) })
  beforeEach(() => {
    vi.useFakeTimers()
    logged.splice(0)
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('is not begun while it is still being done', async () => {
    let begun = 0
    let finish = (): void => undefined
    const work = (): Promise<void> => {
      begun += 1
      return new Promise((resolve) => {
        finish = resolve
      })
    }
    const repeated = repeat(1_000, work, log)
    await vi.advanceTimersByTimeAsync(3_500)
    expect(begun).toBe(1)
    finish()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(begun).toBe(2)
    finish()
    await repeated.stop()
  })

  it('goes on after a failure, of which the log tells', async () => {
    let begun = 0
    const work = async (): Promise<void> => {
      begun += 1
      throw new RangeError('words of a person')
    }
    const repeated = repeat(1_000, work, log)
    await vi.advanceTimersByTimeAsync(2_000)
    await repeated.stop()
    expect(begun).toBe(2)
    expect(logged).toHaveLength(2)
    expect(logged[0]).toContain('RangeError')
    expect(logged[0]).not.toContain('words of a person')
  })

  it('is waited for when it is stopped, and not begun again', async () => {
    const events: string[] = []
    let finish = (): void => undefined
    const work = async (): Promise<void> => {
      events.push('begun')
      await new Promise<void>((resolve) => {
        finish = resolve
      })
      events.push('done')
    }
    const repeated = repeat(1_000, work, log)
    await vi.advanceTimersByTimeAsync(1_000)
    const stopped = repeated.stop().then(() => events.push('stopped'))
    await vi.advanceTimersByTimeAsync(5_000)
    finish()
    await stopped
    expect(events).toEqual(['begun', 'done', 'stopped'])
  })
})
