import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { itSurvives } from '../support/killed.ts'
import { until } from '../support/program.ts'
import { createScene, type Scene } from '../support/scene.ts'

/** Killed during its calls: `killed-at.test.ts`. */

let scene: Scene

beforeAll(async () => {
  scene = await createScene('http')
  await scene.start()
})
afterEach(() => scene.slack.faults.reset())
afterAll(() => scene.close())

describe('a bot over HTTP', () => {
  it('that is told to stop in the middle of a declaration leaves nothing half done for long', async () => {
    const { slack, maya, ops, bot } = scene
    slack.faults.slow(300)
    await maya.runs('/incident declare stopped in the middle sev1', { in: ops })
    await until('the channel is there', () => scene.channelOf('stopped in the middle') !== null)
    expect(await bot.end('SIGTERM')).toBe(0)
    await scene.start()
    await scene.whole('stopped in the middle')
  })

  itSurvives(() => scene)
})
