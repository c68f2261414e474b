import type { Ctx } from '../context.ts'
import type { Incident } from '../core/incident.ts'
import { ownWords } from '../core/own-prompt.ts'
import { type Prompt, subjectOf, type Visibility } from '../core/prompts.ts'
import type { Reading } from '../core/reading.ts'
import { Refusal } from '../core/refusal.ts'
import { checkRelease } from '../core/releasing.ts'
import { asBot, type PersonViewer } from '../core/viewer.ts'
import { checkWording, type Nudge, nudgeFor } from '../core/wording/wording.ts'
import { findAnswerDraft, saveAnswerDraft } from '../store/answer-drafts.ts'
import { findAnswer } from '../store/answers.ts'
import type { Tx } from '../store/db.ts'
import { listEntries } from '../store/entries.ts'
import { getIncident } from '../store/incidents.ts'
import { listPeople } from '../store/people.ts'
import { findPersonSettings } from '../store/person-settings.ts'
import { releaseOf } from './answer-prompt.ts'
import { ownPromptFor } from './own-prompt-for.ts'
import { readingOf } from './reading-of.ts'
import { digestOfWords, type Seen } from './release-answer.ts'

/** What somebody sees before they release something: the very words, before whom, and at most one question back. */
export type Preview = Seen & {
  incident: Incident
  subject: string
  visibility: Visibility
  reading: Reading
  nudge: Nudge | null
}

/**
 * Shows somebody how what they wrote would read, before anybody else can. It is kept as their draft, and nothing is released.
 * @param input.text null for what is their draft already
 * @throws Refusal where it is somebody else's, there are no words, or they may not choose this
 */
export async function previewAnswer(
  ctx: Ctx,
  input: { viewer: PersonViewer; subject: string; text: string | null; visibility: Visibility; hasNudge: boolean },
): Promise<Preview> {
  const { viewer, visibility } = input
  const now = ctx.clock.now()
  return ctx.db.transaction(async (tx) => {
    const prompt = await ownPromptFor(tx, viewer, input.subject, now)
    const { workspaceId, userId } = viewer
    const incident = await getIncident(tx, asBot(workspaceId), prompt.incidentId)
    const before = await findAnswer(tx, ctx.seals, prompt.id)
    const release = await releaseOf(tx, ctx, incident, prompt, before)
    checkRelease(incident, release, visibility)
    const of = { workspaceId, userId, subject: subjectOf(prompt) }
    const text = ownWords(input.text ?? (await findAnswerDraft(tx, ctx.seals, of))?.text ?? '')
    if (input.text !== null) await saveAnswerDraft(tx, ctx.seals, { ...of, text, visibility, typedTs: strokeAt(now) })
    const { hostId } = release
    const given = { id: before?.id ?? null, userId, text, visibility, releasedTo: hostId, releasedAt: null, receipt: null }
    const reading = await readingOf(tx, ctx, incident, prompt, given)
    if (!reading) throw new Refusal('This is for you alone, and needs no look before.')
    const nudge = input.hasNudge ? await nudgeOn(tx, prompt, text) : null
    return { incident, subject: of.subject, visibility, reading, nudge, hostId, digest: digestOfWords(text) }
  })
}

/** A moment the way Slack writes those of strokes. */
export const strokeAt = (at: Date): string => (at.getTime() / 1000).toFixed(6)

/** Only what is released is looked at, only for its writer, and nothing of it is kept. */
async function nudgeOn(tx: Tx, { workspaceId, userId, incidentId }: Prompt, text: string): Promise<Nudge | null> {
  if ((await findPersonSettings(tx, workspaceId, userId)).isWordingCheckOff) return null
  const authors = (await listEntries(tx, incidentId)).flatMap(({ authorId }) => authorId ?? [])
  const people = await listPeople(tx, workspaceId, [...new Set(authors)])
  return nudgeFor(checkWording(text, { names: people.map(({ name }) => name) }))
}
