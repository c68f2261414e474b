import type { Ctx } from '../context.ts'
import { nameOf } from '../core/incident.ts'
import type { PersonSettings } from '../core/person-settings.ts'
import { incidentOfNote, noteToSelf, type Prompt, subjectOf, type Visibility } from '../core/prompts.ts'
import { fillQuestion, findQuestion } from '../core/questions.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { homeKey } from '../jobs/refresh.ts'
import { listAnswerDrafts } from '../store/answer-drafts.ts'
import { listOwnAnswers } from '../store/answers.ts'
import { listMutedIncidents } from '../store/askings.ts'
import type { Tx } from '../store/db.ts'
import { listIncidentsNamed } from '../store/incidents.ts'
import { findPersonSettings } from '../store/person-settings.ts'
import { findPosted } from '../store/posted-messages.ts'
import { listShownPromptsOf } from '../store/prompts.ts'

/** Something of somebody's own: a question, an answer, a note, or what they have begun. No words of theirs. */
export type HomeItem = {
  subject: string
  promptId: string | null
  /** Its name and title; null where they may not see the incident any more: then it is something that they told. */
  incident: { name: string; title: string } | null
  question: string
  /** The moment that it is about; null where it is about none. */
  momentAt: Date | null
  state: Prompt['state']
  /** Who may see what they answered; null where they have not. */
  visibility: Visibility | null
  hasDraft: boolean
  /** Whether they want to hear no more of it: of this incident, or of any. */
  rests: boolean
}

/** An incident about which somebody wants nothing more, with a question by which they can take that back. */
export type Muted = { name: string; promptId: string }

export type ReadHome = { items: HomeItem[]; muted: Muted[]; settings: PersonSettings }

/** Whether somebody has ever opened their page: only then it is shown. */
export const hasHome = (ctx: Ctx, { workspaceId, userId }: Omit<PersonViewer, 'kind'>): Promise<boolean> =>
  ctx.db.statement(async (tx) => (await findPosted(tx, workspaceId, homeKey(userId))) !== null)

/**
 * All that is somebody's own, the newest first, for nobody else. Of an incident that they may not see any more only what they
 * told is left, so that they can take it back, and nothing of the incident.
 */
export const readHome = (ctx: Ctx, viewer: PersonViewer): Promise<ReadHome> =>
  ctx.db.reading(async (tx) => {
    const { workspaceId, userId } = viewer
    const prompts = await listShownPromptsOf(tx, workspaceId, userId)
    const own = await readOwn(tx, ctx, viewer)
    const known = new Set(prompts.map(subjectOf))
    const notes = [...own.begun].filter((subject) => !known.has(subject) && incidentOfNote(subject) !== null)
    const seen = await seenAmong(tx, viewer, [...prompts.map(({ incidentId }) => incidentId), ...notes.map(incidentIn)])
    const muted = await listMutedIncidents(tx, workspaceId, userId)
    const settings = await findPersonSettings(tx, workspaceId, userId)
    const questionOf = questionsIn(ctx)
    const asked = prompts.map((prompt) => ({
      ...itemOf(prompt, own, seen.get(prompt.incidentId) ?? null, questionOf(prompt)),
      rests: settings.isNeverAsked || muted.includes(prompt.incidentId),
    }))
    const begun = notes.flatMap((subject) => noteItem(subject, seen.get(incidentIn(subject))))
    return { items: [...begun, ...asked].filter(isShown), muted: muted.flatMap((id) => mutedOf(id, prompts, seen)), settings }
  })

/** What somebody has told, and where they have begun something. */
type Own = { told: Map<string, Visibility>; begun: Set<string> }

async function readOwn(tx: Tx, { seals }: Ctx, { workspaceId, userId }: PersonViewer): Promise<Own> {
  const drafts = (await listAnswerDrafts(tx, seals, workspaceId, userId)).filter(({ text }) => text !== '')
  const answers = await listOwnAnswers(tx, seals, workspaceId, userId)
  return {
    told: new Map(answers.map(({ promptId, visibility }) => [promptId, visibility])),
    begun: new Set(drafts.map(({ subject }) => subject)),
  }
}

type Seen = Map<string, { name: string; title: string }>

async function seenAmong(tx: Tx, viewer: PersonViewer, ids: readonly string[]): Promise<Seen> {
  const incidents = await listIncidentsNamed(tx, viewer, [...new Set(ids)])
  return new Map(incidents.map((incident) => [incident.id, { name: nameOf(incident), title: incident.title }]))
}

const incidentIn = (subject: string): string => incidentOfNote(subject) ?? ''

/** A question without what the record says; each is looked up once, however often it was asked. */
function questionsIn({ config }: Ctx): (prompt: Prompt) => string {
  const known = new Map<string, string>([[noteToSelf, 'A note to yourself']])
  return ({ questionId }) => {
    const before = known.get(questionId)
    if (before !== undefined) return before
    const question = findQuestion(config.questions, questionId)
    const words = question ? fillQuestion(question, {}) : 'Something that you told'
    known.set(questionId, words)
    return words
  }
}

const itemOf = (prompt: Prompt, { told, begun }: Own, incident: HomeItem['incident'], question: string) => ({
  subject: subjectOf(prompt),
  promptId: prompt.id,
  incident,
  question,
  momentAt: prompt.momentAt,
  state: prompt.state,
  visibility: told.get(prompt.id) ?? null,
  hasDraft: begun.has(subjectOf(prompt)),
})

const noteItem = (subject: string, incident: HomeItem['incident'] | undefined): HomeItem[] =>
  incident
    ? [
        {
          ...{ subject, promptId: null, incident, question: 'A note to yourself', momentAt: null },
          ...{ state: 'sent', visibility: null, hasDraft: true, rests: false },
        },
      ]
    : []

/** What was merged, and is nobody's any more, was told and is not here. */
function isShown({ incident, state, visibility, hasDraft }: HomeItem): boolean {
  if (visibility !== null) return true
  return incident !== null && (state !== 'answered' || hasDraft)
}

function mutedOf(incidentId: string, prompts: readonly Prompt[], seen: Seen): Muted[] {
  const incident = seen.get(incidentId)
  const prompt = prompts.find((one) => one.incidentId === incidentId)
  return incident && prompt ? [{ name: incident.name, promptId: prompt.id }] : []
}
