import { randomBytes } from 'node:crypto'
import type { Ctx } from '../context.ts'
import { asBot } from '../core/viewer.ts'
import { enqueue } from '../jobs/queue.ts'
import { refreshIncident, refreshOpening, refreshPrompt, refreshReview } from '../jobs/refresh.ts'
import { deletePress, listPressesWithSecrets } from '../store/been-there.ts'
import type { Tx } from '../store/db.ts'
import { eraseOwn, eraseSaid, type LeftWithOthers, letGo, listIncidentsOf, type Who } from '../store/forgetting.ts'
import { dropJobsOf, hasTraces, type Post, replaceId, takePostsOf } from '../store/forgetting-traces.ts'
import { getIncidentForUpdate } from '../store/incidents.ts'
import { findPerson } from '../store/people.ts'
import { listPromptIdsOf } from '../store/prompts.ts'
import { pressOf } from './press-been-there.ts'

/** In milliseconds. Every table is gone through; where logs are long, that takes a while. */
const longest = 30 * 60_000

/**
 * Erases somebody from the record: what they told and began, what they said in channels and on timelines, their name, and their id
 * wherever it stands. What they wrote into reviews for everybody stays without them. The record stays readable: where they were is
 * one person whom nobody knows, in each incident another. Done twice, nothing is left to do.
 * @returns false where nothing of them is there
 */
export async function forgetPerson(ctx: Ctx, who: Who): Promise<boolean> {
  const now = ctx.clock.now()
  if (!(await ctx.db.transaction((tx) => hasTraces(tx, who), longest))) return false
  return ctx.db.transaction(async (tx) => {
    const incidentIds = await listIncidentsOf(tx, who)
    for (const id of incidentIds) await getIncidentForUpdate(tx, asBot(who.workspaceId), id)
    const posts = await takePostsOf(tx, who, await listPromptIdsOf(tx, who.workspaceId, who.userId))
    const left = await letGo(tx, who, now)
    await eraseSaid(tx, who, (await findPerson(tx, who.workspaceId, who.userId))?.name ?? null)
    await takeBackPresses(tx, who)
    await eraseOwn(tx, who)
    await replaceId(tx, who, randomBytes(32).toString('base64url'))
    await dropJobsOf(tx, who)
    await showIt(tx, who, { incidentIds, posts, left })
    return true
  }, longest)
}

/** Once a review is published nobody can tell whose a press is; until then theirs go. */
async function takeBackPresses(tx: Tx, { workspaceId, userId }: Who): Promise<void> {
  for (const { secret, ...row } of await listPressesWithSecrets(tx, workspaceId))
    if (row.press === pressOf(secret, row.of, userId)) await deletePress(tx, row)
}

type Changed = { incidentIds: string[]; posts: Post[]; left: LeftWithOthers }

/** Has taken out of Slack what was posted to them, and the rest shown as it stands now. Their id is in no job but the one that empties their page. */
async function showIt(tx: Tx, { workspaceId, userId }: Who, { incidentIds, posts, left }: Changed): Promise<void> {
  for (const post of posts) await enqueue(tx, workspaceId, 'message.remove', post, { key: `remove:${post.channelId}:${post.ts}` })
  await enqueue(tx, workspaceId, 'home.clear', { userId }, { key: `clear:${userId}` })
  for (const prompt of left.prompts) await refreshPrompt(tx, prompt)
  for (const asking of left.askings) await refreshOpening(tx, asking)
  for (const id of incidentIds) {
    const incident = await getIncidentForUpdate(tx, asBot(workspaceId), id)
    await refreshIncident(tx, incident)
    await refreshReview(tx, incident)
  }
}
