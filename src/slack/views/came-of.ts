import { type Incident, nameOf } from '../../core/incident.ts'
import { type ConsideredChange, materialRef } from '../../core/material/material.ts'
import { readableText } from '../../core/slack-text/slack-text.ts'
import { dayText } from '../../core/time-text.ts'
import { actions as blockActions, button, clampText, context, escapeText, type Message, message, section } from '../blocks.ts'
import { actions } from '../ids.ts'

type Told = { incident: Incident; change: ConsideredChange; words: string | null }

const stageWords: Record<string, string> = {
  considered: 'A change is considered',
  agreed: 'A change is agreed',
  done: 'A change is done',
  dropped: 'A change was dropped',
  declined: 'A change was declined',
  outcome: 'Somebody told what came of a change',
}

/** To somebody whose answer a change rests on: no question, and nothing to do. */
export function cameOfMessage({ incident, change, words }: Told, stage: string): Message {
  const name = nameOf(incident)
  const what = stageWords[stage] ?? 'There is news of a change'
  const more = [
    ...(stage === 'outcome' && change.outcome !== null ? [`What came of it: ${quote(change.outcome)}`] : []),
    ...(stage === 'declined' && change.grounds !== null ? [`Grounds: ${quote(change.grounds)}`] : []),
  ]
  const condition = change.conditionId === null ? '' : `, for ${materialRef({ kind: 'condition', id: change.conditionId })}`
  return message(`${name}: ${what}.`, [
    section([`*${name}: ${what}*${condition}, which rests on what you told.`, quote(words), ...more].join('\n')),
    context('You are told as your answer is one that you released by role or with your name. There is nothing to do.'),
    blockActions(`came-of:${change.id}`, button('Read the review', actions.showReview, { value: incident.id })),
  ])
}

/** To the host of a review, once. */
export function lookAgainMessage({ incident, change, words }: Told): Message {
  const name = nameOf(incident)
  const ref = materialRef({ kind: 'change', id: change.id })
  const day = change.lookAgainOn === null ? '' : ` on ${dayText(change.lookAgainOn, 'UTC')}`
  const text = `${name}: ${ref} was to be looked at again${day}. What came of it?`
  return message(text, [
    section(`*${text}*\n${quote(words)}`),
    blockActions(
      `saved:${ref}`,
      button('Say what came of it', `${actions.materialMenu}:1`, { value: `${ref} outcome` }),
      button('Look again later', `${actions.materialMenu}:2`, { value: `${ref} edit` }),
    ),
    context('You are asked once, as host of the review. Another day in the field “look again” asks once more then.'),
  ])
}

const longest = 600

const quote = (words: string | null): string =>
  words === null
    ? '_Its words are not shown (any more)._'
    : `“${clampText(escapeText(readableText(words).replace(/\s+/g, ' ').trim()), longest)}”`
