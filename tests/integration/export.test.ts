import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { exportIncident } from '../../src/cli/export.ts'
import type { Channel, Person } from '../../src/sandbox/index.ts'
import { testKey } from '../support/seals.ts'
import { createStage, type Stage } from '../support/stage.ts'
import { answers, declares, incidentWith, resolve, reviewFor, says } from '../support/story.ts'

const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true })
addFormats.default(ajv)
const isExport = ajv.compile(JSON.parse(readFileSync(new URL('../../docs/export.schema.json', import.meta.url), 'utf8')))

describe('an export', () => {
  let stage: Stage
  let maya: Person
  let sam: Person
  let channel: Channel
  beforeAll(async () => {
    stage = await createStage()
    vi.stubEnv('DATABASE_URL', stage.database.url)
    vi.stubEnv('ANSWER_KEY', testKey)
    maya = stage.workspace.addUser({ name: 'maya', tz: 'Europe/Vienna' })
    sam = stage.workspace.addUser({ name: 'sam', tz: 'Europe/Vienna' })
    const made = await incidentWith(stage, maya, 'users table is empty sev1', [
      { by: sam, says: 'backups have been off since September' },
      { by: maya, says: 'a secret that is deleted later' },
    ])
    channel = made.channel
    await resolve(stage, maya, channel)
    await stage.at('2026-11-23T09:00:00Z')
    await answers(stage, sam, 'they cost too much, we were told', 'with_name')
    await answers(stage, maya, 'I was not sure', 'only_me')
    await maya.deletes(channel, made.said[1]?.ts ?? '')
    await stage.settled()
  })
  afterAll(async () => {
    vi.unstubAllEnvs()
    await stage.close()
  })

  /** What the command prints on standard output. */
  async function printed(...args: string[]): Promise<string> {
    let text = ''
    const write = vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
      text += String(chunk)
      return true
    })
    try {
      expect(await exportIncident(args)).toBe(0)
      return text
    } finally {
      write.mockRestore()
    }
  }

  async function json(...args: string[]) {
    const exported = JSON.parse(await printed(...args, '--format', 'json'))
    expect(isExport(exported) ? [] : isExport.errors).toEqual([])
    return exported
  }

  it('holds what may be shown, and before the review opens nobody’s answer', async () => {
    const exported = await json('INC-1')
    expect(exported.incident).toMatchObject({ id: 'INC-1', title: 'users table is empty', status: 'resolved' })
    expect(exported.timeline.map(({ text }: { text: string | null }) => text)).toContain('backups have been off since September')
    expect(exported.answers).toEqual([])
    const markdown = await printed('1')
    expect(markdown).toContain('# INC-1: how we got here')
    for (const text of [markdown, JSON.stringify(exported)]) {
      expect(text).not.toContain('too much')
      expect(text).not.toContain('secret')
      for (const { id } of [maya, sam]) expect(text).not.toContain(id)
    }
  })

  it('says the same as the review in Slack once that is open', async () => {
    await stage.at('2026-11-26T12:00:00Z')
    const exported = await json('INC-1')
    expect(exported.answers).toMatchObject([{ author: 'sam', text: 'they cost too much, we were told', visibility: 'with_name' }])
    const inSlack = await reviewFor(stage, maya, channel)
    const markdown = (await printed('INC-1')).replace(/\\/g, '')
    for (const { heading, statements } of exported.review.sections) {
      expect(inSlack).toContain(heading)
      for (const { text, sources } of statements) {
        expect(inSlack).toContain(`${text} ${sources.join(', ')}`)
        expect(markdown).toContain(text)
      }
    }
    for (const text of [markdown, JSON.stringify(exported)]) expect(text).not.toContain('not sure')
    await answers(stage, sam, 'they cost too much, we were told', 'only_me', 'Change', 'too much')
    expect(await printed('INC-1')).not.toContain('too much')
  })

  it('of a private incident is there only for somebody in its channel', async () => {
    const hidden = await declares(stage, maya, 'leaked key sev1 --private')
    await says(stage, hidden, maya, { by: maya, says: 'rotating it' })
    await resolve(stage, maya, hidden)
    await expect(exportIncident(['INC-2'])).rejects.toThrow('There is no INC-2 that may be shown.')
    await expect(exportIncident(['INC-2', '--for', sam.id])).rejects.toThrow('There is no INC-2 that may be shown.')
    expect(await printed('INC-2', '--for', maya.id)).toContain('rotating it')
    expect(await json('INC-2', '--for', maya.id)).toMatchObject({ incident: { isPrivate: true } })
    await expect(exportIncident(['INC-1', '--workspace', 'T0OTHER'])).rejects.toThrow('There is nothing here yet')
  })

  it('says what is missing', async () => {
    await declares(stage, maya, 'slow page sev1')
    await expect(exportIncident(['INC-3'])).rejects.toThrow('INC-3 has no review yet')
    await expect(exportIncident([])).rejects.toThrow('Say which incident')
    await expect(exportIncident(['INC-1', '--format', 'pdf'])).rejects.toThrow('There is no format "pdf".')
    await expect(exportIncident(['INC-1', '--fromat', 'json'])).rejects.toThrow('--fromat')
  })
})
