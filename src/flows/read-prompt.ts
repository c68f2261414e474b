import type { Ctx } from '../context.ts'
import { slotsOf } from '../core/choose-question.ts'
import type { Incident } from '../core/incident.ts'
import type { Answer, Prompt } from '../core/prompts.ts'
import { fillQuestion, findQuestion } from '../core/questions.ts'
import type { Reading } from '../core/reading.ts'
import { clockTime } from '../core/time-text.ts'
import type { Entry } from '../core/timeline.ts'
import { asBot } from '../core/viewer.ts'
import { knownZone } from '../core/working-time.ts'
import { findAnswer } from '../store/answers.ts'
import type { Tx } from '../store/db.ts'
import { findShownEntry } from '../store/entries.ts'
import { findIncident, getIncident } from '../store/incidents.ts'
import { findPerson } from '../store/people.ts'
import { findPrompt } from '../store/prompts.ts'
import { readingOf } from './reading-of.ts'

/** All that the person whom a question was put to is shown of it: it goes to nobody else. */
export type ReadPrompt = {
  prompt: Prompt
  incident: Incident
  /** Whether they may see the incident still: somebody who left a private one keeps their answer, and sees no more of the rest. */
  maySee: boolean
  entry: Entry | null
  question: string
  followUps: string[]
  answer: Answer | null
  /** How a released answer stands before its readers; null where it is not released. */
  reading: Reading | null
  personName: string
  /** The person's own, or the organisation's. */
  timeZone: string
}

/** A question for its person's direct messages; null where there is none. */
export const readPrompt = (ctx: Ctx, input: { workspaceId: string; promptId: string }): Promise<ReadPrompt | null> =>
  ctx.db.transaction(async (tx) => {
    const prompt = await findPrompt(tx, input.workspaceId, input.promptId)
    return prompt && readPromptIn(tx, ctx, prompt)
  })

/** A question with its answer, for its person. */
export async function readPromptIn(tx: Tx, ctx: Ctx, prompt: Prompt): Promise<ReadPrompt> {
  const { workspaceId, userId, incidentId } = prompt
  const incident = await getIncident(tx, asBot(workspaceId), incidentId)
  const maySee = (await findIncident(tx, { kind: 'person', workspaceId, userId }, incidentId)) !== null
  const entry = maySee ? await findShownEntry(tx, incidentId, prompt.entryId) : null
  const person = await findPerson(tx, workspaceId, userId)
  const timeZone = knownZone(person?.timeZone ?? null, ctx.config.timeZone)
  const question = findQuestion(ctx.config.questions, prompt.questionId)
  const slots = entry ? slotsOf(entry, (at) => clockTime(at, timeZone)) : {}
  const answer = await findAnswer(tx, ctx.seals, prompt.id)
  return {
    prompt,
    incident,
    maySee,
    entry,
    question: question ? fillQuestion(question, slots) : 'What would you like to say about this?',
    followUps: question?.followUps ?? [],
    answer,
    reading: answer && (await readingOf(tx, ctx, incident, prompt, answer)),
    personName: person?.name ?? 'there',
    timeZone,
  }
}
