import type { Ctx } from '../context.ts'
import { channelNameFor, plainestName } from '../core/channel-name.ts'
import type { Incident } from '../core/incident.ts'
import { listChannelNames } from '../store/incidents.ts'

/** How many names of each kind are tried: Slack lets twenty channels be made a minute. */
const wishedOnes = 8
const plainOnes = 3

/** How many numbers behind a name are looked at for ones that no incident of ours has. */
const furthest = 100

/**
 * The names to ask Slack for, in order: those of the template that no other incident's channel has, as far as we know;
 * and for a workspace that will have none of them, the plainest.
 */
export async function namesToTry(ctx: Ctx, incident: Incident): Promise<{ wished: string[]; plain: string[] }> {
  const { channelName, timeZone } = ctx.config
  const named = (attempt: number): string => channelNameFor(incident, channelName, timeZone, attempt)
  const attempts = Array.from({ length: furthest }, (_, index) => index + 1)
  const candidates = attempts.map(named)
  const taken = new Set(await ctx.db.statement((tx) => listChannelNames(tx, incident.workspaceId, candidates)))
  return {
    wished: candidates.filter((name) => !taken.has(name)).slice(0, wishedOnes),
    plain: attempts.slice(0, plainOnes).map((attempt) => plainestName(incident, attempt)),
  }
}
