import { type Incident, nameOf } from '../../core/incident.ts'
import { durationText } from '../../core/time-text.ts'
import {
  actions as blockActions,
  button,
  context,
  escapeText,
  input,
  type Message,
  type Modal,
  mention,
  message,
  modal,
  section,
  userSelect,
} from '../blocks.ts'
import { actions, forms } from '../ids.ts'
import { fields } from './forms.ts'
import { titled } from './opening.ts'

type ShownCheck = { incident: Incident; leadId: string | null; isOver: boolean; checkedAt: Date; question: string }

/** To the lead alone, edited in place: a break, a handover, company. It asks for no answer. */
export function leadCheckMessage({ incident, leadId, isOver, checkedAt, question }: ShownCheck, userId: string): Message {
  const name = nameOf(incident)
  if (isOver) return told(`${name} is ${incident.status}. Rest comes first.`)
  if (leadId !== userId)
    return told(leadId === null ? `Nobody leads ${name} now.` : `${mention(leadId)} leads ${name} now. Rest well.`)
  const open = durationText(Math.max(checkedAt.getTime() - incident.declaredAt.getTime(), 0))
  return message(`${name} has been open for ${open}.`, [
    section(`*${titled(incident)}* has been open for ${open}. ${escapeText(question)} You count too.`),
    blockActions(`lead:${incident.id}`, button('Hand over the lead', actions.handOver, { value: incident.id })),
    context('Only you see this. It needs no answer.'),
  ])
}

const told = (text: string): Message => message(text, [context(text)])

/** Who leads on. */
export const handOverModal = (incident: Incident): Modal =>
  modal({
    callbackId: forms.handOver,
    title: 'Hand over the lead',
    submit: 'Hand over',
    privateMetadata: incident.id,
    blocks: [
      input(`Who leads ${nameOf(incident)} from now on?`, fields.person, userSelect(fields.person, 'Somebody'), {
        hint: 'A word with them first makes it easier. The channel is told.',
      }),
    ],
  })

/** One light question to the channel, where the team wants one. */
export const channelQuestionMessage = (question: string): Message =>
  message(question, [section(escapeText(question)), context('Only if it helps. Nobody has to answer.')])
