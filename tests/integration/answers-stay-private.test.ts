import { describe, expect, it } from 'vitest'
import { createStage } from '../support/stage.ts'
import { answers, incidentWith, resolve, reviewFor, tablesHolding } from '../support/story.ts'

const marker = 'zq-marmalade'

describe('an answer that nobody was shown', () => {
  it('is nowhere in the database as it was written, and in nothing that the bot says, logs or sends', async () => {
    const stage = await createStage({ logLevel: 'trace' })
    const maya = stage.workspace.addUser({ name: 'maya', tz: 'Europe/Vienna' })
    const sam = stage.workspace.addUser({ name: 'sam', tz: 'Europe/Vienna' })
    const { channel } = await incidentWith(stage, maya, 'users table is empty sev1', [{ by: sam, says: 'I look' }])
    await resolve(stage, maya, channel)
    await stage.at('2026-11-23T09:00:00Z')

    await answers(stage, sam, `${marker} one`)
    await answers(stage, sam, `${marker} two`, 'only_me', 'Change')
    await answers(stage, maya, `${marker} three`, 'by_role')
    stage.slack.faults.failNext('chat.update', { error: 'msg_too_long' })
    await answers(stage, maya, `${marker} four`, 'only_me', 'Change')
    const note = maya.sees(channel).find((message) => JSON.stringify(message.blocks ?? []).includes('note_open'))
    if (note) await maya.clicks(note, 'Leave myself a note')
    await stage.settled()
    await maya.submits({ text: `${marker} five` })
    await stage.settled()

    const posts = stage.slack.calls.filter(({ method }) => method.startsWith('chat.'))
    const released = posts.filter(({ args }) => JSON.stringify(args).includes(`${marker} three`))
    expect(new Set(released.map(({ args }) => args.channel))).toEqual(new Set([maya.dm()]))
    await stage.database.pool.query('select graphile_worker.reschedule_jobs(array_agg(id), now()) from graphile_worker.jobs')
    await stage.at('2026-11-26T12:00:00Z')
    await stage.restart()
    await reviewFor(stage, sam, channel)

    expect(await tablesHolding(stage, marker)).toEqual([])
    expect(stage.logged.filter((line) => line.includes(marker))).toEqual([])
    expect(saying(stage.slack.calls, ['one', 'two', 'four', 'five'])).toEqual([])
    for (const person of [maya, sam])
      for (const place of [channel, 'ops']) expect(JSON.stringify(person.sees(place))).not.toContain(marker)
    expect(stage.workspace.messages(sam.dm()).filter(({ text }) => text.includes(marker))).toEqual([])
    await stage.close()
  })
})

/** The calls in which a text that was private at the time goes anywhere but into the form of its own writer. */
function saying(calls: { method: string; args: unknown }[], words: string[]): string[] {
  return calls
    .filter(({ method }) => method !== 'views.open' && method !== 'views.update')
    .filter(({ args }) => words.some((word) => JSON.stringify(args).includes(`${marker} ${word}`)))
    .map(({ method }) => method)
}
