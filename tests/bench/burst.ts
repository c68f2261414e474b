import { readFile } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { within } from './around.ts'
import { dataOf, numberFrom, onDatabase, waitingJobs } from './database.ts'
import { openIncident, unpostedTs } from './events.ts'
import type { Benchmark } from './figure.ts'
import { send } from './load.ts'
import { createPayloads } from './payloads.ts'

/** Slack sends a workspace at most 30,000 events an hour: https://docs.slack.dev/reference/events/app_rate_limited/ */
const messages = 29_000
const reactions = 1_000
const atOnce = 64

/** All that Slack sends in an hour at the most, as fast as it can be taken. */
export const burst: Benchmark = {
  name: 'burst',
  about: `${messages} messages of an incident and ${reactions} marks, as fast as they are answered`,
  run: (say) =>
    within(async ({ slack, workspace, folder, startBot }) => {
      const bot = await startBot('burst')
      const person = workspace.addUser({ name: 'maya' })
      const { channel } = await openIncident({ slack, workspace, person }, bot.url)
      const payloads = createPayloads(workspace)
      const posted: string[] = []
      for (let count = 0; count < reactions; count += 1) posted.push((await person.posts(channel, 'still empty')).ts)
      const all = [...posted, ...unpostedTs(messages - reactions)]
      const startedAt = performance.now()
      const since = () => Math.round((performance.now() - startedAt) / 100) / 10
      await send(
        bot.url,
        workspace.signingSecret,
        all.map((ts) => payloads.message(channel, person.id, ts)),
        { atOnce },
      )
      await send(
        bot.url,
        workspace.signingSecret,
        posted.map((ts) => payloads.reaction(channel, person.id, ts)),
        { atOnce },
      )
      const answeredAfter = since()
      say(`all answered after ${answeredAfter} s; waiting for the jobs`)
      const stored = await onDatabase(dataOf(folder, 'burst'), async (pool) => {
        while ((await numberFrom(pool, waitingJobs)) > 0) await wait(100)
        const log = await numberFrom(pool, `select count(*) from "LogMessage" where text like 'the users table%'`)
        return log + (await numberFrom(pool, `select count(*) from "Entry" where source = 'reaction'`))
      })
      const lost = messages + reactions - stored
      const note = `${Math.round((messages + reactions) / answeredAfter)} a second`
      return [
        { name: 'burst.lost', value: lost, unit: 'events', aim: { atMost: 0 }, note: 'neither in the log nor on the timeline' },
        { name: 'burst.answered', value: answeredAfter, unit: 's', aim: null, note },
        { name: 'burst.drained', value: since(), unit: 's', aim: null, note: 'until no job was left' },
        {
          name: 'burst.memory',
          value: await peakOf(bot.pid),
          unit: 'MB',
          aim: null,
          note: 'the most that the bot’s process held',
        },
      ]
    }),
}

/** VmHWM of Linux; NaN elsewhere. */
async function peakOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Math.round((Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024) / 1_000_000)
}
