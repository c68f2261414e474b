import type { Ctx } from '../context.ts'
import type { Asking } from '../core/asking.ts'
import type { Incident } from '../core/incident.ts'
import { asBot } from '../core/viewer.ts'
import { findAsking } from '../store/askings.ts'
import type { Tx } from '../store/db.ts'
import { getIncident } from '../store/incidents.ts'
import { findPerson } from '../store/people.ts'
import { findPersonSettings } from '../store/person-settings.ts'
import { findPrompt } from '../store/prompts.ts'
import { hasOneMore } from './ask-one-more.ts'
import { careFor, careIds } from './care-for.ts'
import { type ReadPrompt, readPromptIn } from './read-prompt.ts'

/** How they are, and what they wish, as their direct messages show it. */
export type ReadAsking = {
  /** What they said to how they are, and whom they asked to call them. */
  care: Asking['care']
  callFromName: string | null
  /** Whom they may ask: a person with a name, or somebody of their choice. */
  carePerson: { userId: string; name: string } | null
  isMuted: boolean
  isNeverAsked: boolean
}

/** A question with all that its person is shown around it. */
export type ShownQuestion = ReadPrompt &
  ReadAsking & {
    /** Who handed it on, or sent it. */
    fromName: string | null
    /** Whether there is another one, should they want it. */
    offersMore: boolean
  }

/** Everybody who is named around a question, to be met before it is read: read before that, it would name others. */
export const readPeopleAround = (ctx: Ctx, input: { workspaceId: string; promptId: string }): Promise<string[]> =>
  ctx.db.reading(async (tx) => {
    const prompt = await findPrompt(tx, input.workspaceId, input.promptId)
    if (!prompt) return []
    return [prompt.userId, prompt.fromId, ...(await careIds(tx, ctx, prompt.incidentId))].flatMap((userId) => userId ?? [])
  })

/** Who may be asked to call somebody after an incident, to be met before that is read. */
export const readCareIds = (ctx: Ctx, incidentId: string): Promise<string[]> =>
  ctx.db.statement((tx) => careIds(tx, ctx, incidentId))

/** A question for its person's direct messages, with all that is shown around it; null where there is none. */
export async function readShownQuestion(
  ctx: Ctx,
  input: { workspaceId: string; promptId: string },
): Promise<ShownQuestion | null> {
  return ctx.db.reading(async (tx) => {
    const prompt = await findPrompt(tx, input.workspaceId, input.promptId)
    if (!prompt) return null
    const { workspaceId, fromId } = prompt
    return {
      ...(await readPromptIn(tx, ctx, prompt)),
      ...(await readAskingIn(tx, ctx, prompt)),
      fromName: fromId === null ? null : ((await nameOf(tx, workspaceId, fromId)) ?? 'A colleague'),
      offersMore: await hasOneMore(tx, ctx, prompt),
    }
  })
}

/** How they are, where it is asked alone. */
export const readOpening = (
  ctx: Ctx,
  who: { workspaceId: string; incidentId: string; userId: string },
): Promise<ReadAsking & { incident: Incident; personName: string }> =>
  ctx.db.reading(async (tx) => ({
    ...(await readAskingIn(tx, ctx, who)),
    incident: await getIncident(tx, asBot(who.workspaceId), who.incidentId),
    personName: (await nameOf(tx, who.workspaceId, who.userId)) ?? 'there',
  }))

type Who = { workspaceId: string; incidentId: string; userId: string }

async function readAskingIn(tx: Tx, ctx: Ctx, who: Who): Promise<ReadAsking> {
  const asking = await findAsking(tx, who.incidentId, who.userId)
  const carePerson = await careFor(tx, ctx, who.incidentId, who)
  return {
    care: asking?.care ?? 'none',
    callFromName: asking?.callFromId ? ((await nameOf(tx, who.workspaceId, asking.callFromId)) ?? 'The person you chose') : null,
    carePerson: carePerson && { userId: carePerson.userId, name: carePerson.name },
    isMuted: asking?.isMuted ?? false,
    isNeverAsked: (await findPersonSettings(tx, who.workspaceId, who.userId)).isNeverAsked,
  }
}

const nameOf = async (tx: Tx, workspaceId: string, userId: string): Promise<string | null> =>
  (await findPerson(tx, workspaceId, userId))?.name ?? null
