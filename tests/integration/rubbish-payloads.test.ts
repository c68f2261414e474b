import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Person } from '../../src/sandbox/index.ts'
import { createTray, type Declared, declare, entriesOf } from '../support/incident.ts'
import {
  askedOfSlack,
  asOurs,
  deliverAll,
  errorsLogged,
  isSeenBefore,
  type Sample,
  samples,
  sums,
  watchProcess,
} from '../support/payloads.ts'
import { createStage, type Stage } from '../support/stage.ts'

watchProcess()

describe.skipIf(!isSeenBefore).each(['http', 'socket'] as const)(
  'everything that Slack was ever seen to send, over %s',
  (mode) => {
    let stage: Stage
    let tray: Awaited<ReturnType<typeof createTray>>
    let maya: Person
    let incident: Declared
    let all: Sample[]
    beforeAll(async () => {
      stage = await createStage({ mode })
      tray = await createTray()
      maya = stage.workspace.addUser({ name: 'maya' })
      incident = await declare(stage, maya, 'users table is empty sev1')
      all = samples()
    })
    afterEach(() => expect(errorsLogged(stage)).toEqual([]))
    afterAll(async () => {
      await stage.close()
      await tray.close()
    })

    /** What maya sees, what the bot said elsewhere, and what it keeps. */
    const everything = async () => ({
      seen: [maya.sees(incident.channel), maya.directMessages()],
      asked: askedOfSlack(stage),
      told: [...tray.taken],
      kept: await sums(stage),
    })
    const ours = (run: string, channelId?: string): Sample[] => {
      const owner = { teamId: stage.workspace.id, userId: maya.id, responseUrl: tray.url, run }
      return all.map((sample) => asOurs(sample, channelId ? { ...owner, channelId } : owner))
    }
    const notTaken = (came: Awaited<ReturnType<typeof deliverAll>>) => came.filter(({ ok, status }) => !ok || status !== 200)
    const said = (came: Awaited<ReturnType<typeof deliverAll>>) =>
      came.filter(
        ({ name, body }) => !name.includes('url_verification') && !['', '{}'].includes(body === '' ? '' : JSON.stringify(body)),
      )

    it('is taken as it is, of other workspaces, and nothing comes of it', async () => {
      expect(all.length).toBeGreaterThan(200)
      const before = await everything()
      const came = await deliverAll(stage, all)
      await stage.settled()
      expect([notTaken(came), said(came)]).toEqual([[], []])
      expect(await everything()).toEqual(before)
    })

    it('is taken of ours, in channels that are no incident’s, and nothing comes of it', async () => {
      const before = await everything()
      const came = await deliverAll(stage, ours('elsewhere'))
      await stage.settled()
      expect([notTaken(came), said(came)]).toEqual([[], []])
      expect(await everything()).toEqual(before)
    })

    it('is taken of ours, in the channel of an incident, and shows nobody an error', async () => {
      const before = await everything()
      const came = await deliverAll(stage, ours('here', incident.channel.id))
      await stage.settled()
      expect([notTaken(came), said(came)]).toEqual([[], []])
      const { seen, told } = await everything()
      expect({ seen, told }).toEqual({ seen: before.seen, told: before.told })
    })

    it('leaves the incident at work', async () => {
      const { ts } = await maya.posts(incident.channel, 'still here')
      await maya.reacts(incident.channel, ts, 'pushpin')
      await stage.settled()
      expect((await entriesOf(stage, incident)).map(({ text }) => text)).toContain('still here')
    })
  },
)
