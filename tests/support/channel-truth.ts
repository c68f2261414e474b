import type { SeenMessage, Workspace } from '../../src/sandbox/index.ts'
import type { TestDatabase } from './database.ts'

/** A channel as it stands: what people wrote, and what they marked of it. */
export type ChannelState = {
  log: { ts: string; text: string; thread: string | null }[]
  timeline: { ts: string; text: string; markedBy: string[] }[]
}

/** What the log and the timeline should say of a channel: what Slack shows of it. The bot's own messages are in neither. */
export function truthOf(workspace: Workspace, channel: { id: string }, markEmoji: readonly string[]): ChannelState {
  const written = workspace
    .messages(channel)
    .filter((message) => message.user !== workspace.botUserId && message.subtype !== 'tombstone')
  const marked = written.map((message) => ({ message, markedBy: markedByIn(message, markEmoji, workspace.botUserId) }))
  return {
    log: written
      .map(({ ts, text, thread_ts }) => ({ ts, text, thread: thread_ts === ts ? null : (thread_ts ?? null) }))
      .sort(byTs),
    timeline: marked
      .filter(({ markedBy }) => markedBy.length > 0)
      .map(({ message, markedBy }) => ({ ts: message.ts, text: message.text, markedBy }))
      .sort(byTs),
  }
}

function markedByIn({ reactions = [] }: SeenMessage, markEmoji: readonly string[], botUserId: string): string[] {
  const people = reactions.filter(({ name }) => markEmoji.includes(name)).flatMap(({ users }) => users)
  return [...new Set(people)].filter((userId) => userId !== botUserId).sort()
}

/** What the database says of a channel. */
export async function recordOf({ pool }: TestDatabase, channel: { id: string }): Promise<ChannelState> {
  const log = await pool.query<ChannelState['log'][number]>(
    `select ts, text, nullif("threadTs", ts) as thread from "LogMessage" where "channelId" = $1 and not "isDeleted"`,
    [channel.id],
  )
  const timeline = await pool.query<ChannelState['timeline'][number]>(
    `select entry."messageTs" as ts, log.text, array(
       select distinct mark."userId" from "Mark" mark
       where mark."channelId" = entry."channelId" and mark."messageTs" = entry."messageTs" and mark."isPresent" order by 1
     ) as "markedBy"
     from "Entry" entry left join "LogMessage" log on log."channelId" = entry."channelId" and log.ts = entry."messageTs"
     where entry."channelId" = $1 and entry."messageTs" is not null`,
    [channel.id],
  )
  return { log: log.rows.sort(byTs), timeline: timeline.rows.sort(byTs) }
}

const byTs = (a: { ts: string }, b: { ts: string }): number => Number(a.ts) - Number(b.ts)
