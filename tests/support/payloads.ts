import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect } from 'vitest'
import type { Stage } from './stage.ts'

/** What Slack has been seen to send: real payloads, and unions of every field with blank values. It is no part of the project. */
const folder = '../shared/data/slack'
export const isSeenBefore = existsSync(folder)

export type Payload = Record<string, unknown>
export type Kind = 'events_api' | 'slash_commands' | 'interactive'
export type Sample = { name: string; kind: Kind; payload: Payload }

const isPayload = (value: unknown): value is Payload => typeof value === 'object' && value !== null && !Array.isArray(value)
const inside = (payload: Payload, field: string): Payload => {
  const value = payload[field]
  return isPayload(value) ? value : {}
}

/** All of them, each as what Slack sends it as; an event that was kept without its frame is given one. */
export function samples(): Sample[] {
  return ['payloads', 'shapes'].flatMap((place) =>
    readdirSync(join(folder, place), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.json'))
      .sort()
      .map((name) => {
        const read: unknown = JSON.parse(readFileSync(join(folder, place, name), 'utf8'))
        if (!isPayload(read)) throw new Error(`${name} holds no payload`)
        return sampleOf(`${place}/${name}`, place === 'payloads' ? inside(read, 'payload') : read)
      }),
  )
}

/** Where they say by themselves what they are, without an event inside. */
const bare = new Set<unknown>(['app_rate_limited', 'url_verification', 'event_callback'])

function sampleOf(name: string, payload: Payload): Sample {
  if (payload.type === 'events_api') return { name, kind: 'events_api', payload: inside(payload, 'payload') }
  if ('command' in payload) return { name, kind: 'slash_commands', payload }
  if ('event' in payload) return { name, kind: 'events_api', payload: { ...payload, type: 'event_callback' } }
  if (bare.has(payload.type)) return { name, kind: 'events_api', payload }
  const isInteraction = ['trigger_id', 'callback_id', 'api_app_id', 'view'].some((field) => field in payload)
  if (isInteraction) return { name, kind: 'interactive', payload }
  const frame = { type: 'event_callback', team_id: 'T0ELSEWHERE', event_id: `Ev ${name}`, event_time: 1 }
  return { name, kind: 'events_api', payload: { ...frame, event: payload } }
}

/** Whose a sample is made: of that workspace, by that person, and in that channel where one is named. */
type Owner = { teamId: string; userId: string; channelId?: string; responseUrl: string; run: string }

/** The same as if it came from our workspace. */
export function asOurs({ name, kind, payload }: Sample, owner: Owner): Sample {
  const { teamId, userId, channelId, responseUrl, run } = owner
  const trigger = { trigger_id: `${run} ${name}`, response_url: responseUrl }
  if (kind === 'slash_commands') {
    const place = channelId ? { channel_id: channelId } : {}
    return { name, kind, payload: { ...payload, ...trigger, team_id: teamId, user_id: userId, ...place } }
  }
  if (kind === 'interactive') {
    const place = channelId && 'channel' in payload ? { channel: { id: channelId } } : {}
    const who = { team: { id: teamId }, user: { ...inside(payload, 'user'), id: userId, team_id: teamId } }
    const view = 'view' in payload ? { view: { ...inside(payload, 'view'), app_installed_team_id: teamId } } : {}
    return { name, kind, payload: { ...payload, ...trigger, ...who, ...place, ...view } }
  }
  if (!('event' in payload)) return { name, kind, payload: { ...payload, team_id: teamId } }
  const { authorizations: _, ...frame } = payload
  const event = { ...inside(payload, 'event'), ...(channelId && placed(inside(payload, 'event'), channelId)) }
  return { name, kind, payload: { ...frame, team_id: teamId, event_id: `Ev ${run} ${name}`, event } }
}

function placed(event: Payload, channelId: string): Payload {
  if (isPayload(event.item)) return { item: { ...event.item, channel: channelId } }
  if (isPayload(event.channel)) return { channel: { ...event.channel, id: channelId } }
  return typeof event.channel === 'string' ? { channel: channelId } : {}
}

export type Came = { name: string; ok: boolean; status: number | null; body: unknown; milliseconds: number }

/** Sends them as Slack would, some at a time, and gives what was answered to each. */
export async function deliverAll(stage: Stage, all: Sample[]): Promise<Came[]> {
  const came: Came[] = []
  const some = 20
  for (let first = 0; first < all.length; first += some)
    came.push(...(await Promise.all(all.slice(first, first + some).map((sample) => deliver(stage, sample)))))
  return came
}

const deliver = async (stage: Stage, { name, kind, payload }: Sample): Promise<Came> => ({
  name,
  ...(await stage.workspace.delivers(kind, kind === 'slash_commands' ? asFields(payload) : payload)),
})

/** A command is the fields of a form, and these are texts. */
const asFields = (payload: Payload): Payload =>
  Object.fromEntries(
    Object.entries(payload).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  )

/** Everything in the database but the queue, a sum for each table, to see that nothing was written. */
export async function sums(stage: Stage, where: (table: string) => string = () => 'true'): Promise<Record<string, string>> {
  const { pool } = stage.database
  const { rows } = await pool.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
  )
  const found: [string, string][] = []
  for (const { name } of rows) {
    const { rows: sum } = await pool.query<{ sum: string }>(
      `select count(*) || ' ' || coalesce(md5(string_agg(t::text, ',' order by t::text)), '') as sum from "${name}" t where ${where(name)}`,
    )
    found.push([name, sum[0]?.sum ?? ''])
  }
  return Object.fromEntries(found)
}

/** Has the tests of a file fail where an error comes up that nothing waited for: it would end the process of a running bot. */
export function watchProcess(): void {
  const escaped: unknown[] = []
  const keep = (error: unknown): void => void escaped.push(error)
  beforeAll(() => {
    process.on('unhandledRejection', keep)
    process.on('uncaughtException', keep)
  })
  afterAll(() => {
    process.off('unhandledRejection', keep)
    process.off('uncaughtException', keep)
    expect(escaped).toEqual([])
  })
}

/** What the log says of errors. */
export const errorsLogged = (stage: Stage): unknown[] =>
  stage.logged.map((line): unknown => JSON.parse(line)).filter((line) => isPayload(line) && Number(line.level) >= 50)

/** What Slack was asked so far, by its methods. */
export const askedOfSlack = (stage: Stage): string[] => stage.slack.calls.map(({ method }) => method)
