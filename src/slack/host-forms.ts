import type { Ctx } from '../context.ts'
import { questionsWith } from '../core/questions.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { readHostChoice } from '../flows/name-host.ts'
import { readOpenForHost } from '../flows/read-hosting.ts'
import { readReview } from '../flows/read-review.ts'
import { longestHostWords } from '../flows/send-question.ts'
import { listPeople } from '../store/people.ts'
import type { Message, Modal } from './blocks.ts'
import { nameHostModal, openForHostMessage, sendQuestionModal } from './views/host.ts'

type For = { ctx: Ctx; viewer: PersonViewer }

/** The form to name a host. @throws Refusal where there is no review to host, or the viewer may not see the incident */
export async function nameHostForm({ ctx, viewer }: For, incidentId: string): Promise<Modal> {
  const { incident, withoutRole } = await readHostChoice(ctx, { viewer, incidentId })
  const people = await ctx.db.statement((tx) => listPeople(tx, viewer.workspaceId, withoutRole))
  const suggested = withoutRole.flatMap((userId) =>
    people.filter((person) => person.userId === userId && !person.isBot && !person.isDeleted),
  )
  return nameHostModal(incident, suggested)
}

/** What is open, for the host alone. @throws Refusal for anybody else */
export async function openPage({ ctx, viewer }: For, incidentId: string): Promise<Message> {
  const open = await readOpenForHost(ctx, { viewer, incidentId })
  const { rendered } = await readReview(ctx, { viewer, incidentId })
  const unknown = rendered.sections.find(({ key }) => key === 'unknown')?.statements ?? []
  const roleLabel = (key: string): string => ctx.config.roles.find((role) => role.key === key)?.label ?? key
  return openForHostMessage({ ...open, roleLabel, unknown: unknown.map(({ text }) => text) })
}

/** The form to send a question, for the host alone. @param questionId the one that was chosen in it. @throws Refusal for anybody else */
export async function sendQuestionForm(
  { ctx, viewer }: For,
  incidentId: string,
  questionId: string | null = null,
): Promise<Modal> {
  const { incident } = await readOpenForHost(ctx, { viewer, incidentId })
  const { questions } = questionsWith(ctx.config.questions)
  const chosen = questions.find(({ id }) => id === questionId) ?? null
  return sendQuestionModal({ incident, questions, chosen, longestWords: longestHostWords })
}
