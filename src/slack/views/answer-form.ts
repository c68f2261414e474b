import type { KnownBlock } from '@slack/types'
import { z } from 'zod'
import type { Visibility } from '../../core/prompts.ts'
import { button, checkboxes, context, input, type Modal, modal, option, plainInput, radio, section } from '../blocks.ts'
import { actions, forms } from '../ids.ts'
import { fields } from './forms.ts'
import { quoted } from './quoted.ts'

/** What the form for an answer or a note shows. `moment` is what was recorded then, escaped, folded away until asked for. */
export type AnswerForm = {
  subject: string
  isNote: boolean
  question: string
  followUps: string[]
  time: string | null
  moment: string | null
  isMomentShown: boolean
  text: string
  hasDraft: boolean
  /** Whether what was kept cannot be opened now. */
  isClosed: boolean
  choices: readonly Visibility[]
  chosen: Visibility
  hostName: string | null
  isPublished: boolean
}

/** The private metadata of the form, as JSON. */
export const answerMetadata = z.object({ subject: z.string() })

/** The form for an answer or a note, with what was begun or kept before. */
export const answerModal = (form: AnswerForm): Modal =>
  modal({
    callbackId: forms.answer,
    title: form.isNote ? 'A note to yourself' : 'Your side of it',
    submit: 'Go on',
    close: 'Close',
    privateMetadata: JSON.stringify({ subject: form.subject }),
    blocks: [...momentBlocks(form), ...stateBlocks(form), wordsInput(form), ...whoMaySee(form)],
  })

/** Sent with each stroke, so that what was typed is there again after a closed window: Slack does not hand it over when one closes. */
const wordsInput = ({ question, followUps, text }: AnswerForm) =>
  input(
    question,
    fields.text,
    plainInput(fields.text, { multiline: true, initial: text, placeholder: 'Half-sentences are fine.', sendsStrokes: true }),
    { dispatch: true, ...(followUps.length > 0 && { hint: `If it helps: ${followUps.join(' ')}` }) },
  )

/** Being shown one's worst sentence is no kindness: it is folded away until asked for. */
function momentBlocks({ time, moment, isMomentShown, subject }: AnswerForm): KnownBlock[] {
  if (!time) return []
  if (!moment) return [context(`This is about *${time}*.`)]
  if (isMomentShown) return [section(`*${time}*\n${quoted(moment)}`)]
  return [section(`This is about *${time}*.`, button('Show what was written then', actions.showMoment, { value: subject }))]
}

function stateBlocks({ hasDraft, isClosed }: AnswerForm): KnownBlock[] {
  if (isClosed && !hasDraft)
    return [
      section(
        'What you wrote before cannot be opened now: the key that seals answers is missing where this bot runs. It is not lost. What you write here would take its place.',
      ),
    ]
  return hasDraft ? [context('This is what you had begun. Only you see it.')] : []
}

const promises = [
  'What you type is kept as a draft for you alone. Before anything is shown to others you see the very words. You can change or take back what you showed until the review is published, and have it taken out after that.',
  'Confidential, not anonymous: among few people readers may guess. Whoever runs this bot could read its database; a court could require it.',
]

function whoMaySee({ choices, chosen, hostName, isPublished }: AnswerForm): KnownBlock[] {
  const options = choices.map((choice) => optionFor(choice, hostName, isPublished))
  const remembers = [option('Begin with this choice next time', 'remember')]
  return [
    input('Who may see it?', fields.visibility, radio(fields.visibility, options, chosen), { dispatch: true }),
    ...(isPublished ? [] : [input('Remember', fields.remember, checkboxes(fields.remember, remembers), { optional: true })]),
    context(...promises),
  ]
}

/** The host, as a sentence names them. */
export const hostWords = (name: string | null): string =>
  name === null ? 'the host of the review' : `${name}, who hosts the review`

function optionFor(choice: Visibility, hostName: string | null, isPublished: boolean) {
  switch (choice) {
    case 'only_me':
      return option(isPublished ? 'Only me' : 'Only me, for now', choice)
    case 'host':
      return option(`Only ${hostWords(hostName)}`, choice, 'With your name. In no review and no export.')
    case 'by_role':
      return option('The review, by my role', choice, 'Without your name, beside your moment: who was there may know.')
    case 'with_name':
      return option('The review, with my name', choice)
    case 'merged':
      return option('The review, merged, without attribution', choice, 'No name, role or moment, among others. Not remembered.')
  }
}
