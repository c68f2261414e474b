import type { KnownBlock } from '@slack/types'
import type { PersonSettings } from '../../core/person-settings.ts'
import { remembered } from '../../core/prompts.ts'
import { button, context, header, input, type Modal, modal, option, plainInput, section, staticSelect } from '../blocks.ts'
import { actions, forms } from '../ids.ts'
import { fields } from './forms.ts'

/** An incident about which somebody wants nothing more, with a question by which they can take that back. */
export type Muted = { name: string; promptId: string }

const beginnings: Record<(typeof remembered)[number], string> = {
  only_me: 'Only me',
  host: 'The host of the review',
  by_role: 'The review, by my role',
  with_name: 'The review, with my name',
}

/** What somebody chose for themselves, and can choose otherwise. */
export function settingsBlocks(settings: PersonSettings, muted: readonly Muted[]): KnownBlock[] {
  const { visibility, isWordingCheckOff, isNeverAsked } = settings
  const choices = [option('I choose each time', 'none'), ...remembered.map((one) => option(beginnings[one], one))]
  const begins = staticSelect(actions.rememberOwn, 'Choose', choices, visibility ?? 'none')
  const wording = isWordingCheckOff ? 'on' : 'off'
  return [
    header('What you chose'),
    section('Who may see an answer, as its form begins. You choose again in each.', begins),
    section(
      `Before you release something, I may ask one question back about its wording. This is *${isWordingCheckOff ? 'off' : 'on'}*.`,
      button(`Switch it ${wording}`, actions.wordingOwn, { value: wording }),
    ),
    ...mutedBlocks(muted),
    section(
      isNeverAsked ? 'I ask you nothing about incidents.' : 'I may ask you about incidents that you were in.',
      button(isNeverAsked ? 'Ask me again' : 'Never ask me anything', actions.neverOwn, {
        value: isNeverAsked ? 'ask' : 'never',
      }),
    ),
    section(
      'Once a review is published nobody can tell which account in it you merged. Its receipt takes it out.',
      button('I have a receipt', actions.enterReceipt),
    ),
  ]
}

function mutedBlocks(muted: readonly Muted[]): KnownBlock[] {
  if (muted.length === 0) return []
  const options = muted.map(({ name, promptId }) => option(name, promptId))
  return [
    section(
      `You want nothing more about ${muted.length === 1 ? (muted[0]?.name ?? '') : `${muted.length} incidents`}.`,
      staticSelect(actions.unmute, 'Ask me again about', options),
    ),
  ]
}

/** Where somebody puts in the receipt of what they merged. */
export const enterReceiptModal = (): Modal =>
  modal({
    callbackId: forms.redact,
    title: 'Take it out',
    submit: 'Take it out',
    close: 'Close',
    blocks: [
      input('The receipt, from your direct messages', fields.text, plainInput(fields.text, { placeholder: '7K3M-Q9WD-…' })),
      context('It is gone from the review and from every version of it. Nobody is told who did this.'),
    ],
  })
