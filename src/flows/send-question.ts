import { randomUUID } from 'node:crypto'
import type { Ctx } from '../context.ts'
import { slotsOf } from '../core/choose-question.ts'
import { type Incident, nameOf } from '../core/incident.ts'
import { materialNamed } from '../core/material/material.ts'
import { newPrompt, type Prompt } from '../core/prompts.ts'
import { canBeFilled, entryMoments, type SlotName, slotOfKind, slotsIn } from '../core/question.ts'
import { type Question, questionsWith } from '../core/questions.ts'
import { Refusal } from '../core/refusal.ts'
import { type Entry, entryRef } from '../core/timeline.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { enqueue } from '../jobs/queue.ts'
import type { Tx } from '../store/db.ts'
import { takeDelivery } from '../store/delivered.ts'
import { findShownEntry } from '../store/entries.ts'
import { findMaterial } from '../store/material.ts'
import { insertPrompt, listPrompts } from '../store/prompts.ts'
import { checkReach } from './reach.ts'
import { getHosted } from './read-hosting.ts'

/**
 * A question of the bank, from the host to people. `about`: what it is about, if it is about something: a moment of the timeline
 * (`E45`), or something of the review (`C12`).
 */
export type FromHost = { questionId: string; userIds: string[]; about: string | null; words: string }

/** What the host may write beside a question. */
export const longestHostWords = 300

/**
 * The host of a review asks people something, in their own name; also people outside the response, and about safeguards, which the
 * bot asks nobody by itself. It reaches them at a decent hour of theirs, unless they want no questions or were asked enough. Whom it
 * did not reach and who answered, the host does not hear. Who was asked the same about the same before is not asked again.
 * @throws Refusal where the viewer is not the host, there is no such question or moment, or somebody cannot be told of the incident
 */
export async function sendQuestion(
  ctx: Ctx,
  input: FromHost & { viewer: PersonViewer; incidentId: string; requestKey: string },
): Promise<void> {
  const { viewer } = input
  const { workspaceId } = viewer
  await ctx.db.transaction(async (tx) => {
    if (!(await takeDelivery(tx, workspaceId, input.requestKey, ctx.clock.now()))) return
    const { incident } = await getHosted(tx, viewer, input.incidentId)
    const question = bankQuestion(ctx, input.questionId)
    const userIds = receivers(input.userIds, viewer)
    await checkReach(tx, incident, userIds, 'people')
    const about = await findAbout(tx, incident, question, userIds, input.about)
    await insertFor(tx, ctx, incident, { ...input, userIds }, about)
    await enqueue(tx, workspaceId, 'host.tell', { incidentId: incident.id }, { key: `host:${incident.id}` })
  })
}

function bankQuestion({ config }: Ctx, id: string): Question {
  const question = questionsWith(config.questions).questions.find((each) => each.id === id)
  if (question) return question
  throw new Refusal('There is no such question any more. Choose another.', 'question')
}

function receivers(userIds: string[], { userId }: PersonViewer): string[] {
  const people = [...new Set(userIds)].sort()
  if (people.length === 0) throw new Refusal('Choose whom to ask.', 'people')
  if (people.includes(userId))
    throw new Refusal('You are among them. Leave yourself out; a note to yourself is yours to write.', 'people')
  return people
}

type About = Pick<Prompt, 'entryId' | 'momentAt' | 'aboutRef'>

/** @throws Refusal where there is no such thing, or it does not go with the question */
async function findAbout(
  tx: Tx,
  incident: Incident,
  question: Question,
  userIds: string[],
  about: string | null,
): Promise<About> {
  const entryId = Number(/^E(\d{1,9})$/i.exec(about ?? '')?.[1] ?? 0)
  const entry = entryId > 0 ? await entryFor(tx, incident, question, userIds, entryId) : null
  const slot = about === null || entry ? null : await slotFor(tx, incident, about)
  const filled = { ...(entry && slotsOf(entry, (at) => at.toISOString())), ...(slot && { [slot]: about ?? '' }) }
  if (slot && !slotsIn(question.text).includes(slot))
    throw new Refusal('This question has no place for that. Leave its number out, or choose another question.', 'entry')
  if (!canBeFilled(question, filled))
    throw new Refusal(
      'This question is about something of the record. Say which, by its number: E45, C12, S3, U2 or X7.',
      'entry',
    )
  return {
    entryId: entry?.id ?? null,
    momentAt: entry?.happenedAt ?? null,
    aboutRef: slot ? (about?.toUpperCase() ?? null) : null,
  }
}

/** What somebody did is asked of them alone. */
async function entryFor(tx: Tx, incident: Incident, question: Question, userIds: string[], entryId: number): Promise<Entry> {
  const entry = await findShownEntry(tx, incident.id, entryId)
  if (!entry)
    throw new Refusal(`There is no ${entryRef(entryId)} on this timeline. \`/incident timeline\` shows the numbers.`, 'entry')
  const isOfOthers = entry.authorId !== null && userIds.some((userId) => userId !== entry.authorId)
  if (entryMoments.includes(question.moment) && isOfOthers)
    throw new Refusal('This moment is somebody’s own: a question about what they did or saw goes to them alone.', 'entry')
  return entry
}

/** Which slot something of the review fills. @throws Refusal where it is none, or is not there (any more) */
async function slotFor(tx: Tx, incident: Incident, about: string): Promise<SlotName> {
  const named = materialNamed(about)
  const found = named && (await findMaterial(tx, incident.workspaceId, named.kind, named.id))
  if (found?.incidentId !== incident.id || found.removedAt !== null || found.kind === 'surprise' || found.kind === 'helped')
    throw new Refusal(
      `There is no ${about.toUpperCase()} to ask about in ${nameOf(incident)}. \`/incident material\` shows the numbers.`,
      'entry',
    )
  return slotOfKind[found.kind]
}

async function insertFor(
  tx: Tx,
  ctx: Ctx,
  incident: Incident,
  sent: FromHost & { viewer: PersonViewer },
  about: About,
): Promise<void> {
  const now = ctx.clock.now()
  const { workspaceId, id: incidentId } = incident
  const { questionId, viewer } = sent
  const words = sent.words.replaceAll('\0', '').trim()
  const before = await listPrompts(tx, incidentId)
  for (const userId of sent.userIds) {
    const isAgain = before.some(
      (other) =>
        other.userId === userId &&
        other.questionId === questionId &&
        other.entryId === about.entryId &&
        other.aboutRef === about.aboutRef,
    )
    const prompt = newPrompt({
      id: randomUUID(),
      workspaceId,
      incidentId,
      userId,
      questionId,
      ...about,
      state: isAgain ? 'dropped' : 'waiting',
      dueAt: now,
      createdAt: now,
      origin: 'host',
      fromId: viewer.userId,
      fromWords: words === '' ? null : words,
    })
    await insertPrompt(tx, prompt)
    if (!isAgain) await enqueue(tx, workspaceId, 'prompt.meet', { promptId: prompt.id }, { key: `meet:${prompt.id}` })
  }
}
