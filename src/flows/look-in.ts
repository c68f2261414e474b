import type { Ctx } from '../context.ts'
import { type Incident, isOpen } from '../core/incident.ts'
import { lookInAt, mayAskChannel } from '../core/look-in.ts'
import { findQuestion, questionsWith } from '../core/questions.ts'
import { asBot } from '../core/viewer.ts'
import { enqueue } from '../jobs/queue.ts'
import type { Tx } from '../store/db.ts'
import { findLastSpoken, findLeadCheckedAt, listAtWork, saveDuring } from '../store/during.ts'
import { findIncident, getIncidentForUpdate } from '../store/incidents.ts'
import { listRoles } from '../store/roles.ts'

/** The question to the lead; a team that switches it off wants nobody looked in on. */
const toTheLead = 'break-or-handover'

type AtWork = Awaited<ReturnType<typeof listAtWork>>[number]

/**
 * While people are at work, nobody is asked to reflect. The lead alone is quietly asked whether anybody could use a break; and the
 * channel one light question, where the settings say so and people pause.
 */
export async function lookIn(ctx: Ctx, workspaceId: string): Promise<void> {
  const { questions } = questionsWith(ctx.config.questions)
  const looksIn = questions.some(({ id }) => id === toTheLead)
  const asks = ctx.config.questions.channel !== null
  if (!looksIn && !asks) return
  for (const incident of await ctx.db.statement((tx) => listAtWork(tx, workspaceId))) {
    if (looksIn && isLookInDue(ctx, incident)) await lookInOnLead(ctx, workspaceId, incident.incidentId)
    if (asks) await askChannel(ctx, workspaceId, incident)
  }
}

function isLookInDue({ clock }: Ctx, { lead, declaredAt, leadCheckedAt }: AtWork): boolean {
  return lead !== null && lookInAt({ declaredAt, leadSince: lead.since, checkedAt: leadCheckedAt }) <= clock.now()
}

async function lookInOnLead(ctx: Ctx, workspaceId: string, incidentId: string): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    await getIncidentForUpdate(tx, asBot(workspaceId), incidentId)
    const found = await findAtWork(tx, workspaceId, incidentId)
    if (!found?.lead || !isLookInDue(ctx, found)) return
    await saveDuring(tx, { incidentId, workspaceId, leadCheckedAt: ctx.clock.now() })
    const { userId } = found.lead
    await enqueue(tx, workspaceId, 'lead.check', { incidentId, userId }, { key: `lead:${incidentId}:${userId}` })
  })
}

const findAtWork = async (tx: Tx, workspaceId: string, incidentId: string): Promise<AtWork | undefined> =>
  (await listAtWork(tx, workspaceId)).find((each) => each.incidentId === incidentId)

async function askChannel(ctx: Ctx, workspaceId: string, { incidentId }: AtWork): Promise<void> {
  const now = ctx.clock.now()
  await ctx.db.transaction(async (tx) => {
    await getIncidentForUpdate(tx, asBot(workspaceId), incidentId)
    const found = await findAtWork(tx, workspaceId, incidentId)
    if (!found) return
    const spoken = { ...found, askedAt: found.channelAskedAt, lastSpokenAt: await findLastSpoken(tx, incidentId) }
    if (!mayAskChannel(spoken, now)) return
    await saveDuring(tx, { incidentId, workspaceId, channelAskedAt: now })
    await enqueue(tx, workspaceId, 'channel.ask', { incidentId, askedAt: now.toISOString() }, { queue: `channel:${incidentId}` })
  })
}

/** What the lead is shown: how long it has been open, and whether they lead it still. */
export type LeadCheck = { incident: Incident; leadId: string | null; isOver: boolean; checkedAt: Date; question: string }

/** Null where the lead was not looked in on, or may not see the incident. */
export const readLeadCheck = (
  ctx: Ctx,
  { workspaceId, incidentId, userId }: { workspaceId: string; incidentId: string; userId: string },
) =>
  ctx.db.transaction(async (tx): Promise<LeadCheck | null> => {
    const incident = await findIncident(tx, { kind: 'person', workspaceId, userId }, incidentId)
    const checkedAt = await findLeadCheckedAt(tx, incidentId)
    const question = findQuestion(ctx.config.questions, toTheLead)
    if (!incident || !checkedAt || !question) return null
    const lead = (await listRoles(tx, incidentId)).find(({ role, untilAt }) => role === 'lead' && untilAt === null)
    return { incident, leadId: lead?.userId ?? null, isOver: !isOpen(incident), checkedAt, question: question.text }
  })
