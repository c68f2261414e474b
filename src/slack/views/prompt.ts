import { type Incident, nameOf } from '../../core/incident.ts'
import type { Answer, Prompt } from '../../core/prompts.ts'
import { actions as blockActions, button, context, dateToken, escapeText, type Message, message, section } from '../blocks.ts'
import { actions } from '../ids.ts'
import { quoted } from './quoted.ts'

/** What somebody is shown of a question that was put to them. `reading` is how a released answer stands before its readers. */
export type ShownPrompt = {
  prompt: Prompt
  incident: Incident
  /** Whether they may see the incident still. */
  maySee: boolean
  question: string
  answer: Answer | null
  reading: { sentence: string; isOpen: boolean } | null
  personName: string
}

/** `first` or `again` is the showing that stands; `earlier` one that was shown anew since. */
export type Showing = 'first' | 'again' | 'earlier'

/** A question in somebody's direct messages, as it stands now. */
export function promptMessage(shown: ShownPrompt, showing: Showing): Message {
  const { prompt } = shown
  if (prompt.questionId === 'note-to-self') return closedMessage(shown, `Your note is kept. ${keptText(shown)}`, 'Change')
  if (showing === 'earlier') return closedMessage(shown, 'I came back to this, as you asked: see further down.', null)
  switch (prompt.state) {
    case 'sent':
      return askingMessage(shown, showing)
    case 'waiting':
      return closedMessage(shown, `Later it is. I'll come back to it once, on ${laterText(prompt)}.`, 'Answer now')
    case 'answered':
      return closedMessage(shown, `Kept. ${keptText(shown)}`, 'Change')
    case 'skipped':
      return closedMessage(shown, 'Skipped, and that is fine. I will not ask again.', 'Answer after all')
    case 'dropped':
      return closedMessage(shown, 'This question is no longer asked.', null)
  }
}

const laterText = ({ dueAt }: Prompt): string => dateToken(dueAt, '{date_long} at {time}')

/** The same opening for everybody involved, whatever they did; then one question, with the reason for it. */
function askingMessage({ prompt, incident, question, personName }: ShownPrompt, showing: 'first' | 'again'): Message {
  const name = nameOf(incident)
  const opening = showing === 'first' ? firstOpening(incident) : againOpening(incident)
  return message(`${name}: how are you? And one question, when you are ready.`, [
    section(`Hi ${escapeText(personName)}. ${opening}`),
    section(`When you are ready there is one question, ${escapeText(prompt.reason)}. Two minutes; skipping is fine.`),
    section(`*${escapeText(question)}*`),
    blockActions(
      `prompt:${prompt.id}`,
      button('Answer', actions.answer, { value: prompt.id, style: 'primary' }),
      button('Later', actions.later, { value: prompt.id }),
      button('Skip', actions.skip, { value: prompt.id }),
    ),
    context(
      'Your answer is yours: only you see it, unless you choose otherwise.',
      'Your organisation has recorded no promise about how answers are used.',
    ),
  ])
}

const titled = (incident: Incident): string =>
  `${incident.kind === 'drill' ? 'the drill ' : ''}${nameOf(incident)} (${escapeText(incident.title)})`

const firstOpening = (incident: Incident): string =>
  `${capital(titled(incident))} may have been a lot. How are you? If you need rest, cover or somebody to talk to, that comes first: tell somebody you trust. This can wait.`

const againOpening = (incident: Incident): string =>
  `I am back about ${titled(incident)}, as you asked. If it is still too much, leave it.`

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

function closedMessage(shown: ShownPrompt, sentence: string, again: string | null): Message {
  const { prompt, incident, maySee, question, reading } = shown
  const about = prompt.questionId === 'note-to-self' ? incident.title : question
  return message(`${nameOf(incident)}: ${sentence}`, [
    context(maySee ? `${nameOf(incident)} · ${escapeText(about)}` : nameOf(incident)),
    section(sentence),
    ...(reading ? [section(quoted(escapeText(reading.sentence)))] : []),
    ...(again ? [blockActions(`prompt:${prompt.id}`, button(again, actions.answer, { value: prompt.id }))] : []),
  ])
}

/**
 * Who sees an answer. The words of a private one are not in the message: messages, even these, may be exported from Slack,
 * and a form's are not. https://slack.com/trust/data-management
 */
function keptText({ answer, reading }: ShownPrompt): string {
  if (!answer || answer.visibility === 'only_me') return 'Only you see it. Your words are behind “Change”, not in this message.'
  const how = answer.visibility === 'with_name' ? 'with your name' : 'by your role, without your name'
  return reading?.isOpen ? `It stands in the open review, ${how}:` : `When the review opens, it stands there ${how}:`
}
