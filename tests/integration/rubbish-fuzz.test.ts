import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Person } from '../../src/sandbox/index.ts'
import { actions } from '../../src/slack/ids.ts'
import { type Declared, declare, entriesOf, timelineBefore } from '../support/incident.ts'
import { asOurs, deliverAll, errorsLogged, isSeenBefore, type Sample, samples, sums, watchProcess } from '../support/payloads.ts'
import { bentFrom, templates } from '../support/rubbish.ts'
import { createStage, type Stage } from '../support/stage.ts'

watchProcess()

/** Another seed looks elsewhere: RUBBISH_SEED=5. A run that fails prints its own. */
const seed = Number(process.env.RUBBISH_SEED ?? 20261122)

describe.each(['http', 'socket'] as const)('requests with something wrong in them, over %s', (mode) => {
  let stage: Stage
  let maya: Person
  let mallory: Person
  let salaries: Declared
  let open: Declared
  let all: Sample[]
  let promptId: string
  beforeAll(async () => {
    stage = await createStage({ mode })
    maya = stage.workspace.addUser({ name: 'maya', tz: 'Europe/Vienna' })
    mallory = stage.workspace.addUser({ name: 'mallory' })
    salaries = await declare(stage, maya, 'salaries on the intranet sev1 --private')
    const said = await maya.posts(salaries.channel, 'taken off the server')
    await maya.reacts(salaries.channel, said.ts, 'pushpin')
    await maya.runs('/incident resolve', { in: salaries.channel })
    await stage.settled()
    await stage.at('2026-11-24T10:00:00Z')
    promptId = (await promptsOf(stage, salaries))[0] ?? ''
    open = await declare(stage, mallory, 'users table is empty sev1')
    const { ts: messageTs } = await mallory.posts(open.channel, 'looking')
    all = [
      ...templates({
        teamId: stage.workspace.id,
        userId: mallory.id,
        channelId: open.channel.id,
        messageTs,
        ids: ids(),
        entryIds: [...(await entriesOf(stage, salaries)).map(({ id }) => id), 0, -1, 2 ** 31, 2 ** 53],
      }),
      ...(isSeenBefore ? samples().map((sample) => asOurs(sample, owner('seen'))) : []),
    ]
    stage.logged.splice(0)
  })
  afterAll(() => stage.close())

  const ids = () => [salaries.id, promptId, open.id, '00000000-0000-4000-8000-000000000000', 'INC-1']
  const owner = (run: string) => ({
    teamId: stage.workspace.id,
    userId: mallory.id,
    channelId: open.channel.id,
    responseUrl: '',
    run,
  })
  /** What is of the private incident, none of which is mallory's. */
  const hers = () =>
    sums(stage, (table) =>
      table === 'Incident'
        ? `t.id = '${salaries.id}'`
        : table === 'Workspace'
          ? 'false'
          : `to_jsonb(t) ->> 'incidentId' = '${salaries.id}'`,
    )

  it('are all taken in time, break nothing, and reach nothing that is not theirs', async () => {
    const before = await hers()
    const some = fc.array(bentFrom(all, ids()), { minLength: 20, maxLength: 20 })
    await fc.assert(
      fc.asyncProperty(some, async (bent) => {
        const came = await deliverAll(
          stage,
          bent.map(({ json, ...sample }) => ({ ...sample, payload: JSON.parse(json) })),
        )
        expect(came.filter(({ ok }) => !ok)).toEqual([])
        expect(errorsLogged(stage)).toEqual([])
      }),
      { seed, numRuns: 25, endOnFailure: true, interruptAfterTimeLimit: 20_000 },
    )
    await stage.settled()
    expect(await hers()).toEqual(before)
    expect(errorsLogged(stage)).toEqual([])
  })

  it('leave an incident and its questions at work', async () => {
    expect((await entriesOf(stage, salaries)).map(({ text }) => text)).toContain('taken off the server')
    const question = maya.directMessages().find(({ blocks }) => JSON.stringify(blocks).includes(actions.answer))
    if (!question) throw new Error('maya was asked nothing')
    await maya.clicks(question, 'Answer')
    expect((await maya.submits({ text: 'it was on the list', visibility: 'only_me' })).errors).toEqual({})
    const fresh = await declare(stage, maya, 'still at work sev2')
    const said = await maya.posts(fresh.channel, 'and on the timeline')
    await maya.reacts(fresh.channel, said.ts, 'pushpin')
    await stage.settled()
    expect((await timelineBefore(maya, fresh.channel)).join('\n')).toContain('and on the timeline')
    await maya.runs('/incident resolve', { in: fresh.channel })
    await stage.settled()
    expect(
      maya
        .sees(fresh.channel)
        .map((message) => JSON.stringify(message))
        .join('\n'),
    ).toContain('Resolved after')
  })
})

async function promptsOf(stage: Stage, { id }: Declared): Promise<string[]> {
  const { rows } = await stage.database.pool.query<{ id: string }>('select id from "Prompt" where "incidentId" = $1', [id])
  return rows.map((row) => row.id)
}
