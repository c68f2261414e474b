import { expect, it } from 'vitest'
import { until } from './program.ts'
import type { Scene } from './scene.ts'

/** What holds of a bot that is killed or told to stop, whichever way Slack reaches it. The bot runs before, and has stopped after: this comes last. */
export function itSurvives(scene: () => Scene): void {
  it('that is killed with events on their way hears them again, and keeps each once', async () => {
    const { slack, maya, ops, bot, start } = scene()
    await maya.runs('/incident declare users table is empty sev1', { in: ops })
    const channel = await scene().whole('users table is empty')
    const said = await maya.posts(channel, 'backups have been off since September')
    await bot.end('SIGKILL')
    void maya.reacts(channel, said.ts, 'pushpin')
    await start()
    await slack.settled()
    const { reply } = await maya.runs('/incident timeline', { in: channel })
    expect(JSON.stringify(reply).split('backups have been off')).toHaveLength(2)
  })

  it('that is told to stop finishes what it was doing, and answers for it', async () => {
    const { slack, maya, ops, bot } = scene()
    slack.faults.hang('views.open')
    const asked = maya.runs('/incident', { in: ops })
    await until('the form is on its way', () => isUnderWay(scene(), 'views.open'))
    const ended = bot.end('SIGTERM')
    await until('it says that it stops', () => bot.stderr.includes('stopping: what runs is finished first'))
    await slack.faults.reset()
    expect(await ended).toBe(0)
    expect(await asked).toMatchObject({ ok: true, status: 200 })
    expect(maya.currentView()).not.toBeNull()
    expect(bot.stderr).not.toMatch(/"level":"(warn|error|fatal)"/)
  })
}

/** Whether Slack was asked for this and has not answered. */
export const isUnderWay = ({ slack }: Scene, method: string): boolean =>
  slack.calls.some((call) => call.method === method && call.endedAt === null)
