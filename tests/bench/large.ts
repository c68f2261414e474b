import type pg from 'pg'
import type { Workspace } from '../../src/sandbox/index.ts'
import { quiet, within } from './around.ts'
import { dataOf, onDatabase } from './database.ts'
import { openIncident, unpostedTs } from './events.ts'
import { type Benchmark, type Figure, median } from './figure.ts'
import { send } from './load.ts'
import { createPayloads } from './payloads.ts'

const incidents = 10_000
const messagesEach = 100

/** Events of a slice, one after another, and slices of each database in turn. */
const inSlice = 100
const slices = 7

type Kind = 'messages' | 'reactions' | 'elsewhere'
const kinds: readonly Kind[] = ['messages', 'reactions', 'elsewhere']
type Side = { url: string; channel: string }

/** What a database that has grown for years costs an event: two bots, one with it and one without, by turns. */
export const large: Benchmark = {
  name: 'large',
  about: `events with ${incidents * messagesEach} logged messages of ${incidents} incidents, against an empty database`,
  run: (say) =>
    within(async ({ slack, workspace, folder, startBot }) => {
      const maya = workspace.addUser({ name: 'maya' })
      const sides: Side[] = []
      for (const name of ['empty', 'full']) {
        const { url } = await startBot(name)
        const { channel } = await openIncident({ slack, workspace, person: maya }, url)
        sides.push({ url, channel })
      }
      say('filling one of the databases')
      await onDatabase(dataOf(folder, 'full'), (pool) => fill(pool, workspace.id))
      const elsewhere = workspace.addChannel({ name: 'lunch', members: [workspace.botUserId, maya] }).id
      const medians: Record<Kind, number[]>[] = []
      const next = createEvents(workspace, maya.id, elsewhere)
      for (const side of sides)
        for (const kind of kinds) await send(side.url, workspace.signingSecret, next(kind, side), { atOnce: 1 })
      for (let slice = 1; slice <= slices; slice += 1) {
        say(`slice ${slice} of ${slices}`)
        for (const [index, side] of sides.entries())
          for (const kind of kinds) {
            const { middle } = await send(side.url, workspace.signingSecret, next(kind, side), { atOnce: 1 })
            medians[index] ??= { messages: [], reactions: [], elsewhere: [] }
            medians[index][kind].push(middle)
            await quiet(slack, 200)
          }
      }
      return kinds.map((kind) => figureOf(kind, medians[0]?.[kind] ?? [], medians[1]?.[kind] ?? []))
    }),
}

/** Each slice against the one beside it. */
function figureOf(kind: Kind, empty: readonly number[], full: readonly number[]): Figure {
  const value = median(full.map((middle, index) => middle / (empty[index] ?? Number.NaN)))
  const note = `${median(full).toFixed(2)} ms, empty ${median(empty).toFixed(2)} ms`
  return { name: `large.${kind}`, value, unit: 'times', aim: { atMost: 1.15 }, note }
}

/** Reactions are on messages that were logged a moment before; a second apart, each slice has times of its own. */
function createEvents(workspace: Workspace, userId: string, elsewhere: string): (kind: Kind, side: Side) => string[] {
  const payloads = createPayloads(workspace)
  const times = unpostedTs(inSlice * (slices + 1) * 2 * kinds.length).values()
  const logged = new Map<string, string[]>()
  const take = (): string[] => Array.from({ length: inSlice }, () => times.next().value ?? '')
  return (kind, { channel }) => {
    if (kind === 'reactions') return (logged.get(channel) ?? []).map((ts) => payloads.reaction(channel, userId, ts))
    const place = kind === 'messages' ? channel : elsewhere
    const own = take()
    if (kind === 'messages') logged.set(channel, own)
    return own.map((ts) => payloads.message(place, userId, ts))
  }
}

/** Incidents of years, resolved long ago, each with its channel. */
async function fill(pool: pg.Pool, workspaceId: string): Promise<void> {
  await pool.query(
    `insert into "Incident" (id, "workspaceId", number, title, description, severity, status, kind, "isPrivate", "declaredBy",
                             "declaredAt", "resolvedAt", "closedAt", "channelId", "channelName")
     select gen_random_uuid(), $1, 100000 + n, 'filled ' || n, '', 'sev2', 'closed', 'live', false, 'U0FILL',
            '2025-01-01', '2025-01-02', '2025-01-03', 'CFILL' || n, 'inc-filled-' || n
     from generate_series(1, ${incidents}) as n`,
    [workspaceId],
  )
  await pool.query(
    `insert into "LogMessage" ("workspaceId", "channelId", ts, "incidentId", "userId", text, "postedAt", "versionTs")
     select $1, "channelId", (1735689600 + m * 60) || '.' || lpad(m::text, 6, '0'), id, 'U0FILL',
            'the users table is empty on the replica as well, and the last backup that I can find is from September',
            to_timestamp(1735689600 + m * 60), '0'
     from "Incident", generate_series(1, ${messagesEach}) as m where "channelId" like 'CFILL%'`,
    [workspaceId],
  )
  await pool.query('vacuum analyze')
}
