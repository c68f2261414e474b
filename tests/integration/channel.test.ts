import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Channel, Person } from '../../src/sandbox/index.ts'
import { declare } from '../support/incident.ts'
import { minutePasses } from '../support/minute-passes.ts'
import { createStage, type Stage, type StageOptions, wordsBefore } from '../support/stage.ts'

const options: StageOptions = {}
let stage: Stage
let maya: Person
let sam: Person
let jo: Person
let incidents: Channel

beforeAll(async () => {
  stage = await createStage(options)
  const { workspace } = stage
  maya = workspace.addUser({ name: 'maya' })
  sam = workspace.addUser({ name: 'sam' })
  jo = workspace.addUser({ name: 'jo' })
  incidents = workspace.addChannel({ name: 'incidents', members: [sam] })
  const owners = workspace.addUserGroup({ handle: 'db-owners', users: [jo, maya] })
  options.settings = `announceChannel: ${incidents.id}\ninvite:\n  people: [${sam.id}]\n  userGroups: [${owners.id}]`
  await stage.restart()
})
afterAll(() => stage.close())

const callsOf = (method: string, from = 0) => stage.slack.calls.slice(from).filter((call) => call.method === method)

async function notices(): Promise<string[]> {
  const { rows } = await stage.database.pool.query<{ sentence: string }>('select sentence from "Notice" order by at')
  return rows.map(({ sentence }) => sentence)
}

/** How often a text is in what the bot posted to a channel. */
const posted = (channel: { id: string }, text: string): number =>
  stage.workspace.messages(channel).filter((message) => JSON.stringify(message).includes(text)).length

describe('the channel of an incident', () => {
  it('is furnished: people, topic, pinned headline, bookmark, announcement', async () => {
    const { channel } = await declare(stage, maya, 'users table is empty sev1')
    expect(channel.members).toEqual(expect.arrayContaining([maya.id, sam.id, jo.id]))
    expect(channel.topic).toBe('INC-1 · sev1 · investigating · Lead: nobody yet · users table is empty')
    expect(channel.pins).toHaveLength(1)
    expect(channel.bookmarks.map(({ title }) => title)).toEqual(['INC-1 headline'])
    expect(posted(incidents, 'INC-1')).toBe(1)
  })

  it('shows a change in place: headline, topic and announcement stay the ones that they were', async () => {
    const channel = stage.channel()
    await maya.runs('/incident lead', { in: channel })
    await maya.runs('/incident status monitoring', { in: channel })
    await stage.settled()
    expect(channel.topic).toContain('monitoring · Lead: <@')
    expect(channel.pins).toHaveLength(1)
    expect(posted(channel, 'Declared by')).toBe(1)
    expect(posted(incidents, 'INC-1')).toBe(1)
    expect(wordsBefore(sam, incidents)).toContain('monitoring')
    expect(wordsBefore(sam, incidents)).toContain(`Lead: <@${maya.id}>`)
  })

  it('is told to whoever declares after two calls one after another, even where the title was used before', async () => {
    const from = stage.slack.calls.length
    stage.slack.faults.hang('conversations.invite', 'conversations.setTopic', 'chat.postMessage', 'usergroups.users.list')
    await maya.runs('/incident declare users table is empty sev1')
    await expect.poll(() => callsOf('response_url', from).map(({ ok }) => ok)).toEqual([true])
    const done = stage.slack.calls.slice(from).filter(({ endedAt }) => endedAt !== null)
    expect(done.map(({ method }) => method)).toEqual(['conversations.create', 'response_url'])
    await stage.slack.faults.reset()
    await stage.settled()
    expect(stage.channel('inc-2026-11-22-users-table-is-empty-2').members).toContain(maya.id)
  })

  it('gets the next free name where others took it, archived ones included', async () => {
    const old = stage.workspace.addChannel({ name: 'inc-2026-11-22-disk-full', members: [sam] })
    stage.workspace.addChannel({ name: 'inc-2026-11-22-disk-full-2' })
    await sam.archives(old)
    expect((await declare(stage, maya, 'disk full')).channel.name).toBe('inc-2026-11-22-disk-full-3')
  })

  it.each([
    ['🔥🔥', /^inc-2026-11-22-\d+$/],
    ['База данных', /^inc-2026-11-22-база-данных$/],
  ])('for the title %s has a name all the same', async (title, name) => {
    expect((await declare(stage, maya, title)).channel.name).toMatch(name)
  })

  it('has the plainest name where Slack takes none of the wished ones', async () => {
    stage.slack.faults.failNext('conversations.create', { error: 'invalid_name_specials' })
    const { channel, number } = await declare(stage, maya, 'no such name')
    expect(channel.name).toBe(`inc-${number}`)
  })

  it('is announced nowhere for a private incident or a drill', async () => {
    const secret = await declare(stage, maya, 'keys leaked --private')
    const drill = await declare(stage, maya, 'pretend fire --drill')
    expect(secret.channel.isPrivate).toBe(true)
    expect(posted(incidents, `INC-${secret.number}`) + posted(incidents, `INC-${drill.number}`)).toBe(0)
    expect(drill.channel.topic).toMatch(/^DRILL · /)
    expect(posted(drill.channel, '*drill*')).toBe(1)
  })

  it('that people archived takes no more messages, and nobody is told of trouble', async () => {
    const { channel, number } = await declare(stage, maya, 'short one')
    await maya.archives(channel)
    const before = await notices()
    const { reply } = await maya.runs(`/incident resolve INC-${number}`)
    await stage.settled()
    expect(reply?.text).toBe(`INC-${number}: sev3, resolved.`)
    expect(await notices()).toEqual(before)
  })
})

describe('a channel that Slack does not let the bot make', () => {
  it('is made once it may: until then the person knows, once, and the operator too', async () => {
    stage.workspace.settings.restrictsChannelCreation = true
    await sam.runs('/incident declare no channel yet sev2', { in: 'incidents' })
    await stage.settled()
    await stage.retried()
    const words = wordsBefore(sam, 'incidents')
    expect(words.split('Slack does not let me make its channel')).toHaveLength(2)
    expect(await notices()).toContainEqual(expect.stringContaining('conversations.create (restricted_action)'))

    stage.workspace.settings.restrictsChannelCreation = false
    await stage.retried()
    expect(wordsBefore(sam, 'incidents')).toContain(`Its channel is <#${stage.channel('inc-2026-11-22-no-channel-yet').id}>`)
    expect((await notices()).join()).not.toContain('restricted_action')
  })

  it('for want of a scope is made when the app has it, also after a restart', async () => {
    const { scopes } = stage.workspace
    scopes.splice(scopes.indexOf('groups:write'), 1)
    await sam.runs('/incident declare secret and late --private', { in: 'incidents' })
    await stage.settled()
    expect(wordsBefore(sam, 'incidents')).toContain('Slack does not let me make its channel')
    expect(await notices()).toContainEqual(expect.stringContaining('conversations.create needs the scope groups:write'))
    await stage.restart()
    scopes.push('groups:write')
    await stage.retried()
    expect(stage.channel('inc-2026-11-22-secret-and-late').members).toContain(sam.id)
    expect((await notices()).join()).not.toContain('conversations.create')
  })
})

describe('one optional step that fails', () => {
  it('stops nothing: no user groups on a free plan', async () => {
    stage.workspace.settings.isFree = true
    const { channel } = await declare(stage, jo, 'on a free plan')
    stage.workspace.settings.isFree = false
    expect(channel.members).toEqual(expect.arrayContaining([jo.id, sam.id]))
    expect(await notices()).toContainEqual(expect.stringContaining('Free workspaces have no user groups'))
    expect(channel.pins).toHaveLength(1)
  })

  it('stops nothing: a scope is missing for bookmarks and user groups, and comes later', async () => {
    const { scopes } = stage.workspace
    const all = [...scopes]
    scopes.splice(0, scopes.length, ...all.filter((scope) => scope !== 'bookmarks:write' && scope !== 'usergroups:read'))
    const { channel } = await declare(stage, maya, 'without bookmarks')
    expect(channel.members).toEqual(expect.arrayContaining([maya.id, sam.id]))
    expect([channel.pins.length, channel.bookmarks.length]).toEqual([1, 0])
    scopes.splice(0, scopes.length, ...all)
    await stage.retried()
    expect(channel.bookmarks).toHaveLength(1)
    expect(channel.members).toContain(jo.id)
  })

  it('stops nothing: pins are full', async () => {
    stage.slack.faults.failNext('pins.add', { error: 'too_many_pins' })
    const { channel } = await declare(stage, maya, 'pins are full')
    expect([channel.pins.length, channel.bookmarks.length]).toEqual([0, 1])
    expect(await notices()).toContainEqual(expect.stringContaining('too_many_pins'))
  })
})

describe('a bot that stopped half way', () => {
  const lost = [
    'conversations.create',
    'response_url',
    'conversations.invite',
    'conversations.setTopic',
    'pins.add',
    'bookmarks.add',
  ]

  it.each([...lost.map((method) => [method, 1] as const), ['chat.postMessage', 1] as const, ['chat.postMessage', 2] as const])(
    'finishes the channel when the answer of %s was lost (%i×), and makes nothing twice',
    async (method, times) => {
      stage.slack.faults.failNext(method, { when: 'after', times })
      const title = `lost ${method.replace('.', ' ')} ${times}`
      await maya.runs(`/incident declare ${title}`, { in: 'incidents' })
      await stage.restart()
      for (let again = 0; again < times; again += 1) await stage.retried()
      const made = stage.workspace.channels().filter(({ name }) => name.endsWith(title.toLowerCase().replace(/[^a-z0-9]+/g, '-')))
      const channel = stage.channel()
      expect(made.map(({ id }) => id)).toEqual([channel.id])
      expect(posted(channel, 'Declared by')).toBe(1)
      expect([channel.pins.length, channel.bookmarks.length]).toEqual([1, 1])
      expect(posted(incidents, title)).toBe(1)
      expect(channel.topic).toContain(title)
      expect(channel.members).toContain(maya.id)
    },
  )

  it('pins and bookmarks at the next change, where it was killed before these were asked for', async () => {
    const { channel } = await declare(stage, maya, 'killed in between')
    await maya.unpins(channel, channel.pins[0] ?? '')
    await stage.database.pool.query(`delete from "PostedMessage" where key like 'pin:%' or key like 'bookmark:%'`)
    await maya.runs('/incident severity sev2', { in: channel })
    await stage.settled()
    expect(channel.pins).toHaveLength(1)
  })

  it('never takes the channel of another incident for its own', async () => {
    const first = await declare(stage, maya, 'same title')
    stage.slack.faults.failNext('conversations.create', { status: 500 })
    await maya.runs('/incident declare same title')
    await stage.settled()
    await stage.database.pool.query('update "Incident" set "triedName" = $1 where "triedName" is not null', [first.channel.name])
    await stage.retried()
    const second = stage.channel()
    expect(second.id).not.toBe(first.channel.id)
    expect(second.name).toBe('inc-2026-11-22-same-title-2')
  })
})

it('is made once where Slack limits the bot', async () => {
  stage.slack.faults.limitNext('conversations.create', { retryAfter: 30, times: 1 })
  await maya.runs('/incident declare limited')
  await stage.settled()
  minutePasses()
  const from = stage.slack.calls.length
  await stage.retried()
  expect(callsOf('conversations.create', from)).toHaveLength(1)
  expect(stage.channel('inc-2026-11-22-limited').pins).toHaveLength(1)
})

it('is announced after all, once the settings name a channel that there is', async () => {
  const right = options.settings
  options.settings = 'announceChannel: C0NOWHERE1'
  await stage.restart()
  const { channel, number } = await declare(stage, maya, 'announced late')
  expect(await notices()).toEqual(expect.arrayContaining([expect.stringContaining('chat.postMessage')]))
  options.settings = right
  await stage.restart()
  await maya.runs('/incident status identified', { in: channel })
  await stage.settled()
  expect(posted(incidents, `INC-${number}`)).toBe(1)
})
