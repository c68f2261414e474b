import type { Ctx } from '../context.ts'
import {
  type Choice,
  chooseQuestion,
  type Decision,
  type Occasion,
  reasonText,
  type Story,
  storyOf,
} from '../core/choose-question.ts'
import { isNothing } from '../core/duration.ts'
import type { Incident } from '../core/incident.ts'
import { mostPerIncident, type Pace } from '../core/pace.ts'
import type { Person } from '../core/people.ts'
import { noteToSelf, type Prompt } from '../core/prompts.ts'
import { type Question, questionsWith } from '../core/questions.ts'
import { clockTime } from '../core/time-text.ts'
import { knownZone } from '../core/working-time.ts'
import { findAsking } from '../store/askings.ts'
import type { Tx } from '../store/db.ts'
import { listEntries } from '../store/entries.ts'
import { listAllMaterial } from '../store/material.ts'
import { findPersonSettings } from '../store/person-settings.ts'
import { listAskedTimes, listPromptsOf } from '../store/prompts.ts'
import { findReview, type ReviewRecord } from '../store/reviews.ts'
import { listRoles } from '../store/roles.ts'

/** What questions about an incident are chosen from. */
export type AskingFacts = { incident: Incident; review: ReviewRecord | null; story: Story; questions: Question[] }

export async function gatherAskingFacts(tx: Tx, { config }: Ctx, incident: Incident): Promise<AskingFacts> {
  const { questions } = questionsWith(config.questions)
  const story = storyOf(await listEntries(tx, incident.id), await listRoles(tx, incident.id))
  return { incident, review: await findReview(tx, incident.id), story, questions }
}

/** What was put to somebody about an incident, or will be; without what they wrote unasked, as a note to themselves. */
export const listAsked = async (tx: Tx, incidentId: string, userId: string): Promise<Prompt[]> =>
  (await listPromptsOf(tx, incidentId, userId)).filter(isPut)

const isPut = ({ askedAt, state }: Prompt): boolean => askedAt !== null || state === 'waiting'

/** Whether one person is asked something now, and what, as everything is now. Who only looks holds no lock; who asks holds that of the person. */
export async function decideFor(tx: Tx, ctx: Ctx, facts: AskingFacts, person: Person, occasion: Occasion): Promise<Decision> {
  const { incident, story, questions } = facts
  const { userId } = person
  const prompts = await listPromptsOf(tx, incident.id, userId)
  return chooseQuestion({
    userId,
    story,
    questions,
    occasion,
    askedBefore: prompts.filter(isPut),
    hasNote: prompts.some(({ questionId }) => questionId === noteToSelf),
    pace: await paceFor(tx, ctx, facts, person, occasion === 'more'),
    resolvedAt: incident.resolvedAt,
    now: ctx.clock.now(),
    ...(occasion === 'month-after' && {
      isWished: (await findAsking(tx, incident.id, userId))?.isWished ?? false,
      hasUsualWork: (await listAllMaterial(tx, incident.id)).usual.some(({ removedAt }) => removedAt === null),
    }),
  })
}

/** So many questions more are put to whoever asked to be asked again. */
const moreWhereWished = 2

const week = 7 * 24 * 60 * 60 * 1000

/** The decent hours of somebody. What they ask for themselves, or the settings ask at once, comes at any hour. */
export const hoursFor = ({ config }: Ctx, { timeZone }: Person, isWanted: boolean): Pace['hours'] =>
  isWanted || isNothing(config.delays.firstQuestion)
    ? null
    : { working: config.workingHours, timeZone: knownZone(timeZone, config.timeZone) }

/** The pace that holds for somebody. */
export async function paceFor(
  tx: Tx,
  ctx: Ctx,
  { incident, review }: Pick<AskingFacts, 'incident' | 'review'>,
  person: Person,
  isWanted: boolean,
): Promise<Pace> {
  const { workspaceId, userId } = person
  const asked = (await listAsked(tx, incident.id, userId)).filter(({ askedAt }) => askedAt !== null)
  const asking = await findAsking(tx, incident.id, userId)
  const most = review?.depth === 'one_question' ? 1 : mostPerIncident
  return {
    isNeverAsked: (await findPersonSettings(tx, workspaceId, userId)).isNeverAsked,
    isMuted: asking?.isMuted ?? false,
    most: most + (asking?.isWished ? moreWhereWished : 0),
    askedHere: asked.length,
    askedAt: await listAskedTimes(tx, workspaceId, userId, new Date(ctx.clock.now().getTime() - week)),
    hours: hoursFor(ctx, person, isWanted),
  }
}

/** Which question, about which moment, and why. */
export type Chosen = Pick<Prompt, 'questionId' | 'entryId' | 'momentAt' | 'reason'>

/** A choice as it is kept: the reason in words, with the hour on the clock of the person. */
export function chosenFor({ config }: Ctx, { question, entry, momentAt, reason }: Choice, person: Person): Chosen {
  const zone = knownZone(person.timeZone, config.timeZone)
  const roleLabel = (key: string): string => config.roles.find((role) => role.key === key)?.label ?? key
  const worded = 'role' in reason ? { ...reason, role: roleLabel(reason.role) } : reason
  return {
    questionId: question.id,
    entryId: entry?.id ?? null,
    momentAt,
    reason: reasonText(worded, (at) => clockTime(at, zone)),
  }
}
