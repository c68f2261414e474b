import type { KnownBlock } from '@slack/types'
import type { Care } from '../../core/asking.ts'
import type { Duration } from '../../core/duration.ts'
import { type Incident, nameOf } from '../../core/incident.ts'
import type { LaterChoice } from '../../core/later.ts'
import { type Answer, noteToSelf, type Prompt } from '../../core/prompts.ts'
import type { Reading } from '../../core/reading.ts'
import { durationText } from '../../core/time-text.ts'
import {
  actions as blockActions,
  button,
  context,
  dateToken,
  escapeText,
  type Message,
  message,
  option,
  overflow,
  section,
  staticSelect,
} from '../blocks.ts'
import { actions } from '../ids.ts'
import { keptText, keptWords } from './kept.ts'
import { openingBlocks, titled } from './opening.ts'
import { quoted } from './quoted.ts'

/** What somebody is shown of a question that was put to them. `reading` is how a released answer stands before its readers. */
export type ShownPrompt = {
  prompt: Prompt
  incident: Incident
  /** Whether they may see the incident still. */
  maySee: boolean
  question: string
  answer: Answer | null
  reading: Reading | null
  personName: string
  /** Who handed it on, or sent it. */
  fromName: string | null
  care: Care
  callFromName: string | null
  carePerson: { userId: string; name: string } | null
  isMuted: boolean
  isNeverAsked: boolean
  /** Whether there is another question, should they want one. */
  offersMore: boolean
  /** What the organisation has recorded about how answers are used. */
  promise: string | null
  /** What "tomorrow" means here. */
  later: Duration
  /** Whether it belongs to the round a month after. */
  isMonthAfter: boolean
}

/** Which showing of a question a message is: whether nothing came after it, and nothing before. */
export type Showing = { isNewest: boolean; isFirst: boolean }

/** A question in somebody's direct messages, as it stands now. */
export function promptMessage(shown: ShownPrompt, showing: Showing): Message {
  const opening = shown.prompt.hasOpening && showing.isFirst && shown.maySee ? openingBlocks(shown) : []
  const { text, blocks } = standing(shown, showing)
  return message(text, [...opening, ...blocks])
}

type Standing = { text: string; blocks: KnownBlock[] }

function standing(shown: ShownPrompt, { isNewest }: Showing): Standing {
  const { prompt, isMuted, isNeverAsked } = shown
  if (prompt.questionId === noteToSelf)
    return closed(shown, `Your note is kept. ${keptText(shown.answer, shown.reading)}`, change(shown))
  if (!isNewest) return closed(shown, `${camBack[prompt.shownAs]}: see further down.`)
  const isWaiting = prompt.state === 'sent' || prompt.state === 'waiting'
  if (isWaiting && isNeverAsked) return closed(shown, neverAsked, button('Ask me again', actions.askAgain, { value: prompt.id }))
  if (isWaiting && isMuted) return closed(shown, mutedText(shown.incident), answer(shown, 'Answer after all'), unmute(shown))
  switch (prompt.state) {
    case 'sent':
      return shown.maySee
        ? asking(shown)
        : closed(shown, 'This question rests: you are not in its channel any more.', answer(shown, 'Answer'))
    case 'waiting':
      return closed(
        shown,
        `Later it is. I'll come back to it once, on ${laterText(prompt)}.`,
        answer(shown, 'Answer now'),
        later(shown),
      )
    case 'answered':
      return closed(shown, `Kept. ${keptText(shown.answer, shown.reading)}`, change(shown), ...more(shown))
    case 'skipped':
      return closed(shown, 'Skipped, and that is fine. I will not ask again.', answer(shown, 'Answer after all'))
    case 'passed':
      return closed(shown, passedText(prompt), answer(shown, 'Answer after all'))
    case 'dropped':
      return closed(shown, 'This question is no longer asked.')
  }
}

const camBack: Record<Prompt['shownAs'], string> = {
  first: 'This question stands anew',
  reminder: 'This question stands anew',
  later: 'I came back to this, as you asked',
}

const neverAsked = 'I ask you nothing any more, about any incident. What you told is kept.'

const mutedText = (incident: Incident): string => `Nothing more about ${nameOf(incident)} comes from me. What you told is kept.`

function passedText({ handedToId, pointsToId, pointsToWords }: Prompt): string {
  if (handedToId !== null) return 'Not yours, then. It goes on with your name; whether they answer is theirs to say.'
  if (pointsToId === null && pointsToWords === null) return 'Not yours, then. Thank you for saying so.'
  return 'Not yours, then. The host of the review sees who or which team might know, and not that you said so.'
}

const laterText = ({ dueAt }: Prompt): string => dateToken(dueAt, '{date_long} at {time}')

/** The question with what comes before it, and all that can be done with it. Nobody's words stand in the text of a notification. */
function asking(shown: ShownPrompt): Standing {
  const { prompt, incident, question, promise } = shown
  const isOpening = prompt.hasOpening && prompt.shownAs === 'first'
  const name = nameOf(incident)
  const blocks = [
    section(lead(shown)),
    ...(prompt.fromWords === null ? [] : [section(quoted(escapeText(prompt.fromWords)))]),
    section(`*${escapeText(question)}*`),
    blockActions(
      `prompt:${prompt.id}`,
      button('Answer', actions.answer, { value: prompt.id, style: 'primary' }),
      later(shown),
      button('Not mine', actions.notMine, { value: prompt.id }),
      button('Skip', actions.skip, { value: prompt.id }),
      overflow(actions.promptMenu, [
        option(`Nothing more about ${name}`, `${prompt.id} mute`),
        option('Never ask me anything', `${prompt.id} never`),
      ]),
    ),
    context('Your answer is yours: only you see it, unless you choose otherwise.', promiseText(promise)),
  ]
  return { text: isOpening ? `${name}: how are you? And one question, when you are ready.` : `${name}: one question.`, blocks }
}

/** Recorded by the organisation, or said to be missing; never invented. */
export const promiseText = (promise: string | null): string =>
  promise === null
    ? 'Your organisation has recorded no promise about how answers are used.'
    : `Your organisation's promise: “${escapeText(promise)}”`

function lead(shown: ShownPrompt): string {
  const { prompt, incident, personName } = shown
  const reason = prompt.reason === '' ? '' : `, ${escapeText(prompt.reason)}`
  const fromName = escapeText(shown.fromName ?? 'Somebody')
  if (prompt.shownAs === 'later')
    return `Hi ${escapeText(personName)}. I am back about ${titled(incident)}, as you asked. If it is still too much, leave it.`
  if (prompt.shownAs === 'reminder')
    return `Hi ${escapeText(personName)}. This one about ${titled(incident)} is still here, should you want it${reason}. It is the only reminder; leaving it is fine.`
  switch (prompt.origin) {
    case 'bot':
      if (prompt.hasOpening) return `When you are ready there is one question${reason}. Two minutes; skipping is fine.`
      return `Hi ${escapeText(personName)}. There is one question about ${titled(incident)}${reason}. Skipping is fine.`
    case 'more':
      return `One more about ${nameOf(incident)}, as you like${reason}.`
    case 'own':
      return `You began to add something about ${titled(incident)}. Nobody asked for it; leaving it is fine.`
    case 'handed':
      return `Hi ${escapeText(personName)}. About ${titled(incident)}: ${fromName} thought you might know. Whether you answer is yours to say, and stays between you and me.`
    case 'host':
      return `Hi ${escapeText(personName)}. ${fromName} hosts the review of ${titled(incident)} and would like to ask you something. Whether you answer is yours to say.`
  }
}

const answer = ({ prompt }: ShownPrompt, words: string) => button(words, actions.answer, { value: prompt.id })
const change = (shown: ShownPrompt) => answer(shown, 'Change')
const unmute = ({ prompt }: ShownPrompt) => button('Ask me about it again', actions.unmute, { value: prompt.id })

const more = ({ prompt, offersMore, isMuted, isNeverAsked }: ShownPrompt) =>
  offersMore && !isMuted && !isNeverAsked ? [button('One more, if you like', actions.oneMore, { value: prompt.id })] : []

const later = ({ prompt, later: delay }: ShownPrompt) => {
  const choice = (text: string, value: LaterChoice) => option(text, `${prompt.id} ${value}`)
  return staticSelect(actions.later, 'Later', [
    choice('This evening', 'evening'),
    choice(nextDayText(delay), 'next-day'),
    choice('In three days', 'three-days'),
    choice('After the weekend', 'weekend'),
  ])
}

/** As the settings have it. */
function nextDayText({ days, milliseconds }: Duration): string {
  if (days === 0) return milliseconds === 0 ? 'At once' : `In ${durationText(milliseconds)}`
  return days === 1 ? 'Tomorrow, or the next working day' : `In ${days} working days`
}

type Buttons = Parameters<typeof blockActions>[1][]

function closed(shown: ShownPrompt, sentence: string, ...buttons: Buttons): Standing {
  const { prompt, incident, maySee, question, reading } = shown
  const words = keptWords(reading)
  const about = prompt.questionId === noteToSelf ? incident.title : question
  const blocks = [
    context(maySee ? `${nameOf(incident)} · ${escapeText(about)}` : nameOf(incident)),
    section(sentence),
    ...(words === null ? [] : [section(quoted(escapeText(words)))]),
    ...(buttons.length > 0 ? [blockActions(`prompt:${prompt.id}`, ...buttons)] : []),
  ]
  return { text: `${nameOf(incident)}: ${sentence}`, blocks }
}
