import type { Ctx } from '../context.ts'
import type { OwnQuestion } from '../core/prompts.ts'
import { Refusal } from '../core/refusal.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { editEntry } from '../flows/edit-entry.ts'
import { nameEntry } from '../flows/name-entry.ts'
import { readConcerns } from '../flows/read-concerns.ts'
import { readEntry } from '../flows/read-entry.ts'
import { startAccount } from '../flows/start-account.ts'
import { answerFormFor } from './answer-form.ts'
import type { Message, Modal } from './blocks.ts'
import { changeWords } from './deliver-changes.ts'
import { editEntryForm } from './entry-form.ts'
import { type Outcome, open, type Pressed } from './pressed.ts'
import { answerModal } from './views/answer-form.ts'
import { concernsMessage, concernValue } from './views/concerns.ts'

type For = { ctx: Ctx; viewer: PersonViewer }

/** A page of what concerns somebody in a review. @throws Refusal where they may not see the incident, or it has none */
export const concernsPage = async ({ ctx, viewer }: For, incidentId: string, page: number): Promise<Message> =>
  concernsMessage(
    { ...(await readConcerns(ctx, { viewer, incidentId })), viewerId: viewer.userId },
    changeWords(ctx.config),
    page,
  )

/** The form for what somebody adds by themselves. @throws Refusal where they may not see the incident, or it has no review */
export async function accountForm(
  { ctx, viewer }: For,
  questionId: OwnQuestion,
  about: { incidentId: string } | { entryId: number },
): Promise<Modal> {
  const promptId = await startAccount(ctx, { viewer, questionId, ...about })
  return answerModal(await answerFormFor(ctx, viewer, promptId, false))
}

/** What somebody chose beside an entry that concerns them. */
export async function chooseInConcerns(pressed: Pressed): Promise<Outcome> {
  const { ctx, viewer, requestKey, responseUrl } = pressed
  const read = concernValue.safeParse(pressed.value.split(' ')).data
  if (!read) throw new Refusal('There is no such entry that you can see. `/incident review correct` shows what concerns you.')
  const [entryId, verb, page] = read
  switch (verb) {
    case 'edit':
      return open(await editEntryForm(ctx, viewer, entryId, { responseUrl, page: null }))
    case 'right':
      return open(await accountForm(pressed, 'set-right', { entryId }))
    case 'hide':
    case 'show':
      await editEntry(ctx, { viewer, entryId, wish: { isHidden: verb === 'hide' }, requestKey })
      break
    case 'name':
    case 'label':
      await nameEntry(ctx, { viewer, entryId, isNamed: verb === 'name', requestKey })
      break
  }
  const { incident } = await readEntry(ctx, { viewer, entryId })
  return { kind: 'say', message: await concernsPage(pressed, incident.id, page), replaces: true }
}
