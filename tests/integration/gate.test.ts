import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { handKinds } from '../../src/core/entry-by-hand.ts'
import type { Person } from '../../src/sandbox/index.ts'
import { actions, forms, shortcuts } from '../../src/slack/ids.ts'
import { subcommands } from '../../src/slack/subcommands.ts'
import { fields } from '../../src/slack/views/forms.ts'
import { exported } from '../support/exported.ts'
import { createTray, type Declared, declare, rowsIn, signedPost } from '../support/incident.ts'
import { createStage, type Stage, type StageOptions } from '../support/stage.ts'

const secrets = ['payroll', 'salary of everybody', 'told the lawyers', 'alone that night', 'spreadsheet.xlsx']
const options: StageOptions = { logLevel: 'trace' }

let stage: Stage
let other: Stage
let maya: Person
let eve: Person
let incident: Declared
let promptId: string
let entryIds: number[]
/** What her own forms carry, by their callback_id: the best that can be forged. */
const formsOfMaya = new Map<string, string>()
let tray: Awaited<ReturnType<typeof createTray>>

/** An incident that has everything: messages, files, notes, roles, a review that is open, a question and its answer. */
beforeAll(async () => {
  stage = await createStage(options)
  other = await createStage({ database: stage.database, slack: stage.slack })
  tray = await createTray()
  maya = stage.workspace.addUser({ name: 'maya', realName: 'Maya Lind' })
  eve = stage.workspace.addUser({ name: 'eve', realName: 'Eve Moss' })
  const news = stage.workspace.addChannel({ name: 'news', members: [maya, eve] })
  options.settings = `announceChannel: ${news.id}`
  await stage.restart()
  incident = await declare(stage, maya, 'payroll data leaked sev1 --private')
  const files = [{ name: 'spreadsheet.xlsx', content: 'x' }]
  const message = await maya.posts(incident.channel, 'the salary of everybody is public', { files })
  await maya.reacts(incident.channel, message.ts, 'pushpin')
  await maya.runs('/incident note told the lawyers', { in: incident.channel })
  await maya.runs('/incident lead @maya', { in: incident.channel })
  await maya.runs('/incident update', { in: incident.channel })
  await keepForm()
  await maya.runs('/incident add', { in: incident.channel })
  await keepForm()
  await maya.runs('/incident import', { in: incident.channel })
  await keepForm(false)
  await maya.submits({ text: '[14:05] Jo: told the lawyers' })
  await keepForm()
  await maya.closes()
  await maya.runs('/incident resolve', { in: incident.channel })
  await stage.settled()
  await stage.at('2026-11-23T12:00:00Z')
  const { rows } = await stage.database.pool.query('select id from "Prompt" where "incidentId" = $1', [incident.id])
  promptId = rows[0]?.id
  const entries = await stage.database.pool.query<{ id: number }>('select id from "Entry" where "incidentId" = $1', [incident.id])
  entryIds = entries.rows.map(({ id }) => id)
  const question = maya.directMessages().at(-1)
  if (question) await maya.clicks(question, 'Answer')
  await keepForm(false)
  await maya.submits({ text: 'I was alone that night', visibility: 'with_name' })
  await keepForm(false)
  await maya.submits()
  await stage.at('2026-11-26T12:00:00Z')
})
afterAll(async () => {
  await tray.close()
  await other.close()
  await stage.close()
})

async function keepForm(isClosed = true): Promise<void> {
  await stage.settled()
  const view = maya.currentView()
  if (view) formsOfMaya.set(view.callback_id, view.private_metadata)
  if (isClosed) await maya.closes()
}

const form = 'application/x-www-form-urlencoded'
const post = (to: Stage, fields: Record<string, string>) =>
  signedPost(to.eventsUrl, to.workspace.signingSecret, new URLSearchParams(fields).toString(), form)

/** What is pressed in a form, and not in a message. */
const inForms: string[] = [actions.showMoment, actions.keepWording, actions.chooseQuestion]

/** What is pressed on one's own page: what it does is shown there, and is said nowhere. */
const onOwnPage: string[] = [actions.turnHome, actions.rememberOwn, actions.wordingOwn, actions.neverOwn, actions.enterReceipt]

/**
 * What Slack sends when somebody does this, whatever the buttons and forms before them. All that the bot says to it.
 * Only where a command was typed is Slack's own word: in a private channel nobody but its members can.
 */
const asEve = {
  runs: async (text: string, channel_id: string, at = stage, user = eve): Promise<string> => {
    tray.taken.splice(0)
    const about = { command: '/incident', text, channel_id, user_id: user.id, team_id: at.workspace.id }
    const answer = await post(at, { ...about, response_url: tray.url, trigger_id: randomUUID() })
    return `${answer.text}${tray.taken.join()}`
  },
  presses: async (action_id: string, value: string, at = stage, user = eve): Promise<string> => {
    tray.taken.splice(0)
    const view = { id: 'V1', hash: 'h', type: 'modal', callback_id: 'x', blocks: [], state: { values: {} } }
    const place = inForms.includes(action_id) ? { view } : { channel: { id: incident.channel.id }, response_url: tray.url }
    const payload = {
      type: 'block_actions',
      ...whoIs(at, user),
      ...place,
      actions: [{ type: 'button', action_id, value, block_id: 'b' }],
    }
    const answer = await post(at, { payload: JSON.stringify(payload) })
    if (onOwnPage.includes(action_id)) await at.settled()
    else if (!inForms.includes(action_id)) await expect.poll(() => tray.taken).not.toEqual([])
    return `${answer.text}${tray.taken.join()}`
  },
  submits: async (callback_id: string, private_metadata: string, at = stage, user = eve): Promise<string> => {
    const chosen: Record<string, string> = { status: 'monitoring', severity: 'sev2', visibility: 'with_name' }
    const state = Object.values(fields).map((field) => {
      const value = chosen[field]
      const typed = field === fields.when ? '' : 'mine now'
      return [field, { [field]: value ? { selected_option: { value } } : { value: typed } }] as const
    })
    const blocks = [{ type: 'input', block_id: fields.text }]
    const view = {
      id: 'V2',
      hash: randomUUID(),
      type: 'modal',
      callback_id,
      private_metadata,
      blocks,
      state: { values: Object.fromEntries(state) },
    }
    const answer = await post(at, { payload: JSON.stringify({ type: 'view_submission', ...whoIs(at, user), view }) })
    return answer.text
  },
}

const unsaid = { time: { text: '', at: null }, responseUrl: null, page: null }

/** What the form to edit an entry carries. */
const editing = (entryId: number): string =>
  JSON.stringify({
    ...unsaid,
    of: { what: 'edit', entryId, shown: { kind: 'note', text: '', about: '', at: '2026-11-22T14:30:00.000Z' } },
  })

/** What the form for a message carries. */
function adding(incidentId: string): string {
  const message = { channelId: 'C1', ts: '1795357800.000100', threadTs: null, authorId: eve.id, authorName: null, files: [] }
  return JSON.stringify({ ...unsaid, of: { what: 'message', incidentId, message } })
}

const whoIs = (at: Stage, user: Person) => ({
  team: { id: at.workspace.id, domain: 'x' },
  user: { id: user.id, team_id: at.workspace.id },
  api_app_id: at.workspace.appId,
  trigger_id: randomUUID(),
})

const secretsIn = (text: string): string[] => secrets.filter((secret) => text.toLowerCase().includes(secret))

/** As its example in the help says it, for this incident. */
function typedFor(name: string, number: string): string {
  const example = subcommands.find((each) => each.name === name)?.example ?? ''
  const rest = example
    .split(' ')
    .slice(2)
    .filter((word) => !/^(INC-\d+|@\w+)$/.test(word))
  return [name, number, ...rest].join(' ')
}

const told = async () => ({
  ...(await rowsIn(stage, 'Entry', 'EntryVersion', 'Mark', 'Transcript', 'Answer', 'Prompt', 'RoleHolding')),
  ...(await incidentRow()),
})
async function incidentRow(): Promise<object> {
  return (await stage.database.pool.query('select version, title from "Incident" where id = $1', [incident.id])).rows[0]
}

describe('somebody who is not in the channel of a private incident', () => {
  it('has something to find', async () => {
    const reply = async (command: string) =>
      JSON.stringify((await maya.runs(`/incident ${command}`, { in: incident.channel })).reply)
    const seen = `${await reply('timeline')}${await reply('review')}`.toLowerCase()
    expect(secrets.filter((secret) => !seen.includes(secret))).toEqual([])
    expect(promptId).toBeTruthy()
    expect([...formsOfMaya.keys()]).toEqual([
      forms.update,
      forms.entry,
      forms.import,
      forms.importPreview,
      forms.answer,
      forms.answerPreview,
    ])
    expect(entryIds.length).toBeGreaterThan(3)
  })

  const silent = ['declare', 'list', 'help']
  it.each(subcommands.map(({ name }) => name))('learns nothing by /incident %s', async (name) => {
    const before = await told()
    const inNews = await asEve.runs(typedFor(name, silent.includes(name) ? '' : 'INC-1'), stage.workspace.channel('news').id)
    await stage.settled()
    expect(secretsIn(inNews)).toEqual([])
    if (silent.includes(name)) return
    const ofNone = await asEve.runs(typedFor(name, 'INC-999'), stage.workspace.channel('news').id)
    expect(inNews).toBe(ofNone.replaceAll('INC-999', 'INC-1'))
    expect(await told()).toEqual(before)
  })

  it.each(Object.entries(actions))('learns nothing by the button %s', async (_name, action) => {
    const before = await told()
    const opened = () => stage.slack.calls.filter(({ method }) => method.startsWith('views.')).length
    const views = opened()
    for (const id of [incident.id, promptId]) {
      const answers = [await asEve.presses(action, id), await asEve.presses(action, `${id} 0`)]
      expect(secretsIn(answers.join())).toEqual([])
    }
    const [ofThis, ofNone] = [await asEve.presses(action, incident.id), await asEve.presses(action, randomUUID())]
    expect(ofThis).toBe(ofNone)
    if (onOwnPage.includes(action)) expect(secretsIn(JSON.stringify([eve.home(), eve.currentView()]))).toEqual([])
    else expect(opened()).toBe(views)
    expect(await told()).toEqual(before)
  })

  it.each(Object.entries(forms).filter(([name]) => name !== 'declare'))(
    'learns and changes nothing by the form %s',
    async (_name, callbackId) => {
      const before = await told()
      const metadata = formsOfMaya.get(callbackId) ?? incident.id
      const ofNone = metadata.replace(incident.id, randomUUID()).replace(promptId, randomUUID())
      const answer = await asEve.submits(callbackId, metadata)
      expect(secretsIn(answer)).toEqual([])
      if (callbackId !== forms.answer) expect(answer).toBe(await asEve.submits(callbackId, ofNone))
      expect(await told()).toEqual(before)
    },
  )

  const none = 2_000_000_000
  it.each([...handKinds, 'edit', 'hide', 'show', 'versions'])(
    'learns and changes nothing by “%s” in the menu of an entry',
    async (verb) => {
      const before = await told()
      const ofNone = await asEve.presses(actions.entryMenu, `${none} ${verb} 0`)
      for (const id of entryIds) expect(await asEve.presses(actions.entryMenu, `${id} ${verb} 0`)).toBe(ofNone)
      expect(await told()).toEqual(before)
    },
  )

  it('learns and changes nothing by the number of an entry', async () => {
    const before = await told()
    const news = stage.workspace.channel('news').id
    const ofNone = await asEve.runs(`edit E${none}`, news)
    for (const id of entryIds) {
      expect((await asEve.runs(`edit E${id}`, news)).replaceAll(`E${id}`, `E${none}`)).toBe(ofNone)
      expect(await asEve.submits(forms.entry, editing(id))).toBe(await asEve.submits(forms.entry, editing(none)))
    }
    expect(await told()).toEqual(before)
  })

  it('puts no message on its timeline, and is not offered it', async () => {
    const before = await told()
    expect(await asEve.submits(forms.entry, adding(incident.id))).toBe(await asEve.submits(forms.entry, adding(randomUUID())))
    const message = await eve.posts('news', 'what is going on?')
    await eve.shortcut(shortcuts.addToTimeline, { message })
    await stage.settled()
    expect(secretsIn(JSON.stringify(eve.currentView()))).toEqual([])
    expect(await told()).toEqual(before)
  })

  it('learns nothing by an export', async () => {
    for (const who of [[], ['--for', eve.id], ['--for', other.workspace.botUserId]])
      for (const format of ['markdown', 'json'])
        expect(await exported(stage, ['INC-1', '--format', format, '--workspace', stage.workspace.id, ...who])).toBe(
          (await exported(stage, ['INC-999', '--format', format, '--workspace', stage.workspace.id, ...who])).replace(
            'INC-999',
            'INC-1',
          ),
        )
    expect(secretsIn(await exported(stage, ['INC-1', '--for', maya.id, '--workspace', stage.workspace.id]))).not.toEqual([])
  })

  it('learns nothing by looking around: in channels, in direct messages, in the channel of announcements', async () => {
    const places = stage.workspace.channels().filter(({ isPrivate }) => !isPrivate)
    const seen = [...places.flatMap((place) => eve.sees(place)), ...eve.directMessages()]
    expect(secretsIn(JSON.stringify(seen))).toEqual([])
    expect(secretsIn(JSON.stringify(places.map(({ name, topic }) => `${name} ${topic}`)))).toEqual([])
    const { rows } = await stage.database.pool.query('select sentence from "Notice"')
    expect(secretsIn(JSON.stringify(rows))).toEqual([])
  })

  it('sees it when they are let in, and no longer when they have left', async () => {
    await maya.invites(incident.channel, [eve])
    expect(secretsIn(await asEve.runs('timeline INC-1', stage.workspace.channel('news').id))).not.toEqual([])
    expect(secretsIn(await asEve.presses(actions.showTimeline, incident.id))).not.toEqual([])
    await eve.leaves(incident.channel)
    expect(secretsIn(await asEve.runs('timeline INC-1', stage.workspace.channel('news').id))).toEqual([])
    expect(secretsIn(await asEve.presses(actions.showTimeline, incident.id))).toEqual([])
  })
})

describe('two workspaces on one database', () => {
  it('have an INC-1 each, and see nothing of each other', async () => {
    const theirs = other.workspace.addUser({ name: 'noor' })
    const own = await declare(other, theirs, 'printer is on fire')
    expect(own.number).toBe(1)
    expect(await asEve.runs('timeline INC-1', own.channel.id, other, theirs)).toContain('printer is on fire')
    expect(await asEve.runs('list', own.channel.id, other, theirs)).toContain('printer is on fire')
    expect(await asEve.runs('list', incident.channel.id)).not.toContain('printer')
    const forged = [
      await asEve.presses(actions.showTimeline, incident.id, other, theirs),
      await asEve.presses(actions.showTimeline, own.id, stage, maya),
      await asEve.presses(actions.openUpdate, own.id, stage, maya),
      await asEve.submits(forms.update, own.id, stage, maya),
      await asEve.submits(forms.answer, promptId, other, theirs),
    ].join()
    expect(secretsIn(forged)).toEqual([])
    expect(forged).not.toContain('printer')
    const { rows } = await stage.database.pool.query('select status, version from "Incident" where id = $1', [own.id])
    expect(rows[0]?.status).toBe('investigating')
  })
})

it('no line of the log, however much is logged, holds what people wrote', () => {
  expect(stage.logged.length).toBeGreaterThan(0)
  expect(secretsIn(stage.logged.join())).toEqual([])
})
