import { type AfterwardsState, afterwardsQuestions, longestMissing, type Tally } from '../../core/afterwards.ts'
import { type Incident, nameOf } from '../../core/incident.ts'
import {
  actions as blockActions,
  button,
  checkboxes,
  context,
  dateToken,
  escapeText,
  input,
  type Message,
  type Modal,
  message,
  modal,
  option,
  plainInput,
  radio,
  section,
} from '../blocks.ts'
import { actions, forms } from '../ids.ts'
import { fields } from './forms.ts'
import { titled } from './opening.ts'
import { quoted } from './quoted.ts'
import { linesBlocks } from './review-blocks.ts'

type Asks = { incident: Incident; state: AfterwardsState | null; closesAt: Date | null; wantsMonth: boolean }

/** The three questions after a meeting, in somebody's direct messages, as they stand. */
export function afterwardsMessage(asks: Asks): Message {
  const { incident, state, closesAt } = asks
  const name = nameOf(incident)
  if (state === 'answered')
    return ending(asks, 'Thank you. What you said is kept without you; nothing tells which of it is yours.')
  if (state === 'skipped') return ending(asks, 'Skipped, and that is fine.')
  if (state === null || closesAt === null) return ending(asks, `The three questions after the meeting of ${name} are over.`)
  const { id: value } = incident
  return message(`${name}: three short questions after the meeting.`, [
    section(`The review meeting of ${titled(incident)} is over. Three short questions, should you like; skipping is fine.`),
    section(afterwardsQuestions.map(({ text }) => `• ${text}`).join('\n')),
    blockActions(
      `afterwards:${value}`,
      button('Answer', actions.answerAfterwards, { value, style: 'primary' }),
      button('Skip', actions.skipAfterwards, { value }),
      ...(asks.wantsMonth ? [] : [inAMonth(value)]),
    ),
    context(promiseText(closesAt)),
  ])
}

const inAMonth = (value: string) => button('Ask me again in a month', actions.askInAMonth, { value })

/** What is true of these answers, and no more. */
const promiseText = (closesAt: Date): string =>
  `No name and no time is kept with an answer. The host sees them on ${dateToken(closesAt, '{date_long}')}, all at once, and only if at least three people answer; otherwise they are deleted. In a small group readers may guess.`

function ending({ incident, wantsMonth }: Asks, sentence: string): Message {
  const month = wantsMonth
    ? [context('I ask you again in a month, as you wished.')]
    : [blockActions(`afterwards:${incident.id}`, inAMonth(incident.id))]
  return message(`${nameOf(incident)}: ${sentence}`, [context(`${nameOf(incident)} · ${sentence}`), ...month])
}

/** The names of the fields are those of the questions. */
export const afterwardsModal = (incident: Incident): Modal =>
  modal({
    callbackId: forms.afterwards,
    title: 'After the meeting',
    submit: 'Send',
    privateMetadata: incident.id,
    blocks: [
      ...afterwardsQuestions.map(({ key, text, choices }) =>
        input(
          text,
          key,
          choices.length > 0
            ? radio(
                key,
                choices.map((choice) => option(choice.label, choice.key)),
              )
            : plainInput(key, { multiline: true, maxLength: longestMissing, placeholder: 'Half-sentences are fine.' }),
          { optional: true },
        ),
      ),
      input(
        'And later?',
        fields.options,
        checkboxes(fields.options, [option('Ask me again in a month what came of it', 'month')]),
        {
          optional: true,
        },
      ),
      context(
        'Once it is sent it cannot be changed: nothing tells which answers are yours. How you write may tell those who know you.',
      ),
    ],
  })

/** To the host, once: that there is something to see. */
export const saidAfterwardsMessage = (incident: Incident, people: number): Message => {
  const text = `${people} people answered the three questions after the meeting of ${nameOf(incident)}.`
  return message(text, [
    section(text),
    blockActions(`afterwards:${incident.id}`, button('What they said', actions.showAfterwards, { value: incident.id })),
  ])
}

export type ShownSaid = { incident: Incident; people: number; tallies: readonly Tally[]; missing: readonly string[] }

/** What was said, for the host alone: counted, and in words whose writers nobody knows. */
export function saidMessage({ incident, people, tallies, missing }: ShownSaid): Message {
  const heading = `After the meeting of ${nameOf(incident)}: ${people} people answered`
  const counted = tallies.map(
    ({ text, counts }) => `*${text}*\n${counts.map(({ label, count }) => `${label}: ${count}`).join(' · ')}`,
  )
  const words = missing.map((text) => quoted(escapeText(text)))
  return message(heading, [
    section(`*${heading}*`),
    section(counted.join('\n')),
    ...(words.length === 0 ? [] : linesBlocks('What was missing?', words)),
    context('Nobody can tell whose is whose, and you need not try. Only you see this; the review counts it.'),
  ])
}
