import type { Ctx } from '../context.ts'
import { isOpen } from '../core/incident.ts'
import { isAsChosen } from '../core/later.ts'
import { mayAsk, type Permission } from '../core/pace.ts'
import type { Person } from '../core/people.ts'
import type { Prompt } from '../core/prompts.ts'
import { refreshPrompt } from '../jobs/refresh.ts'
import { findAsking } from '../store/askings.ts'
import type { Tx } from '../store/db.ts'
import { findShownEntry } from '../store/entries.ts'
import { findIncident } from '../store/incidents.ts'
import { findPersonForUpdate } from '../store/people.ts'
import { deletePrompt, findPromptForUpdate, savePrompt } from '../store/prompts.ts'
import { findReview } from '../store/reviews.ts'
import { paceFor } from './question-for.ts'
import { remindAt } from './remind-prompt.ts'

/**
 * A question that waited is due: one that somebody put off, that a colleague handed on, or that the host sent. It waits on while
 * people are at work on the incident, until they were asked how they are, for a decent hour, and where they were asked enough this
 * week. While the bot does not know the person, nothing happens. It is taken back where its moment has left the timeline, they may not see the incident any more, or want no questions.
 */
export async function sendPrompt(ctx: Ctx, input: { workspaceId: string; promptId: string }): Promise<void> {
  const now = ctx.clock.now()
  await ctx.db.transaction(async (tx) => {
    const prompt = await findPromptForUpdate(tx, input.workspaceId, input.promptId)
    if (prompt?.state !== 'waiting' || prompt.dueAt > now) return
    const { workspaceId, userId, incidentId } = prompt
    const person = await findPersonForUpdate(tx, workspaceId, userId)
    if (!person) return
    const incident = await findIncident(tx, { kind: 'person', workspaceId, userId }, incidentId)
    if (!incident || person.isBot || person.isDeleted || !(await isThere(tx, prompt))) return takeBack(tx, prompt)
    if (isOpen(incident) || (await isOpeningLeft(tx, prompt))) return
    const review = await findReview(tx, incidentId)
    const permission = permissionFor(prompt, mayAsk(await paceFor(tx, ctx, { incident, review }, person, false), now), now)
    if (permission.kind === 'no') return takeBack(tx, prompt)
    if (permission.kind === 'wait') return savePrompt(tx, { ...prompt, dueAt: permission.until })
    await send(tx, ctx, prompt, person)
  })
}

/** The moment that it is about may be gone by now. */
const isThere = async (tx: Tx, { incidentId, entryId }: Prompt): Promise<boolean> =>
  entryId === null || (await findShownEntry(tx, incidentId, entryId)) !== null

/** How somebody is comes before what anybody wants to know. */
async function isOpeningLeft(tx: Tx, { incidentId, userId }: Prompt): Promise<boolean> {
  const asking = await findAsking(tx, incidentId, userId)
  return asking !== null && asking.openedAt === null && asking.dueAt !== null
}

/** Of what was put to them before, the hour that they chose is a decent one, and it is not counted again. */
function permissionFor({ askedAt, dueAt }: Prompt, permission: Permission, now: Date): Permission {
  if (askedAt === null || permission.kind === 'yes') return permission
  const isChosen = permission.why === 'hour' && isAsChosen(dueAt, now)
  return isChosen || permission.why === 'enough' || permission.why === 'week' ? { kind: 'yes' } : permission
}

async function send(tx: Tx, ctx: Ctx, prompt: Prompt, person: Person): Promise<void> {
  const now = ctx.clock.now()
  const isNew = prompt.askedAt === null
  const sent: Prompt = {
    ...prompt,
    state: 'sent',
    sentAt: now,
    askedAt: prompt.askedAt ?? now,
    remindAt: isNew ? remindAt(ctx, person, now) : null,
  }
  await savePrompt(tx, sent)
  await refreshPrompt(tx, prompt)
  await refreshPrompt(tx, sent)
}

/** Of what the host sent, the host's own list stays as it is: it does not tell what became of it. */
async function takeBack(tx: Tx, prompt: Prompt): Promise<void> {
  if (prompt.sentAt === null && prompt.origin !== 'host') return deletePrompt(tx, prompt.id)
  await savePrompt(tx, { ...prompt, state: 'dropped' })
  await refreshPrompt(tx, prompt)
}
