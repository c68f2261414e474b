import type { SeenMessage, Workspace } from '../../src/sandbox/index.ts'
import type { TestDatabase } from './database.ts'

/**
 * How things stand for everybody: all that Slack shows, and every row that matters, in words that two runs have in common.
 * What two runs may differ in is left out or made alike here, each with its reason, and nowhere else.
 */
export type EndState = {
  channels: Record<string, unknown>
  /** What people wrote and what the bot said about changes, in its order. */
  told: string[]
  /** Answers that only one person sees. */
  answers: string[]
  rows: Record<string, unknown[]>
}

/** Tables that tell of processes and requests, not of incidents: how often a bot started, what it was asked, when it looks again. */
const leftOut = new Set(['_prisma_migrations', 'BotProcess', 'Delivered', 'Comparison', 'Workspace'])

/** Columns that differ between any two runs: numbers that the database gives, sums over ids, how often a row was written, and when. */
const differing = new Set(['id', 'checksum', 'version', 'fingerprint', 'triedAt', 'eventTs', 'versionTs', 'ts', 'messageTs'])

/** The order in which a new channel is furnished is open: its parts are made side by side. Slack's own lines among them are sorted. */
const isStory = ({ subtype, text }: SeenMessage): boolean => subtype === undefined && !/Declared by|declared/.test(text)

export async function endStateOf({ pool }: TestDatabase, workspace: Workspace, people: string[]): Promise<EndState> {
  const alike = await likener({ pool }, workspace)
  const seen = people.flatMap((name) => {
    const person = workspace.person(name)
    return workspace
      .channels()
      .flatMap((channel) => person.sees(channel))
      .concat(person.directMessages())
      .filter(({ isEphemeral }) => isEphemeral)
      .map(({ text }) => alike(`${name}: ${text}`))
  })
  const direct = people.map((name) => ({ name: `@${name}`, messages: workspace.person(name).directMessages() }))
  const channels = workspace.channels().map((channel) => [
    channel.name,
    {
      topic: alike(channel.topic),
      members: channel.members.map((id) => alike(id)).sort(),
      pins: channel.pins.map((ts) => alike(workspace.messages(channel).find((message) => message.ts === ts)?.text ?? 'nothing')),
      bookmarks: channel.bookmarks.map(({ title, link }) => alike(`${title} ${link}`)),
      messages: workspace
        .messages(channel)
        .map((message) => shown(message, alike))
        .sort(),
    },
  ])
  const told = workspace.channels().flatMap((channel) => workspace.messages(channel).filter(isStory))
  const inDirect = direct.map(({ name, messages }) => [
    name,
    messages.filter(({ isEphemeral }) => !isEphemeral).map((message) => shown(message, alike)),
  ])
  return {
    channels: Object.fromEntries([...channels, ...inDirect]),
    told: told.map(({ text }) => alike(text)),
    answers: [...new Set(seen)].sort(),
    rows: await rowsOf({ pool }, workspace, alike),
  }
}

type Alike = (text: string) => string

function shown({ user, subtype, text, blocks, reactions, thread_ts: thread }: SeenMessage, alike: Alike): string {
  const withoutIds = (blocks ?? []).map(({ block_id: _, ...block }) => block)
  return alike(JSON.stringify({ user, subtype, text, blocks: withoutIds, reactions, isReply: thread !== undefined }))
}

/** Ids become the names of what they are ids of, entries are counted from the first one of their incident, times of Slack are one word. */
async function likener({ pool }: Pick<TestDatabase, 'pool'>, workspace: Workspace): Promise<Alike> {
  const entries = await pool.query<{ id: number }>('select id from "Entry" where "workspaceId" = $1 order by id', [workspace.id])
  const ranks = new Map(entries.rows.map(({ id }, index) => [String(id), `#${index + 1}`]))
  const channels = new Map(workspace.channels().map(({ id, name }) => [id, `channel ${name}`]))
  const nameOf = (id: string): string => {
    if (id === workspace.id) return 'workspace'
    try {
      return `person ${workspace.person(id).name}`
    } catch {
      return id
    }
  }
  return (text) =>
    text
      .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}/g, 'uuid')
      .replace(/\b\d{10}\.\d{6}\b/g, 'ts')
      .replace(/\/p\d{16}\b/g, '/ts')
      .replace(/\b([CG]0[0-9A-Z]{7,9})\b/g, (id) => channels.get(id) ?? 'another channel')
      .replace(/\bD0[0-9A-Z]{7,9}\b/g, 'direct messages')
      .replace(/\b[UTB]0[0-9A-Z]{7,9}\b/g, nameOf)
      .replace(/("id":|"entryId":|"change:|"E)(\d+)\b/g, (whole, before, id) =>
        ranks.has(id) ? `${before}${ranks.get(id)}` : whole,
      )
}

async function rowsOf(
  { pool }: Pick<TestDatabase, 'pool'>,
  workspace: Workspace,
  alike: Alike,
): Promise<Record<string, unknown[]>> {
  const tables = await pool.query<{ table: string; column: string }>(
    `select distinct on (table_name) table_name as table, column_name as column from information_schema.columns
     where table_schema = 'public' and column_name in ('workspaceId', 'incidentId') order by table_name, column_name desc`,
  )
  const rows: Record<string, unknown[]> = {}
  for (const { table, column } of tables.rows.filter(({ table: name }) => !leftOut.has(name))) {
    const whose = column === 'workspaceId' ? '$1' : `any (select id from "Incident" where "workspaceId" = $1)`
    const found = await pool.query<{ row: Record<string, unknown> }>(
      `select to_jsonb(t) as row from "${table}" t where "${column}" = ${whose}`,
      [workspace.id],
    )
    const compared = found.rows.filter(({ row }) => !isOwnPresence(table, row, workspace))
    rows[table] = compared.map(({ row }) => alike(JSON.stringify(comparable(row)))).sort()
  }
  return rows
}

/** The bot is told that it is in the channel that it made: before it has noted whose channel that is, which means nothing, or after. */
const isOwnPresence = (table: string, { userId }: Record<string, unknown>, { botUserId }: Workspace): boolean =>
  table === 'ChannelMember' && userId === botUserId

/** Parts of a second count messages of one moment, in whatever order they came. */
function comparable(row: Record<string, unknown>): Record<string, unknown> {
  const isThere = { hasTs: row.ts !== null, isKept: row.fingerprint !== null }
  const kept = Object.entries(row).filter(([name]) => !differing.has(name))
  const plain = kept.map(([name, value]) => [
    name,
    typeof value === 'string' ? value.replace(/(T\d\d:\d\d:\d\d)\.\d+/, '$1') : value,
  ])
  return { ...Object.fromEntries(plain), ...isThere }
}
