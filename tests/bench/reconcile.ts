import { setTimeout as wait } from 'node:timers/promises'
import { pageSize } from '../../src/slack/deliver-reconcile.ts'
import { within } from './around.ts'
import { dataOf, numberFrom, onDatabase } from './database.ts'
import { openIncident } from './events.ts'
import type { Benchmark } from './figure.ts'

const messages = 5_000

/** How long it may take at most, in milliseconds. */
const patience = 120_000

/** What was written while the bot was away, asked of Slack when it is back. */
export const reconcile: Benchmark = {
  name: 'reconcile',
  about: `a channel in which ${messages} messages were written while the bot was away`,
  run: (say) =>
    within(async ({ slack, workspace, folder, startBot }) => {
      const before = await startBot('reconcile')
      const person = workspace.addUser({ name: 'maya' })
      const { channel } = await openIncident({ slack, workspace, person }, before.url)
      await before.stop()
      for (let count = 0; count < messages; count += 1) await person.posts(channel, 'still empty')
      say('the bot is back')
      const calls = slack.calls.length
      await startBot('reconcile')
      const startedAt = performance.now()
      await onDatabase(dataOf(folder, 'reconcile'), async (pool) => {
        const isThere = `select count(*) from "LogMessage" where text = 'still empty'`
        while ((await numberFrom(pool, isThere)) < messages) {
          if (performance.now() - startedAt > patience) throw new Error('not all of the messages are there')
          await wait(50)
        }
      })
      const seconds = (performance.now() - startedAt) / 1000
      const read = slack.calls
        .slice(calls)
        .filter(({ method }) => method === 'conversations.history' || method === 'conversations.replies')
      const least = Math.ceil(messages / pageSize)
      return [
        {
          name: 'reconcile.calls',
          value: read.length,
          unit: 'calls',
          aim: { atMost: least },
          note: `${pageSize} messages a call`,
        },
        {
          name: 'reconcile.seconds',
          value: seconds,
          unit: 's',
          aim: null,
          note: 'from when the bot was ready until all were in the log',
        },
      ]
    }),
}
