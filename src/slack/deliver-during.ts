import { isOpen } from '../core/incident.ts'
import { findQuestion } from '../core/questions.ts'
import { asBot } from '../core/viewer.ts'
import { readLeadCheck } from '../flows/look-in.ts'
import { readTimeline } from '../flows/read-timeline.ts'
import type { JobOf } from '../jobs/catalogue.ts'
import { findPosted } from '../store/posted-messages.ts'
import type { Desk } from './desk.ts'
import { directChannel } from './direct.ts'
import { show } from './show.ts'
import { unlessUnreachable } from './unreachable.ts'
import { channelQuestionMessage, leadCheckMessage } from './views/during.ts'

/** Looks in on the lead in their direct messages: one message, edited in place. Who leads no longer is only told so where it stands. */
export async function checkOnLead(desk: Desk, { incidentId, userId }: JobOf<'lead.check'>): Promise<void> {
  const key = `lead:${incidentId}:${userId}`
  const check = await readLeadCheck(desk.ctx, { workspaceId: desk.workspaceId, incidentId, userId })
  const posted = await desk.ctx.db.statement((tx) => findPosted(tx, desk.workspaceId, key))
  if (!check || (!posted && (check.isOver || check.leadId !== userId))) return
  await unlessUnreachable(
    async () => {
      const channelId = await directChannel(desk, userId)
      await show(desk, { key, incidentId, channelId, message: leadCheckMessage(check, userId) })
    },
    async () => undefined,
  )
}

/** Asks the channel something light, once for each time that was found to be a pause; not where it came too late to be one. */
export async function askChannel(desk: Desk, { incidentId, askedAt }: JobOf<'channel.ask'>): Promise<void> {
  const { questions } = desk.ctx.config
  const question = questions.channel === null ? null : findQuestion(questions, questions.channel)
  const { incident } = await readTimeline(desk.ctx, { viewer: asBot(desk.workspaceId), incidentId })
  const isLate = desk.ctx.clock.now().getTime() - new Date(askedAt).getTime() > latest
  if (!question || !incident.channelId || !isOpen(incident) || isLate) return
  await show(desk, {
    key: `during:${incidentId}:${askedAt}`,
    incidentId,
    channelId: incident.channelId,
    message: channelQuestionMessage(question.text),
  })
}

/** In milliseconds. */
const latest = 5 * 60 * 1000
