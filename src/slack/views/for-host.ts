import { type Incident, nameOf } from '../../core/incident.ts'
import { button, context, escapeText, type Message, type Modal, message, modal, section } from '../blocks.ts'
import { actions, forms } from '../ids.ts'
import { quotedWhole } from './quoted.ts'

/** The review before its host, with the way to what is for them alone. */
export function withForHost({ text, blocks: [title, ...rest] }: Message, incident: Incident): Message {
  const way = section(
    'Something here is for you alone, as the host.',
    button('Read it', actions.showForHost, { value: incident.id }),
  )
  return message(text, [...(title ? [title] : []), way, ...rest])
}

/** What was released to the host alone: in a form, as a message may be exported from Slack. */
export const forHostModal = (incident: Incident, sentences: readonly string[]): Modal =>
  modal({
    callbackId: forms.forHost,
    title: 'For you alone',
    close: 'Close',
    blocks: [
      context(
        `About ${nameOf(incident)}, to you as the host of its review. It stands in no review and no export. Speak with its writer before you use it.`,
      ),
      ...sentences.flatMap((sentence) => quotedWhole(escapeText(sentence)).map((part) => section(part))),
      ...(sentences.length === 0 ? [section('Nothing is here for you now.')] : []),
    ],
  })
