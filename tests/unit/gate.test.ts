import { expect, it } from 'vitest'
import { RetryLater } from '../../src/jobs/retry-later.ts'
import { createGate } from '../../src/slack/gate.ts'

function gateAt() {
  const time = { now: 0 }
  const gate = createGate(() => time.now)
  /** How long to wait, in milliseconds; 0 where the call may be made. */
  const wait = (method: string, channel?: string): number => {
    try {
      gate.pass(method, channel)
      return 0
    } catch (error) {
      if (error instanceof RetryLater) return error.milliseconds
      throw error
    }
  }
  return { time, gate, wait }
}

it('lets nobody call a method again in a channel before the time that Slack gave', () => {
  const { time, gate, wait } = gateAt()
  gate.shut('reactions.add', 'C1', 30_000)
  expect(wait('reactions.add', 'C1')).toBe(30_000)
  time.now = 29_999
  expect(wait('reactions.add', 'C1')).toBe(1)
  time.now = 30_000
  expect([wait('reactions.add', 'C1'), wait('reactions.add', 'C1')]).toEqual([0, 0])
})

it('lets other channels, other methods, and those without a channel go on', () => {
  const { gate, wait } = gateAt()
  gate.shut('chat.postMessage', 'C1', 30_000)
  expect([wait('chat.postMessage', 'C2'), wait('chat.update', 'C1'), wait('users.info')]).toEqual([0, 0, 0])
  gate.shut('users.info', undefined, 5_000)
  expect([wait('users.info'), wait('chat.update', 'C1')]).toEqual([5_000, 0])
})

it('posts about once a second into a channel that was refused a message, until it has rested', () => {
  const { time, gate, wait } = gateAt()
  gate.shut('chat.postMessage', 'C1', 1_000)
  time.now = 1_000
  expect(wait('chat.postMessage', 'C1')).toBe(0)
  expect(wait('chat.postMessage', 'C1')).toBe(1_100)
  time.now = 2_100
  expect(wait('chat.postMessage', 'C1')).toBe(0)
  time.now = 12_100
  expect([wait('chat.postMessage', 'C1'), wait('chat.postMessage', 'C1')]).toEqual([0, 0])
})
