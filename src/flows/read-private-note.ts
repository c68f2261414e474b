import type { Ctx } from '../context.ts'
import type { Incident } from '../core/incident.ts'
import type { Answer } from '../core/prompts.ts'
import { findQuestion, type Question } from '../core/questions.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { findAnswer } from '../store/answers.ts'
import { getIncident } from '../store/incidents.ts'
import { findPromptOf } from '../store/prompts.ts'

/** What the form for a note to oneself shows: the question, and what the person wrote before. @throws Refusal where they may not see the incident */
export async function readPrivateNote(
  ctx: Ctx,
  input: { viewer: PersonViewer; incidentId: string },
): Promise<{ incident: Incident; question: Pick<Question, 'text' | 'followUps'>; answer: Answer | null }> {
  const fallback = { text: 'What do you want to remember?', followUps: [] }
  return ctx.db.transaction(async (tx) => {
    const incident = await getIncident(tx, input.viewer, input.incidentId)
    const prompt = await findPromptOf(tx, incident.id, input.viewer.userId, 'note-to-self')
    const question = findQuestion(ctx.config.questions, 'note-to-self') ?? fallback
    return { incident, question, answer: prompt ? await findAnswer(tx, ctx.seals, prompt.id) : null }
  })
}
