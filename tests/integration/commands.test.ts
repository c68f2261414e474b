import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Person } from '../../src/sandbox/index.ts'
import { subcommands } from '../../src/slack/subcommands.ts'
import { type Declared, declare, timelineBefore } from '../support/incident.ts'
import { createStage, type Stage, textOf, wordsBefore } from '../support/stage.ts'

let stage: Stage
let maya: Person
let sam: Person
let table: Declared
let secret: Declared

beforeAll(async () => {
  stage = await createStage({ settings: 'emoji: { marks: [{ emoji: bookmark, kind: note }] }' })
  maya = stage.workspace.addUser({ name: 'maya' })
  sam = stage.workspace.addUser({ name: 'sam' })
  stage.workspace.addChannel({ name: 'ops', members: [maya, sam] })
  table = await declare(stage, maya, 'users table is empty sev1')
  secret = await declare(stage, sam, 'keys leaked --private')
})
afterAll(() => stage.close())

/** What the bot answers to somebody; in the table's channel, where no other is named. */
async function says(person: Person, command: string, where: string | { id: string } = table.channel): Promise<string> {
  const { reply } = await person.runs(command, { in: where })
  await stage.settled()
  return reply?.text ?? ''
}

describe('help', () => {
  it('lists every subcommand with an example', async () => {
    const { reply } = await maya.runs('/incident help')
    const help = reply ? textOf(reply) : ''
    for (const { does, example } of subcommands) expect(help).toContain(`\`${example}\`\\n${does}`)
    expect(help).toContain(':bookmark:')
    expect(help).not.toContain(':pushpin:')
  })

  it('is in each subcommand’s own example: none of them is refused as unknown', async () => {
    for (const { name, example } of subcommands) expect(example).toMatch(new RegExp(`^/incident ${name}\\b`))
  })
})

describe('a word that is no subcommand', () => {
  it.each([
    ['/incident staus monitoring', 'Did you mean `/incident status monitoring`?'],
    ['/incident res', 'Did you mean `/incident resolve restored from the replica`?'],
    ['/incident hlep', 'Did you mean `/incident help`?'],
    ['/incident users table is empty', 'To declare it as an incident: `/incident declare users table is empty`.'],
    ['/incident <b>&`x', "There is no `/incident &lt;b&gt;&amp;'x`."],
  ])('%s is answered with what may be meant', async (typed, hint) => {
    expect(await says(maya, typed)).toContain(hint)
  })
})

describe('which incident is meant', () => {
  it('is the one of the channel, or one named by number or channel', async () => {
    expect(await says(maya, '/incident status identified')).toBe('')
    expect(await says(maya, '/incident status INC-1 monitoring', 'ops')).toBe('INC-1: sev1, monitoring.')
    expect(await says(maya, `/incident status #${table.channel.name} identified`, 'ops')).toBe('INC-1: sev1, identified.')
    expect(await says(maya, '/incident status inc1 monitoring', 'ops')).toBe('INC-1: sev1, monitoring.')
  })

  it('is asked for elsewhere, with what to type', async () => {
    expect(await says(maya, '/incident resolve', 'ops')).toBe(
      "This channel is not an incident's. Say which one: `/incident resolve INC-1`. Open: INC-1.",
    )
  })

  it('is not one that somebody may not see: it looks as if there were none', async () => {
    const unseen = await says(maya, '/incident status INC-2 monitoring', 'ops')
    expect(unseen).toContain('There is no "INC-2" that you can see.')
    expect(unseen.replaceAll('INC-2', 'INC-77')).toBe(await says(maya, '/incident status INC-77 monitoring', 'ops'))
    expect(await says(maya, '/incident list', 'ops')).not.toContain('INC-2')
    const list = await sam.runs('/incident list', { in: 'ops' })
    expect(list.reply && textOf(list.reply)).toContain(':lock: private')
  })

  it('is the private one whose channel somebody is in, even before Slack has said that they joined', async () => {
    stage.slack.faults.hold()
    await sam.invites(secret.channel, [maya])
    expect(await says(maya, '/incident status monitoring', secret.channel)).toBe('')
    await stage.slack.faults.release()
    await maya.leaves(secret.channel)
    await stage.settled()
    expect(await says(maya, '/incident status INC-2 identified', 'ops')).toContain('that you can see')
  })
})

describe('a bad word', () => {
  it.each([
    ['/incident status fine', '"fine" is no status. There are `investigating`'],
    ['/incident status', 'Say which status: `investigating`'],
    ['/incident severity huge', '"huge" is no severity here. There are `sev1` ('],
    ['/incident severity', 'Say which severity: `sev1`'],
    ['/incident severity sev1', 'INC-1 is sev1 already.'],
    ['/incident lead the new one', 'I could not tell whom you mean by "the new one".'],
    ['/incident role', 'Say which role: `lead`, `communications`, `scribe`.'],
    ['/incident role hero @sam', 'There is no role "hero". There are `lead`'],
    ['/incident note', 'Say what to note'],
    ['/incident reopen', 'INC-1 is open already: monitoring.'],
    ['/incident close', 'INC-1 is still monitoring. Resolve it first: `/incident resolve`.'],
  ])('%s gets a sentence that says what to do', async (typed, sentence) => {
    expect(await says(maya, typed)).toContain(sentence)
  })

  it('does not cost the words around it: they come back, to copy', async () => {
    const { reply } = await maya.runs('/incident status fine since sign-in works again for <everybody>', {
      in: table.channel,
    })
    expect(reply && textOf(reply)).toContain('sign-in works again for &lt;everybody&gt;```')
  })
})

describe('roles', () => {
  it('are taken for oneself or given to others, who are invited', async () => {
    expect(await says(maya, '/incident lead')).toBe('')
    expect(await says(maya, '/incident lead me')).toBe('You are lead of INC-1 already.')
    expect(await says(maya, '/incident lead @sam')).toBe('')
    expect(table.channel.members).toContain(sam.id)
    expect(table.channel.topic).toContain(`Lead: <@${sam.id}>`)
    expect(wordsBefore(maya, table.channel)).toContain(`Lead: <@${maya.id}> to <@${sam.id}>`)
    expect(await says(maya, '/incident role Communications @maya', table.channel)).toBe('')
    expect(await says(maya, '/incident role INC-1 scribe me', 'ops')).toBe(`INC-1: Scribe is <@${maya.id}>.`)
  })

  it('are nothing for a bot', async () => {
    const bot = stage.workspace.person({ id: stage.workspace.botUserId })
    expect(await says(maya, `/incident lead @${bot.name}`)).toBe('I am a bot and cannot take a role. Choose a person.')
  })
})

describe('the end of an incident, in every order', () => {
  it('goes as people say, and each step stands on the timeline', async () => {
    const { channel } = await declare(stage, maya, 'there and back')
    const steps: [string, string][] = [
      ['/incident resolve', ''],
      ['/incident resolve', 'is resolved already.'],
      ['/incident close', ''],
      ['/incident resolve', 'is closed already.'],
      ['/incident reopen', ''],
      ['/incident reopen', 'is open already: investigating.'],
      ['/incident cancel same as INC-1', ''],
      ['/incident resolve', 'was cancelled.'],
      ['/incident reopen', ''],
      ['/incident resolve restored from the replica', ''],
    ]
    for (const [typed, answer] of steps) {
      expect(await says(maya, typed, channel)).toContain(answer)
      await stage.after(1)
    }
    const lines = (await timelineBefore(maya, channel)).join('\n')
    for (const line of ['investigating to *resolved*', 'resolved to *closed*', 'closed to *investigating*', 'same as INC-1'])
      expect(lines).toContain(line)
    expect(wordsBefore(sam, channel)).toContain('“restored from the replica”')
    expect(wordsBefore(sam, channel).split('Rest comes first')).toHaveLength(3)
  })

  it('asks nobody about what was cancelled', async () => {
    const { id, channel } = await declare(stage, maya, 'false alarm sev1')
    const message = await maya.posts(channel, 'odd graph')
    await maya.reacts(channel, message.ts, 'bookmark')
    await says(maya, '/incident resolve', channel)
    const waiting = () =>
      stage.database.pool.query(`select 1 from "Asking" where "incidentId" = $1 and "dueAt" is not null`, [id])
    expect((await waiting()).rowCount).toBe(1)
    await says(maya, '/incident status canceled', channel)
    expect((await waiting()).rowCount).toBe(0)
  })

  it('gives a review the depth of a severity that was set after the end', async () => {
    const { channel } = await declare(stage, maya, 'smaller than it was sev4')
    await says(maya, '/incident resolve', channel)
    expect(wordsBefore(maya, channel)).not.toContain('opens on')
    await says(maya, '/incident severity sev1 data was lost', channel)
    expect(wordsBefore(maya, channel)).toContain('opens on')
    expect(wordsBefore(maya, channel).split('Rest comes first')).toHaveLength(2)
    expect(wordsBefore(maya, channel)).toContain('“data was lost”')
  })
})

it('a hundred open incidents fit in a list, the rest counted', async () => {
  await stage.database.pool.query(
    `insert into "Incident" (id, "workspaceId", number, title, description, severity, status, kind, "isPrivate", "declaredBy", "declaredAt")
     select gen_random_uuid(), $1, 1000 + n, repeat('x', 120), '', 'sev1', 'investigating', 'live', false, $2, now()
     from generate_series(1, 100) n`,
    [stage.workspace.id, maya.id],
  )
  const { reply } = await maya.runs('/incident list', { in: 'ops' })
  const list = reply ? textOf(reply) : ''
  expect(list).toMatch(/\*10\d incidents are open\*/)
  expect(list).toMatch(/… \d+ more/)
})
