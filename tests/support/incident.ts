import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { text as bodyText } from 'node:stream/consumers'
import type { Entry } from '../../src/core/timeline.ts'
import type { Channel, Person, SeenMessage } from '../../src/sandbox/index.ts'
import { listEntries } from '../../src/store/entries.ts'
import type { Stage } from './stage.ts'

export type Declared = { id: string; number: number; channel: Channel }

/** Somebody declares an incident, and its channel is there. */
export async function declare(stage: Stage, person: Person, words: string): Promise<Declared> {
  await person.runs(`/incident declare ${words}`)
  await stage.settled()
  const { rows } = await stage.database.pool.query<{ id: string; number: number; channelId: string }>(
    'select id, number, "channelId" from "Incident" where "workspaceId" = $1 order by number desc limit 1',
    [stage.workspace.id],
  )
  if (!rows[0]) throw new Error('nothing was declared')
  return { id: rows[0].id, number: rows[0].number, channel: stage.workspace.channel(rows[0].channelId) }
}

/** The timeline as the database has it, without the first entry, which says that it was declared. */
export async function entriesOf(stage: Stage, { id }: { id: string }): Promise<Entry[]> {
  return (await stage.database.db.transaction((tx) => listEntries(tx, id))).filter(
    ({ change }) => !(change?.field === 'status' && change.from === null),
  )
}

/** The words of a message in its blocks, markup and all. */
export const sectionsOf = (message: SeenMessage | null | undefined): string[] =>
  (message?.blocks ?? []).flatMap(({ type, text }) =>
    type === 'section' && typeof text === 'object' && text !== null && 'text' in text ? [String(text.text)] : [],
  )

/** What somebody sees of the timeline with `/incident timeline`, its first page: a line each. */
export async function timelineBefore(person: Person, channel: Channel): Promise<string[]> {
  const { reply } = await person.runs('/incident timeline', { in: channel })
  return sectionsOf(reply).slice(1)
}

/** How often each of these tables has a row. */
export async function rowsIn(stage: Stage, ...tables: string[]): Promise<Record<string, number>> {
  const counts = tables.map(async (table) => {
    const { rows } = await stage.database.pool.query<{ count: number }>(`select count(*)::int from "${table}"`)
    return [table, rows[0]?.count ?? 0] as const
  })
  return Object.fromEntries(await Promise.all(counts))
}

/** Sends something to the bot as Slack signs it, and gives the status and what was answered. */
export async function signedPost(to: string, signingSecret: string, body: string, type = 'application/json') {
  const time = String(Math.floor(Date.now() / 1000))
  const signature = `v0=${createHmac('sha256', signingSecret).update(`v0:${time}:${body}`).digest('hex')}`
  const headers = { 'content-type': type, 'x-slack-request-timestamp': time, 'x-slack-signature': signature }
  const answer = await fetch(to, { method: 'POST', headers, body })
  return { status: answer.status, text: await answer.text() }
}

/** Something that listens on this machine, takes all that is posted to it, and keeps it. */
export async function createTray(): Promise<{ url: string; taken: string[]; close(): Promise<void> }> {
  const taken: string[] = []
  const server = createServer(async (request, response) => {
    taken.push(await bodyText(request))
    response.end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const close = async (): Promise<void> => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return { url: `http://127.0.0.1:${port}/`, taken, close }
}
