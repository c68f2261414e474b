import { randomUUID } from 'node:crypto'
import type { Ctx } from '../context.ts'
import type { Asking } from '../core/asking.ts'
import type { Decision } from '../core/choose-question.ts'
import { type Incident, isOpen } from '../core/incident.ts'
import type { Person } from '../core/people.ts'
import { newPrompt, type Prompt } from '../core/prompts.ts'
import { findQuestion } from '../core/questions.ts'
import { dueAt, knownZone } from '../core/working-time.ts'
import { refreshOpening, refreshPrompt } from '../jobs/refresh.ts'
import { deleteAsking, findAskingForUpdate, listDueAskings, saveAsking } from '../store/askings.ts'
import type { Tx } from '../store/db.ts'
import { findIncident } from '../store/incidents.ts'
import { findPersonForUpdate } from '../store/people.ts'
import { insertPrompt } from '../store/prompts.ts'
import { findReview } from '../store/reviews.ts'
import { type AskingFacts, chosenFor, decideFor, gatherAskingFacts, listAsked } from './question-for.ts'
import { remindAt } from './remind-prompt.ts'

type ReadFacts = (tx: Tx, incident: Incident) => Promise<AskingFacts>

/** Comes to everybody to whom the time has come to come. A timeline is read once for all of its people. */
export async function askPeople(ctx: Ctx, workspaceId: string): Promise<void> {
  const due = await ctx.db.statement((tx) => listDueAskings(tx, workspaceId, ctx.clock.now()))
  const known = new Map<string, AskingFacts>()
  const read: ReadFacts = async (tx, incident) => {
    const facts = known.get(incident.id) ?? (await gatherAskingFacts(tx, ctx, incident))
    known.set(incident.id, facts)
    return { ...facts, incident, review: await findReview(tx, incident.id) }
  }
  for (const { incidentId, userId } of due) await askPerson(ctx, { workspaceId, incidentId, userId }, read)
}

type Coming = { tx: Tx; ctx: Ctx; asking: Asking; person: Person; facts: AskingFacts; now: Date }

/**
 * The time has come to come to somebody: with how they are and the question that fits them best as the record is now; or, some
 * days after the first was answered, with something that only they can tell. It waits while people are at work on the incident,
 * for a decent hour, and where they were asked enough this week; then how they are comes alone.
 */
async function askPerson(
  ctx: Ctx,
  input: { workspaceId: string; incidentId: string; userId: string },
  read: ReadFacts,
): Promise<void> {
  const now = ctx.clock.now()
  const { workspaceId, incidentId, userId } = input
  await ctx.db.transaction(async (tx) => {
    const person = await findPersonForUpdate(tx, workspaceId, userId)
    const asking = await findAskingForUpdate(tx, incidentId, userId)
    if (!asking?.dueAt || asking.dueAt > now) return
    const incident = await findIncident(tx, { kind: 'person', workspaceId, userId }, incidentId)
    if (!incident || !person || person.isDeleted) return leaveAlone(tx, asking)
    if (isOpen(incident)) return
    const facts = await read(tx, incident)
    if (!isAsked(facts, asking)) return leaveAlone(tx, asking)
    const coming = { tx, ctx, asking, person, facts, now }
    if (asking.round === 'first') return comeFirst(coming)
    return (await isWanted(coming)) ? comeAgain(coming) : leaveAlone(tx, asking)
  })
}

/** Somebody of whom nothing is on the timeline any more is not involved any more; who wished to be asked again is asked. */
const isAsked = ({ review, story }: AskingFacts, { userId, isWished }: Asking): boolean =>
  review !== null && (isWished || (review.depth !== 'none' && story.involved.includes(userId)))

/** Nothing comes by itself any more. What has not begun is as if it had never been planned. */
async function leaveAlone(tx: Tx, asking: Asking): Promise<void> {
  if (asking.openedAt === null && !asking.isMuted) return deleteAsking(tx, asking)
  await saveAsking(tx, { ...asking, dueAt: null })
}

async function comeFirst(coming: Coming): Promise<void> {
  const { tx, ctx, asking, person, facts } = coming
  const decision = await firstDecision(coming)
  if (decision.kind === 'wait' && decision.why === 'hour') return saveAsking(tx, { ...asking, dueAt: decision.until })
  if (decision.kind === 'none' && (decision.why === 'never' || decision.why === 'muted')) return leaveAlone(tx, asking)
  if (decision.kind === 'ask') await ask(coming, decision, asking.openedAt === null)
  else if (asking.openedAt === null) await refreshOpening(tx, asking)
  const opened = { ...asking, openedAt: asking.openedAt ?? coming.now }
  if (decision.kind === 'wait') return saveAsking(tx, { ...opened, dueAt: ifFirstAccounts(facts, decision.until) })
  const hasMore = decision.kind === 'ask' && facts.review?.depth === 'full'
  await saveAsking(tx, { ...opened, round: 'days-after', dueAt: hasMore ? daysAfter(ctx, facts, person, coming.now) : null })
}

/** A question that somebody sent them, and that waits already, takes the place of the bot's; a review that is over asks nothing. */
async function firstDecision({ tx, ctx, person, facts, now }: Coming): Promise<Decision> {
  const waits = (await listAsked(tx, facts.incident.id, person.userId)).some(
    ({ sentAt, dueAt }) => sentAt === null && dueAt <= now,
  )
  const decision = await decideFor(tx, ctx, facts, person, 'first')
  const isOver = facts.review?.state === 'declined' || facts.review?.state === 'published'
  return decision.kind === 'ask' && (waits || isOver) ? { kind: 'none', why: 'nothing_left' } : decision
}

/** After the review has opened, a first account is no first account any more. */
const ifFirstAccounts = ({ review }: AskingFacts, at: Date): Date | null =>
  review?.state === 'draft' && at < review.opensAt ? at : null

function daysAfter({ config }: Ctx, facts: AskingFacts, { timeZone }: Person, now: Date): Date | null {
  const zone = knownZone(timeZone, config.timeZone)
  const at = dueAt(facts.incident.resolvedAt ?? now, config.delays.secondQuestion, config.workingHours, zone)
  return at > now ? at : null
}

/**
 * A second question comes only to those who answered the first, before they can read others; a month after, one comes to those who
 * told something or wished for it, and a second one to those who answered it.
 */
async function isWanted(coming: Coming): Promise<boolean> {
  const { tx, asking, facts } = coming
  const asked = await listAsked(tx, asking.incidentId, asking.userId)
  const hasTold = asked.some(({ state }) => state === 'answered')
  const isLeftOpen = asked.some(({ state }) => state === 'sent' || state === 'waiting')
  if (asking.round === 'month-after') {
    const ofThisRound = asked.filter((prompt) => isOfMonth(coming, prompt))
    const isSecond = ofThisRound.length > 0
    const isNext = isSecond ? !isLeftOpen && ofThisRound.some(({ state }) => state === 'answered') : hasTold || asking.isWished
    return isNext && facts.review?.state !== 'declined'
  }
  return hasTold && !isLeftOpen && facts.review?.state === 'draft'
}

const isOfMonth = ({ ctx }: Coming, { questionId }: Prompt): boolean =>
  findQuestion(ctx.config.questions, questionId)?.moment === 'month-after'

async function comeAgain(coming: Coming): Promise<void> {
  const { tx, ctx, asking, person, facts } = coming
  const decision = await decideFor(tx, ctx, facts, person, asking.round)
  if (decision.kind === 'wait') {
    const until = asking.round === 'month-after' ? decision.until : ifFirstAccounts(facts, decision.until)
    return saveAsking(tx, { ...asking, dueAt: until })
  }
  const asked = await listAsked(tx, asking.incidentId, asking.userId)
  const isFirstOfMonth = asking.round === 'month-after' && !asked.some((prompt) => isOfMonth(coming, prompt))
  if (decision.kind === 'ask') await ask(coming, decision, isFirstOfMonth)
  const isAnew = decision.kind === 'ask' && isFirstOfMonth
  const next = isAnew && asking.isWished ? secondOfMonth(coming) : null
  await saveAsking(tx, { ...asking, dueAt: next, ...(isAnew && { care: 'none', callFromId: null }) })
}

/** Whoever wished to be asked again is asked once more, some working days later. */
const secondOfMonth = ({ ctx: { config }, person, now }: Coming): Date =>
  dueAt(
    now,
    { days: Math.max(config.delays.secondQuestion.days, 1), milliseconds: 0 },
    config.workingHours,
    person.timeZone,
    config.timeZone,
  )

async function ask(coming: Coming, decision: Extract<Decision, { kind: 'ask' }>, hasOpening: boolean): Promise<void> {
  const { tx, ctx, asking, person, now } = coming
  const { incidentId, workspaceId, userId } = asking
  const prompt = newPrompt({
    ...chosenFor(ctx, decision.choice, person),
    id: randomUUID(),
    workspaceId,
    incidentId,
    userId,
    state: 'sent',
    dueAt: now,
    createdAt: now,
    sentAt: now,
    askedAt: now,
    hasOpening,
    remindAt: remindAt(ctx, person, now),
  })
  await insertPrompt(tx, prompt)
  await refreshPrompt(tx, prompt)
}
