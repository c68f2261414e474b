import type { Ctx } from '../context.ts'
import { kindFrom, messageEntry, permalinkOf } from '../core/timeline.ts'
import { enqueuing } from '../jobs/queue.ts'
import { noticedIn } from '../jobs/refresh.ts'
import { type FirstMark, listFirstMarks, saveFirstMarks } from '../store/mark-batch.ts'
import type { Reaction } from './mark-message.ts'

/**
 * Puts several messages of a workspace on the timeline, together, as `markMessage` does for one: those that nobody has marked
 * before, that are in the log, and that nobody else is at work on. All else is left: `markMessage` takes it one by one.
 * @returns whether it was done, for each, in their order
 */
export async function markMessages(ctx: Ctx, workspaceId: string, reactions: Reaction[]): Promise<boolean[]> {
  const now = ctx.clock.now()
  const marks = firstOfEach(reactions)
  const first = await ctx.db.statement((tx) => listFirstMarks(tx, workspaceId, marks))
  const puts = first.flatMap((marked) => entryFor(marks, marked, now))
  const incidents = new Set(puts.map(({ entry }) => entry.incidentId))
  const signs = enqueuing(workspaceId, 'noticed.refresh', [...incidents].map(noticedIn))
  const saved = puts.length > 0 ? await ctx.db.statement((tx) => saveFirstMarks(tx, workspaceId, puts, signs, now)) : new Set()
  const done = new Set(puts.filter((_put, index) => saved.has(index)).map(({ mark }) => mark))
  return reactions.map((reaction) => done.has(reaction))
}

/** Of each message the first mark; whoever comes after it finds it there. */
function firstOfEach(reactions: readonly Reaction[]): Reaction[] {
  const byMessage = new Map<string, Reaction>()
  for (const reaction of reactions) {
    const name = `${reaction.channelId} ${reaction.messageTs}`
    if (reaction.isPresent && !byMessage.has(name)) byMessage.set(name, reaction)
  }
  return [...byMessage.values()]
}

function entryFor(marks: readonly Reaction[], marked: FirstMark, now: Date) {
  const mark = marks[marked.index]
  if (!mark) return []
  const { incidentId, userId: authorId, authorName, threadTs, workspaceUrl } = marked
  const { workspaceId, channelId, messageTs: ts } = mark
  const about = {
    source: mark.source ?? ('reaction' as const),
    kind: kindFrom([mark]),
    channelId,
    ts,
    permalink: permalinkOf(workspaceUrl, channelId, ts, threadTs),
  }
  return [{ mark, entry: messageEntry({ id: incidentId, workspaceId }, { ...about, authorId, authorName }, now) }]
}
