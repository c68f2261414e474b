import { input, type Modal, modal, option, plainInput, radio, section, userSelect } from '../blocks.ts'
import { forms } from '../ids.ts'
import { fields } from './forms.ts'

/** A question is not theirs: who might know, if they can say. */
export const notMineModal = (promptId: string, longestWords: number): Modal =>
  modal({
    callbackId: forms.notMine,
    title: 'Not mine',
    submit: 'Done',
    privateMetadata: promptId,
    blocks: [
      section('That is a good answer, and it may stay at that. If you know who might know, it helps.'),
      input('Who might know?', fields.person, userSelect(fields.person, 'Somebody'), { optional: true }),
      input(
        'Or which team, or where to look?',
        fields.text,
        plainInput(fields.text, { maxLength: longestWords, placeholder: 'The people who set up the backups' }),
        { optional: true },
      ),
      input(
        'What is to be done with it?',
        fields.how,
        radio(
          fields.how,
          [
            option('Only tell the host of the review', 'tell', 'Without your name. In a small group the host may guess.'),
            option('Hand the question on to that person', 'hand', 'With your name. Whether they answer is theirs to say.'),
          ],
          'tell',
        ),
        { hint: 'Handed on goes the question, and its moment as the timeline has it; nothing that you wrote in private.' },
      ),
    ],
  })
