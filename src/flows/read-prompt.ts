import type { Ctx } from '../context.ts'
import { slotsOf } from '../core/choose-question.ts'
import type { Incident } from '../core/incident.ts'
import { materialNamed } from '../core/material/material.ts'
import type { Answer, Prompt } from '../core/prompts.ts'
import { type Slots, slotOfKind } from '../core/question.ts'
import { fillQuestion, findQuestion } from '../core/questions.ts'
import type { Reading } from '../core/reading.ts'
import { readableText } from '../core/slack-text/slack-text.ts'
import { clockTime } from '../core/time-text.ts'
import type { Entry } from '../core/timeline.ts'
import { asBot } from '../core/viewer.ts'
import { knownZone } from '../core/working-time.ts'
import { findAnswer } from '../store/answers.ts'
import type { Tx } from '../store/db.ts'
import { findShownEntry } from '../store/entries.ts'
import { getIncident, isSeenBy } from '../store/incidents.ts'
import { findMaterial } from '../store/material.ts'
import { findPerson } from '../store/people.ts'
import { readingOf } from './reading-of.ts'
import { findSource } from './words-of-source.ts'

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

/** A question with its answer, for its person. */
export async function readPromptIn(tx: Tx, ctx: Ctx, prompt: Prompt): Promise<ReadPrompt> {
  const { workspaceId, userId, incidentId } = prompt
  const incident = await getIncident(tx, asBot(workspaceId), incidentId)
  const maySee = await isSeenBy(tx, { kind: 'person', workspaceId, userId }, incident)
  const entry = maySee ? await findShownEntry(tx, incidentId, prompt.entryId) : null
  const person = await findPerson(tx, workspaceId, userId)
  const timeZone = knownZone(person?.timeZone ?? null, ctx.config.timeZone)
  const question = findQuestion(ctx.config.questions, prompt.questionId)
  const slots = {
    ...(entry && slotsOf(entry, (at) => clockTime(at, timeZone))),
    ...(maySee && prompt.aboutRef !== null && (await slotOf(tx, ctx, incident, prompt.aboutRef))),
  }
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

/** Something of the review as it is now, for a question about it; nothing where it is not there any more, or its words are not. */
async function slotOf(tx: Tx, ctx: Ctx, incident: Incident, aboutRef: string): Promise<Slots> {
  const named = materialNamed(aboutRef)
  const found = named && (await findMaterial(tx, incident.workspaceId, named.kind, named.id))
  if (!found || found.removedAt !== null || found.kind === 'surprise' || found.kind === 'helped') return {}
  const source = found.text === null && found.wordsOf !== null ? await findSource(tx, ctx, incident, found.wordsOf) : null
  return { [slotOfKind[found.kind]]: readableText(found.text ?? source?.words ?? '') }
}
