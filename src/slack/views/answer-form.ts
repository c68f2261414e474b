import type { Incident } from '../../core/incident.ts'
import type { Answer } from '../../core/prompts.ts'
import { button, context, input, type Modal, modal, option, plainInput, radio, section } from '../blocks.ts'
import { actions, forms } from '../ids.ts'
import { fields } from './forms.ts'
import { quoted } from './quoted.ts'

const visibilityOptions = [
  option('Only me, for now', 'only_me'),
  option('The review, by my role', 'by_role', 'Without your name, beside your moment: who was there may know.'),
  option('The review, with my name', 'with_name'),
]

const promises = [
  'You can change this or take it back until the review is published. The bot shows it to nobody you have not chosen, and to nobody before the review opens.',
  'Whoever runs its server could read its database; a court could require it.',
]

/** What the answer form is about. `moment` is what was recorded then, escaped, folded away until asked for. */
export type AnswerForm = {
  promptId: string
  question: string
  followUps: string[]
  time: string | null
  moment: string | null
  answer: Answer | null
  isMomentShown: boolean
}

/** The form for an answer, with what was answered before. */
export const answerModal = (form: AnswerForm): Modal =>
  modal({
    callbackId: forms.answer,
    title: 'Your side of it',
    submit: 'Keep',
    privateMetadata: form.promptId,
    blocks: [...momentBlocks(form), wordsInput(form.question, form.followUps, form.answer), ...whoMaySee(form.answer)],
  })

/** A note to oneself, while it is fresh. */
export const noteModal = (incident: Incident, question: { text: string; followUps: string[] }, answer: Answer | null): Modal =>
  modal({
    callbackId: forms.note,
    title: 'A note to yourself',
    submit: 'Keep',
    privateMetadata: incident.id,
    blocks: [wordsInput(question.text, question.followUps, answer), ...whoMaySee(answer)],
  })

const wordsInput = (question: string, followUps: string[], answer: Answer | null) =>
  input(
    question,
    fields.text,
    plainInput(fields.text, { multiline: true, initial: answer?.text ?? '', placeholder: 'Half-sentences are fine.' }),
    followUps.length > 0 ? { hint: `If it helps: ${followUps.join(' ')}` } : {},
  )

/** Being shown one's worst sentence is no kindness: it is folded away until asked for. */
function momentBlocks({ time, moment, isMomentShown, promptId }: AnswerForm) {
  if (!time) return []
  if (!moment) return [context(`This is about *${time}*.`)]
  if (isMomentShown) return [section(`*${time}*\n${quoted(moment)}`)]
  return [section(`This is about *${time}*.`, button('Show what was written then', actions.showMoment, { value: promptId }))]
}

const whoMaySee = (answer: Answer | null) => [
  input('Who may see it?', fields.visibility, radio(fields.visibility, visibilityOptions, answer?.visibility ?? 'only_me')),
  context(...promises),
]
