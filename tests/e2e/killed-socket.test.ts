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
  it('that is killed after one channel was made, before it could note so, and with the headline of another on its way makes neither twice', async () => {
    const { slack, maya, ops, bot } = scene
    slack.faults.hang('chat.postMessage')
    await maya.runs('/incident declare headline on its way sev1', { in: ops })
    await until('the headline is on its way', () => isUnderWay(scene, 'chat.postMessage'))
    slack.faults.failNext('conversations.create', { when: 'after' })
    await maya.runs('/incident declare made and not noted sev1', { in: ops })
    await until('the channel is there', () => scene.channelOf('made and not noted') !== null)
    expect(await bot.end('SIGKILL')).toBeNull()
    await slack.faults.reset()
    await scene.start()
    await scene.whole('made and not noted')
    for (const name of ['INC-1', 'INC-2']) expect(maya.sees(ops).filter(({ text }) => text.includes(name))).not.toEqual([])
    const channel = await scene.whole('headline on its way')
    const headlines = maya.sees(channel).filter(({ ts }) => channel.pins.includes(ts))
    expect(headlines).toHaveLength(1)
    expect(maya.sees(channel).filter(({ text }) => text === headlines[0]?.text)).toHaveLength(1)
  })

  itSurvives(() => scene)
})
