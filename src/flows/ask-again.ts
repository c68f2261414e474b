import type { Ctx } from '../context.ts'
import type { Asking, Round } from '../core/asking.ts'
import { isOpen } from '../core/incident.ts'
import { asBot } from '../core/viewer.ts'
import { isWorkingHour, knownZone, nextBeginning } from '../core/working-time.ts'
import { listAskings, saveAsking } from '../store/askings.ts'
import type { Tx } from '../store/db.ts'
import { getIncidentForUpdate } from '../store/incidents.ts'
import { deleteMonthWishes } from '../store/month-wishes.ts'
import { listPeople } from '../store/people.ts'
import { listPrompts } from '../store/prompts.ts'
import { findReview } from '../store/reviews.ts'
import { askingOf } from './asking-of.ts'

/**
 * Plans another round of questions about an incident, such as the one a month after, for those who have told something of it and
 * have not said that they want no more; or for those who wished for it, `wishedBy`: at their next decent hour. What each is asked, and whether, is chosen then. Asked for twice,
 * it comes once.
 */
export async function askAgain(
  ctx: Ctx,
  input: { workspaceId: string; incidentId: string; round: Exclude<Round, 'first'>; wishedBy?: readonly string[] },
): Promise<void> {
  const { workspaceId, incidentId, round, wishedBy } = input
  await ctx.db.transaction(async (tx) => {
    const incident = await getIncidentForUpdate(tx, asBot(workspaceId), incidentId)
    const review = await findReview(tx, incidentId)
    if (isOpen(incident)) return
    if (wishedBy) await deleteMonthWishes(tx, incidentId, [...wishedBy])
    if (!review || review.state === 'declined') return
    if (wishedBy) return planWished(tx, ctx, { workspaceId, incidentId, round, wishedBy })
    const told = new Set(
      (await listPrompts(tx, incidentId)).flatMap(({ state, userId }) => (state === 'answered' ? [userId] : [])),
    )
    const wanted = (await listAskings(tx, incidentId)).filter((asking) => isWanted(asking, round) && told.has(asking.userId))
    const people = await listPeople(
      tx,
      workspaceId,
      wanted.map(({ userId }) => userId),
    )
    for (const asking of wanted) {
      const timeZone = people.find(({ userId }) => userId === asking.userId)?.timeZone ?? null
      await saveAsking(tx, { ...asking, round, dueAt: nextDecentHour(ctx, timeZone) })
    }
  })
}

/** Who wished for it is asked, whether or not they were before; but for those who have said since that they want no more. */
async function planWished(
  tx: Tx,
  ctx: Ctx,
  {
    workspaceId,
    incidentId,
    round,
    wishedBy,
  }: { workspaceId: string; incidentId: string; round: Round; wishedBy: readonly string[] },
): Promise<void> {
  const now = ctx.clock.now()
  const people = await listPeople(tx, workspaceId, [...wishedBy])
  for (const { userId, timeZone } of people) {
    const asking = await askingOf(tx, ctx, { workspaceId, incidentId, userId })
    if (asking.isMuted) continue
    const openedAt = asking.openedAt ?? now
    await saveAsking(tx, { ...asking, openedAt, round, isWished: true, dueAt: nextDecentHour(ctx, timeZone) })
  }
}

const isWanted = (asking: Asking, round: Round): boolean => asking.openedAt !== null && !asking.isMuted && asking.round !== round

function nextDecentHour({ config, clock }: Ctx, timeZone: string | null): Date {
  const now = clock.now()
  const zone = knownZone(timeZone, config.timeZone)
  return isWorkingHour(now, config.workingHours, zone) ? now : nextBeginning(now, config.workingHours, zone)
}
