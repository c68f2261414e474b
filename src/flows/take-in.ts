import type { Ctx } from '../context.ts'
import { listIncidentChannels } from '../store/incidents.ts'
import type { Heard, Logged } from '../store/log-batch.ts'
import { doTogether } from './do-together.ts'
import { logMessage, type Said } from './log-message.ts'
import { logMessages } from './log-messages.ts'
import { markMessage, type Reaction } from './mark-message.ts'
import { markMessages } from './mark-messages.ts'

/** Takes in what Slack tells of messages of incidents' channels. Each promise resolves when what was told is committed. */
export type Intake = {
  /** Whether a channel is an incident's now. To be asked first. */
  isIncidents(channelId: string): Promise<boolean>
  message(said: Said, eventId: string): Promise<void>
  reaction(reaction: Reaction): Promise<void>
}

/**
 * The way in for what comes by the thousand. Most messages of a workspace are no incident's: these cost a share of one statement.
 * What was asked before is remembered only where the answer was yes, as any channel may become an incident's at any moment, by
 * another process too.
 */
export function createIntake(ctx: Ctx, workspaceId: string): Intake {
  const known = new Set<string>()
  /** What stands in the way is in the log where it also stands in the way of one; the rest only makes events slow. */
  const onFailure = (error: unknown, count: number): void =>
    ctx.log.info({ error: error instanceof Error ? error.name : 'unknown', count }, 'events are taken one by one: a batch failed')
  const look = async (channelIds: string[]): Promise<boolean[]> => {
    const found = await ctx.db.statement((tx) => listIncidentChannels(tx, workspaceId, channelIds))
    return channelIds.map((channelId) => found.has(channelId))
  }
  const lookTogether = doTogether(look, async (channelId) => (await look([channelId])).includes(true), onFailure)
  const isIncidents = async (channelId: string): Promise<boolean> => {
    if (!known.has(channelId) && (await lookTogether(channelId))) known.add(channelId)
    return known.has(channelId)
  }
  const log = doTogether<Heard, Logged>(
    (heard) => logMessages(ctx, workspaceId, heard),
    async () => 'alone',
    onFailure,
  )
  const mark = doTogether<Reaction, boolean>(
    (reactions) => markMessages(ctx, workspaceId, reactions),
    async () => false,
    onFailure,
  )
  return {
    isIncidents,
    message: async (said, eventId) => {
      const isDone = said.kind === 'said' && (await log({ message: said.message, eventId })) !== 'alone'
      if (!isDone) await logMessage(ctx, said, eventId)
    },
    reaction: async (reaction) => {
      const isDone = reaction.isPresent && (await mark(reaction))
      if (!isDone) await markMessage(ctx, reaction)
    },
  }
}
