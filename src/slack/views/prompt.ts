import { type Incident, nameOf } from '../../core/incident.ts'
import type { Answer, Prompt, Visibility } from '../../core/prompts.ts'
import {
  actions as blockActions,
  button,
  clampText,
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

/** What somebody is shown of a question that was put to them. */
export type ShownPrompt = { prompt: Prompt; incident: Incident; question: string; answer: Answer | null; personName: string }

const noPromise = 'Your organisation has recorded no promise about how answers are used.'

/** A question in somebody's direct messages, as it stands now. */
export function promptMessage(shown: ShownPrompt): Message {
  const { prompt } = shown
  if (prompt.questionId === 'note-to-self') return noteMessage(shown)
  switch (prompt.state) {
    case 'sent':
      return openingMessage(shown)
    case 'waiting':
      return closedMessage(
        shown,
        `Later it is: I'll ask once more on ${dateToken(prompt.dueAt, '{date_long_pretty} at {time}')}.`,
        'Answer now',
      )
    case 'answered':
      return closedMessage(shown, `Kept. ${seenBy(shown.answer?.visibility ?? 'only_me')}`, 'Change')
    case 'skipped':
      return closedMessage(shown, 'Skipped, and that is fine. You will not be asked again.', 'Answer after all')
    case 'dropped':
      return closedMessage(shown, 'This question is no longer asked.', null)
  }
}

/** The same opening for everybody involved; then one question, with the reason for it. */
function openingMessage({ prompt, incident, question, personName }: ShownPrompt): Message {
  const name = nameOf(incident)
  return message(`${name}: how are you, and one question when you are ready`, [
    section(
      `Hi ${escapeText(personName)}. ${name} (${escapeText(incident.title)}) may have been a lot. How are you? If you need rest, cover, or somebody to talk to, that comes first.`,
    ),
    section(`When you are ready, one question, ${escapeText(prompt.reason)}. Two minutes; skipping is fine.`),
    section(`*${escapeText(question)}*`),
    promptButtons(prompt),
    context('Your answer is yours: nobody else sees it unless you say so.', noPromise),
  ])
}

const promptButtons = ({ id }: Prompt) =>
  blockActions(
    `prompt:${id}`,
    button('Answer', actions.answer, { value: id, style: 'primary' }),
    button('Later', actions.later, { value: id }),
    button('Skip', actions.skip, { value: id }),
  )

function closedMessage(
  { prompt, incident, question, answer, personName }: ShownPrompt,
  sentence: string,
  again: string | null,
): Message {
  return message(`${nameOf(incident)}: ${sentence}`, [
    context(`${nameOf(incident)} · ${escapeText(question)}`),
    section(sentence),
    ...(answer && prompt.state === 'answered' ? [section(reading(answer, personName))] : []),
    ...(again ? [blockActions(`prompt:${prompt.id}`, button(again, actions.answer, { value: prompt.id }))] : []),
  ])
}

function noteMessage({ prompt, incident, answer, personName }: ShownPrompt): Message {
  const seen = seenBy(answer?.visibility ?? 'only_me')
  return message(`Your note on ${nameOf(incident)} is kept.`, [
    section(`Your note on ${nameOf(incident)} (${escapeText(incident.title)}) is kept. ${seen}`),
    ...(answer ? [section(reading(answer, personName))] : []),
    blockActions(`prompt:${prompt.id}`, button('Change', actions.answer, { value: prompt.id })),
  ])
}

function seenBy(visibility: Visibility): string {
  switch (visibility) {
    case 'only_me':
      return 'Only you see it.'
    case 'by_role':
      return 'When the review is open, it stands there by your role, without your name.'
    case 'with_name':
      return 'When the review is open, it stands there with your name.'
  }
}

/** How an answer stands, or would stand, before its reader. */
function reading(answer: Answer, personName: string): string {
  const text = `“${escapeText(clampText(answer.text, 2500))}”`
  switch (answer.visibility) {
    case 'only_me':
      return `>${text.replace(/\n/g, '\n>')}`
    case 'by_role':
      return `It reads:\n>${text.replace(/\n/g, '\n>')} (by your role)`
    case 'with_name':
      return `It reads:\n>${text.replace(/\n/g, '\n>')} (${escapeText(personName)})`
  }
}

const visibilityOptions = [
  option('Only me, for now', 'only_me'),
  option('The review, by my role', 'by_role', 'Without your name. In a small group readers may guess.'),
  option('The review, with my name', 'with_name'),
]

const promises = [
  'You can change or take back your answer until the review is published. The bot shows it to nobody you have not chosen.',
  'Whoever runs its server could read its database; a court could require it.',
]

/** What the answer form is about. `moment` is what was recorded then, folded away until asked for. */
export type AnswerForm = {
  promptId: string
  question: string
  followUps: string[]
  time: string | null
  moment: string | null
  answer: Answer | null
  isMomentShown: boolean
}

export function answerModal(form: AnswerForm): Modal {
  return modal({
    callbackId: forms.answer,
    title: 'Your side of it',
    submit: 'Keep',
    privateMetadata: form.promptId,
    blocks: [
      ...momentBlocks(form),
      input(
        form.question,
        fields.text,
        plainInput(fields.text, { multiline: true, initial: form.answer?.text ?? '', placeholder: 'Half-sentences are fine.' }),
        hintOf(form),
      ),
      ...whoMaySee(form.answer),
    ],
  })
}

const hintOf = ({ followUps }: { followUps: string[] }) =>
  followUps.length > 0 ? { hint: `If it helps: ${followUps.join(' ')}` } : {}

/** Being shown one's worst sentence is no kindness: it is folded away until asked for. */
function momentBlocks({ time, moment, isMomentShown, promptId }: AnswerForm) {
  if (!time) return []
  if (!moment) return [context(`This is about *${time}*.`)]
  if (isMomentShown) return [section(`*${time}*\n>${moment.replace(/\n/g, '\n>')}`)]
  return [section(`This is about *${time}*.`, button('Show what was written then', actions.showMoment, { value: promptId }))]
}

const whoMaySee = (answer: Answer | null) => [
  input('Who may see it?', fields.visibility, radio(fields.visibility, visibilityOptions, answer?.visibility ?? 'only_me')),
  context(...promises),
]

/** A note to oneself, while it is fresh. */
export function noteModal(incident: Incident, question: { text: string; followUps: string[] }, answer: Answer | null): Modal {
  return modal({
    callbackId: forms.note,
    title: 'A note to yourself',
    submit: 'Keep',
    privateMetadata: incident.id,
    blocks: [
      input(
        question.text,
        fields.text,
        plainInput(fields.text, { multiline: true, initial: answer?.text ?? '', placeholder: 'Half-sentences are fine.' }),
        hintOf(question),
      ),
      ...whoMaySee(answer),
    ],
  })
}
