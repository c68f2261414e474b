import type { Ctx } from '../context.ts'
import { type Incident, nameOf } from '../core/incident.ts'
import type { PersonSettings } from '../core/person-settings.ts'
import { incidentOfNote, noteToSelf, type Prompt, subjectOf, type Visibility } from '../core/prompts.ts'
import { fillQuestion, findQuestion } from '../core/questions.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { asBot } from '../core/viewer.ts'
import { listAnswerDrafts } from '../store/answer-drafts.ts'
import { listOwnAnswers } from '../store/answers.ts'
import type { Tx } from '../store/db.ts'
import { findIncident } from '../store/incidents.ts'
import { findPersonSettings } from '../store/person-settings.ts'
import { findPosted } from '../store/posted-messages.ts'
import { listShownPromptsOf } from '../store/prompts.ts'

/** By what it is remembered that somebody has opened their page. */
export const homeKey = (userId: string): string => `home:${userId}`

/** Something of somebody's own: a question, an answer, a note, or what they have begun. No words of theirs. */
export type HomeItem = {
  subject: string
  promptId: string | null
  /** `INC-12`, and its title where they may see it still. */
  incident: string
  question: string
  state: Prompt['state']
  /** Who may see what they answered; null where they have not. */
  visibility: Visibility | null
  hasDraft: boolean
}

export type ReadHome = { items: HomeItem[]; settings: PersonSettings }

/** Whether somebody has ever opened their page: only then it is shown. */
export const hasHome = (ctx: Ctx, { workspaceId, userId }: Omit<PersonViewer, 'kind'>): Promise<boolean> =>
  ctx.db.transaction(async (tx) => (await findPosted(tx, workspaceId, homeKey(userId))) !== null)

/** All that is somebody's own, the newest first, for nobody else. */
export const readHome = (ctx: Ctx, viewer: PersonViewer): Promise<ReadHome> =>
  ctx.db.transaction(async (tx) => {
    const { workspaceId, userId } = viewer
    const drafts = (await listAnswerDrafts(tx, ctx.seals, workspaceId, userId)).filter(({ text }) => text !== '')
    const begun = new Set(drafts.map(({ subject }) => subject))
    const answers = new Map((await listOwnAnswers(tx, ctx.seals, workspaceId, userId)).map((one) => [one.promptId, one]))
    const prompts = await listShownPromptsOf(tx, workspaceId, userId)
    const told = createTelling(tx, ctx, viewer)
    const items: HomeItem[] = []
    for (const prompt of prompts) {
      const answer = answers.get(prompt.id)
      if (prompt.state === 'answered' && !answer && !begun.has(subjectOf(prompt))) continue
      items.push(await told(prompt, answer?.visibility ?? null, begun.has(subjectOf(prompt))))
    }
    const known = new Set(prompts.map(subjectOf))
    const onlyBegun = drafts.filter(({ subject }) => !known.has(subject) && incidentOfNote(subject) !== null)
    const notes = await Promise.all(onlyBegun.map(({ subject }) => noteItem(tx, viewer, subject)))
    return {
      items: [...notes.flatMap((note) => note ?? []), ...items],
      settings: await findPersonSettings(tx, workspaceId, userId),
    }
  })

/** Each incident is looked up once, however many questions are about it. */
function createTelling(tx: Tx, { config }: Ctx, viewer: PersonViewer) {
  const names = new Map<string, string>()
  const nameFor = async (incidentId: string): Promise<string> => {
    const known = names.get(incidentId)
    if (known !== undefined) return known
    const seen = await findIncident(tx, viewer, incidentId)
    const incident = seen ?? (await findIncident(tx, asBot(viewer.workspaceId), incidentId))
    const name = incident ? titleOf(incident, seen !== null) : ''
    names.set(incidentId, name)
    return name
  }
  return async (prompt: Prompt, visibility: Visibility | null, hasDraft: boolean): Promise<HomeItem> => {
    const question = findQuestion(config.questions, prompt.questionId)
    const asked = question ? fillQuestion(question, {}) : 'What you told about this one'
    return {
      subject: subjectOf(prompt),
      promptId: prompt.id,
      incident: await nameFor(prompt.incidentId),
      question: prompt.questionId === noteToSelf ? 'A note to yourself' : asked,
      state: prompt.state,
      visibility,
      hasDraft,
    }
  }
}

const titleOf = (incident: Incident, maySee: boolean): string =>
  maySee ? `${nameOf(incident)} · ${incident.title}` : nameOf(incident)

async function noteItem(tx: Tx, viewer: PersonViewer, subject: string): Promise<HomeItem | null> {
  const incident = await findIncident(tx, viewer, incidentOfNote(subject) ?? '')
  if (!incident) return null
  const of = { subject, promptId: null, incident: titleOf(incident, true), question: 'A note to yourself' }
  return { ...of, state: 'sent', visibility: null, hasDraft: true }
}
