import type { Incident } from '../core/incident.ts'
import { nameOf } from '../core/incident.ts'
import { Refusal } from '../core/refusal.ts'
import { partKeyFrom, partKeys } from '../core/review/review.ts'
import { firstWord, quoted } from '../core/typed-text.ts'
import { compareReview } from '../flows/compare-review.ts'
import { declineReview } from '../flows/decline-review.ts'
import { openReviewEarly } from '../flows/open-review-early.ts'
import { reopenReview } from '../flows/reopen-review.ts'
import { accountForm, concernsPage } from './concerns.ts'
import type { Asked } from './incident-meant.ts'
import { incidentMeant, isHere } from './incident-meant.ts'
import { reviewPage } from './pages.ts'
import { declineForm, partForm, publishForm } from './review-forms.ts'
import { type CommandAnswer, done, nothing, say, who } from './subcommand.ts'
import { comparisonMessage } from './views/review-compare.ts'

/** What can be asked of one review: `/incident review <name> …`. `words` are those after the name. */
type ReviewCommand = (asked: Asked, incident: Incident, words: string) => Promise<CommandAnswer>

/** Every word that may follow `/incident review`; without one it is read. */
export const reviewCommands: Record<string, ReviewCommand> = {
  open: async (asked, { id }) => {
    const opened = await openReviewEarly(asked.ctx, { ...who(asked), incidentId: id })
    return opened ? done(isHere(asked, opened), `The review of ${nameOf(opened)} is open.`) : nothing
  },
  write: async (asked, { id }, words) => {
    const section = partKeyFrom(words)
    if (!section) throw new Refusal(`Say which section: ${partKeys.map((key) => `\`${key}\``).join(', ')}.`)
    return { kind: 'open', view: await partForm(asked, id, section) }
  },
  correct: async (asked, { id }) => say(await concernsPage(asked, id, 0)),
  add: async (asked, { id: incidentId }) => ({ kind: 'open', view: await accountForm(asked, 'what-i-saw', { incidentId }) }),
  compare: async ({ ctx, viewer }, { id: incidentId }, words) => {
    const numbers = numbersIn(words)
    return say(comparisonMessage(await compareReview(ctx, { viewer, incidentId, numbers }), 0))
  },
  publish: async (asked, { id }) => ({ kind: 'open', view: await publishForm(asked, id) }),
  decline: async (asked, { id }, reason) => {
    if (reason === '') return { kind: 'open', view: await declineForm(asked, id) }
    const declined = await declineReview(asked.ctx, { ...who(asked), incidentId: id, reason })
    return declined ? done(isHere(asked, declined), `The review of ${nameOf(declined)} is declined.`) : nothing
  },
  reopen: async (asked, { id }) => {
    const reopened = await reopenReview(asked.ctx, { ...who(asked), incidentId: id })
    return reopened ? done(isHere(asked, reopened), `The review of ${nameOf(reopened)} goes on.`) : nothing
  },
}

/** `/incident review`: reads it, or does what the next word says. @throws Refusal where that is none of them */
export async function runReview(asked: Asked): Promise<CommandAnswer> {
  const { incident, words } = await incidentMeant(asked, 'review')
  const { first, rest } = firstWord(words)
  if (first === '') return say(await reviewPage(asked, incident.id, 0))
  const name = Object.keys(reviewCommands).find((known) => known === first.toLowerCase())
  const run = name === undefined ? undefined : reviewCommands[name]
  if (!run) {
    const known = Object.keys(reviewCommands).map((word) => `\`${word}\``)
    throw new Refusal(
      `There is no \`/incident review\` with ${quoted(first)}. There are ${known.join(', ')}; alone it shows the review.`,
    )
  }
  return run(asked, incident, rest)
}

/** "2 5", "2-5", or nothing: which versions are meant. @throws Refusal where it is something else */
function numbersIn(words: string): number[] {
  if (!/^(?:v?\d{1,9}(?:\s*(?:\.\.|[-–, ]|to)\s*v?\d{1,9})?)?$/i.test(words))
    throw new Refusal('Say which versions to compare: `/incident review compare 2 5`. Without numbers it is the last two.')
  return (words.match(/\d+/g) ?? []).map(Number)
}
