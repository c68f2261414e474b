import type { Ctx } from '../context.ts'
import { type Incident, numberIn } from '../core/incident.ts'
import { channelIn, firstWord } from '../core/typed-text.ts'
import { asBot, type Viewer } from '../core/viewer.ts'
import { findIncidentByChannel, findIncidentByNumber } from '../store/incidents.ts'
import { saveMembership } from '../store/members.ts'

/** `named`: what they called it, where they named one; `words`: what is left. */
export type Found = { incident: Incident | null; named: string | null; words: string }

/**
 * Which incident somebody means: the one that their words begin with (`INC-12 monitoring`, or its channel), or the one of the
 * channel they are in.
 * @param input.channelId where Slack says they are now, which it lets only members of a private channel be
 * @returns `incident` is null where they mean none that they may see
 */
export async function findIncident(ctx: Ctx, input: { viewer: Viewer; channelId: string | null; words: string }): Promise<Found> {
  const { viewer, channelId } = input
  const { first, rest } = firstWord(input.words)
  const number = /^inc/i.test(first) ? numberIn(first) : null
  const channel = channelIn(first)
  if (number !== null) {
    const incident = await ctx.db.statement((tx) => findIncidentByNumber(tx, viewer, number))
    return { incident, named: first.toUpperCase(), words: rest }
  }
  const findIn = (id: string) => ctx.db.statement((tx) => findIncidentByChannel(tx, viewer, id))
  const other = channel === null ? null : await findIn(channel)
  if (other) return { incident: other, named: first, words: rest }
  const here = channelId === null ? null : ((await findIn(channelId)) ?? (await letIn(ctx, viewer, channelId)))
  return { incident: here, named: null, words: input.words.trim() }
}

/** Somebody who is in a private incident's channel is let in, even where Slack's word that they joined is still on its way. */
async function letIn(ctx: Ctx, viewer: Viewer, channelId: string): Promise<Incident | null> {
  if (viewer.kind !== 'person') return null
  const { workspaceId, userId } = viewer
  return ctx.db.transaction(async (tx) => {
    const incident = await findIncidentByChannel(tx, asBot(workspaceId), channelId)
    const eventTs = asTs(ctx.clock.now().getTime() - skew)
    if (incident) await saveMembership(tx, { workspaceId, channelId, userId, isPresent: true, eventTs })
    return incident
  })
}

/** Our clock may be ahead of Slack's by so much, in milliseconds: their leaving in a moment must still count as newer. */
const skew = 5_000
const asTs = (milliseconds: number): string => (milliseconds / 1000).toFixed(6)
