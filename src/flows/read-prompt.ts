import type { Ctx } from '../context.ts'
import { slotsOf } from '../core/choose-question.ts'
import type { Incident } from '../core/incident.ts'
import type { Answer, Prompt } from '../core/prompts.ts'
import { fillQuestion, findQuestion } from '../core/questions.ts'
import { clockTime } from '../core/time-text.ts'
import type { Entry } from '../core/timeline.ts'
import { asBot } from '../core/viewer.ts'
import { knownZone } from '../core/working-time.ts'
import { findAnswer } from '../store/answers.ts'
import { listEntries } from '../store/entries.ts'
import { getIncident } from '../store/incidents.ts'
import { findPerson } from '../store/people.ts'
import { getPrompt } from '../store/prompts.ts'

/** All that the person whom a question was put to is shown of it: it goes to nobody else. */
export type ReadPrompt = {
  prompt: Prompt
  incident: Incident
  entry: Entry | null
  question: string
  followUps: string[]
  answer: Answer | null
  personName: string
  /** The person's own, or the organisation's. */
  timeZone: string
}

/** @throws Error where there is no such prompt */
export async function readPrompt(ctx: Ctx, input: { workspaceId: string; promptId: string }): Promise<ReadPrompt> {
  const { workspaceId } = input
  return ctx.db.transaction(async (tx) => {
    const prompt = await getPrompt(tx, workspaceId, input.promptId)
    const incident = await getIncident(tx, asBot(workspaceId), prompt.incidentId)
    const entry = (await listEntries(tx, incident.id)).find(({ id }) => id === prompt.entryId) ?? null
    const person = await findPerson(tx, workspaceId, prompt.userId)
    const timeZone = knownZone(person?.timeZone ?? null, ctx.config.timeZone)
    const question = findQuestion(ctx.config.questions, prompt.questionId)
    const slots = entry ? slotsOf(entry, (at) => clockTime(at, timeZone)) : {}
    return {
      prompt,
      incident,
      entry,
      question: question ? fillQuestion(question, slots) : 'What would you like to say about this?',
      followUps: question?.followUps ?? [],
      answer: await findAnswer(tx, prompt.id),
      personName: person?.name ?? 'there',
      timeZone,
    }
  })
}
