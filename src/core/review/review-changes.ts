import type { Told } from '../known-material.ts'
import { type ConsideredChange, materialRef } from '../material/material.ts'
import type { ChangeState } from '../material/material-fields.ts'
import { howChoices, labelOf } from '../material/material-table.ts'
import { dayText } from '../time-text.ts'
import type { Known } from './review-facts.ts'
import { evidenceParts, ofMaterial } from './review-material.ts'
import type { Template } from './review-template.ts'
import type { Part, Say } from './review-words.ts'

/** Changes considered: what each would change and how, what it may bring, and what came of it. Declined ones keep their grounds. */
export const changeTemplates: readonly Template[] = [
  ofMaterial('changes', 'change', 'change', changeParts, ({ state }) => state !== 'declined'),
  ofMaterial('changes', 'declined', 'change', declinedParts, ({ state }) => state === 'declined'),
]

const stateWords: Record<Exclude<ChangeState, 'declined'>, string> = {
  considered: 'Considered',
  agreed: 'Agreed',
  done: 'Done',
  dropped: 'Dropped',
}

function changeParts(change: Told<ConsideredChange>, known: Known, say: Say): Part[] {
  const { state, words } = change
  return [
    `${state === 'declined' ? 'Declined' : stateWords[state]}: `,
    say.quote(words),
    '.',
    ...aimParts(change, known, say),
    ...costParts(change, say),
    ...careParts(change, say),
    ...evidenceParts(known, change),
    ...outcomeParts(change, say),
  ]
}

function declinedParts(change: Told<ConsideredChange>, known: Known, say: Say): Part[] {
  const { words, grounds } = change
  return [
    'Declined: ',
    say.quote(words),
    '. Grounds: ',
    grounds === null ? 'not said' : say.quote(grounds),
    '.',
    ...aimParts(change, known, say),
  ]
}

/** Which condition it would change, sooner or later, and how. */
function aimParts({ conditionId, how }: ConsideredChange, known: Known, say: Say): Part[] {
  const ref = conditionId === null ? null : materialRef({ kind: 'condition', id: conditionId })
  const condition = ref === null ? undefined : known.material.byRef.condition.get(ref)
  const aim: Part[] = how === null ? [] : [` Things like this would become ${labelOf(howChoices, how).toLowerCase()}.`]
  if (!condition) return [' Which condition it would change is not said yet.', ...aim]
  const end = condition.sureness === 'guess' ? ' (a guess?).' : '.'
  return [` It would change ${condition.ref} `, say.brief(condition.words), end, ...aim]
}

const costParts = ({ newTrouble, whoseWorkGrows }: ConsideredChange, say: Say): Part[] => [
  ...(newTrouble === null ? [] : [' New trouble it may bring: ', say.quote(newTrouble), '.']),
  ...(whoseWorkGrows === null ? [] : [' Whose work grows: ', say.quote(whoseWorkGrows), '.']),
]

const careParts = ({ ownerId, dueOn, lookAgainOn, ticketUrl }: ConsideredChange, say: Say): Part[] => [
  ownerId === null ? '' : ` In the care of ${say.person(ownerId)}.`,
  dueOn === null ? '' : ` By ${dayText(dueOn, 'UTC')}.`,
  lookAgainOn === null ? '' : ` To be looked at again on ${dayText(lookAgainOn, 'UTC')}.`,
  ...(ticketUrl === null ? [] : [' Ticket: ', say.plain(ticketUrl)]),
]

const outcomeParts = ({ outcome, outcomeAt }: ConsideredChange, say: Say): Part[] =>
  outcome === null
    ? []
    : [
        outcomeAt === null ? ' What came of it: ' : ` What came of it, as told on ${say.day(outcomeAt)}: `,
        say.quote(outcome),
        '.',
      ]
