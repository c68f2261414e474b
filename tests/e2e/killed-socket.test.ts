import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { isUnderWay, itSurvives } from '../support/killed.ts'
import { until } from '../support/program.ts'
import { createScene, type Scene } from '../support/scene.ts'

let scene: Scene

beforeAll(async () => {
  scene = await createScene('socket')
  await scene.start()
})
afterEach(() => scene.slack.faults.reset())
afterAll(() => scene.close())

describe('a bot over Socket Mode', () => {
  it('that is killed after the channel was made, before it could note so, makes no second one', async () => {
    const { slack, maya, ops, bot } = scene
    slack.faults.failNext('conversations.create', { when: 'after' })
    await maya.runs('/incident declare made and not noted sev1', { in: ops })
    await until('the channel is there', () => scene.channelOf('made and not noted') !== null)
    expect(await bot.end('SIGKILL')).toBeNull()
    await scene.start()
    await scene.whole('made and not noted')
    expect(maya.sees(ops).filter(({ text }) => text.includes('INC-1'))).not.toEqual([])
  })

  it('that is killed with the headline on its way shows it once', async () => {
    const { slack, maya, ops, bot } = scene
    slack.faults.hang('chat.postMessage')
    await maya.runs('/incident declare headline on its way sev1', { in: ops })
    await until('the headline is on its way', () => isUnderWay(scene, 'chat.postMessage'))
    expect(await bot.end('SIGKILL')).toBeNull()
    await slack.faults.reset()
    await scene.start()
    const channel = await scene.whole('headline on its way')
    const headlines = maya.sees(channel).filter(({ ts }) => channel.pins.includes(ts))
    expect(headlines).toHaveLength(1)
    expect(maya.sees(channel).filter(({ text }) => text === headlines[0]?.text)).toHaveLength(1)
  })

  itSurvives(() => scene)
})
