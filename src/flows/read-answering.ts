import type { Ctx } from '../context.ts'
import { subjectOf, type Visibility } from '../core/prompts.ts'
import { beginsWith, offered } from '../core/releasing.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { findAnswerDraft } from '../store/answer-drafts.ts'
import { findPerson } from '../store/people.ts'
import { findPersonSettings } from '../store/person-settings.ts'
import { releaseOf } from './answer-prompt.ts'
import { ownPromptFor } from './own-prompt-for.ts'
import { type ReadPrompt, readPromptIn } from './read-prompt.ts'

/** All that somebody is shown to write an answer or a note, or to change one. */
export type Answering = ReadPrompt & {
  subject: string
  /** What they have begun, or kept; empty where there is neither. */
  text: string
  hasDraft: boolean
  /** Whether what they kept cannot be opened now. */
  isClosed: boolean
  choices: Visibility[]
  chosen: Visibility
  hostName: string | null
  isPublished: boolean
}

/** The form for an answer or a note, as its person may see it. @throws Refusal for anybody else */
export const readAnswering = (ctx: Ctx, input: { viewer: PersonViewer; subject: string }): Promise<Answering> =>
  ctx.db.reading(async (tx) => {
    const { workspaceId, userId } = input.viewer
    const prompt = await ownPromptFor(tx, input.viewer, input.subject, ctx.clock.now())
    const read = await readPromptIn(tx, ctx, prompt)
    const subject = subjectOf(prompt)
    const draft = await findAnswerDraft(tx, ctx.seals, { workspaceId, userId, subject })
    const begun = draft?.text ? draft : null
    const release = await releaseOf(tx, ctx, read.incident, prompt, read.answer)
    const { visibility } = await findPersonSettings(tx, workspaceId, userId)
    const choices = offered(release)
    return {
      ...read,
      subject,
      text: begun?.text ?? read.answer?.text ?? '',
      hasDraft: begun !== null,
      isClosed: read.answer?.text === null,
      choices,
      chosen: beginsWith(choices, begun?.visibility, stillTo(read.answer, release.hostId), visibility),
      hostName: release.hostId && ((await findPerson(tx, workspaceId, release.hostId))?.name ?? null),
      isPublished: release.state === 'published',
    }
  })

/** Who may see it now; what was shown to another host than there is now is shown to nobody. */
function stillTo(answer: ReadPrompt['answer'], hostId: string | null): Visibility | null {
  if (!answer) return null
  return answer.visibility === 'host' && answer.releasedTo !== hostId ? 'only_me' : answer.visibility
}
