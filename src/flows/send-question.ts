import { randomUUID } from 'node:crypto'
import type { Ctx } from '../context.ts'
import type { Incident } from '../core/incident.ts'
import { newPrompt } from '../core/prompts.ts'
import { entryMoments } from '../core/question.ts'
import { type Question, questionsWith } from '../core/questions.ts'
import { Refusal } from '../core/refusal.ts'
import { type Entry, entryRef } from '../core/timeline.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { enqueue } from '../jobs/queue.ts'
import type { Tx } from '../store/db.ts'
import { takeDelivery } from '../store/delivered.ts'
import { findShownEntry } from '../store/entries.ts'
import { insertPrompt, listPrompts } from '../store/prompts.ts'
import { checkReach } from './reach.ts'
import { getHosted } from './read-hosting.ts'

/** A question of the bank, from the host to people. `entryId`: the moment that it is about, if it is about one. */
export type FromHost = { questionId: string; userIds: string[]; entryId: number | null; words: string }

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
  const { viewer, entryId } = input
  const { workspaceId } = viewer
  await ctx.db.transaction(async (tx) => {
    if (!(await takeDelivery(tx, workspaceId, input.requestKey, ctx.clock.now()))) return
    const { incident } = await getHosted(tx, viewer, input.incidentId)
    const question = bankQuestion(ctx, input.questionId)
    const userIds = receivers(input.userIds, viewer)
    await checkReach(tx, incident, userIds, 'people')
    const entry = entryId === null ? null : await entryFor(tx, incident, question, userIds, entryId)
    await insertFor(tx, ctx, incident, { ...input, userIds }, entry)
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

async function insertFor(
  tx: Tx,
  ctx: Ctx,
  incident: Incident,
  sent: FromHost & { viewer: PersonViewer },
  entry: Entry | null,
): Promise<void> {
  const now = ctx.clock.now()
  const { workspaceId, id: incidentId } = incident
  const { questionId, viewer } = sent
  const words = sent.words.replaceAll('\0', '').trim()
  const before = await listPrompts(tx, incidentId)
  for (const userId of sent.userIds) {
    const isAgain = before.some(
      (other) => other.userId === userId && other.questionId === questionId && other.entryId === (entry?.id ?? null),
    )
    const prompt = newPrompt({
      id: randomUUID(),
      workspaceId,
      incidentId,
      userId,
      questionId,
      entryId: entry?.id ?? null,
      momentAt: entry?.happenedAt ?? null,
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
