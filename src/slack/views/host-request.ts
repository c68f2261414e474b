import { type Incident, nameOf } from '../../core/incident.ts'
import { actions as blockActions, button, context, type Message, mention, message, section } from '../blocks.ts'
import { actions } from '../ids.ts'
import { titled } from './opening.ts'

/** To somebody who is asked whether they would host a review. Whoever reads it may never have heard of the incident. */
export const hostRequestMessage = (incident: Incident, byId: string): Message =>
  message(`Would you host the review of ${nameOf(incident)}?`, [
    section(`*Would you host the review of ${titled(incident)}?* ${mention(byId)} thought of you.`),
    section(
      'Somebody who was not in the middle of it sees more. Hosting is seeing to it that the story gets told: a word with those who were there, one meeting, and questions that I have ready for you. You need not know the systems.',
    ),
    blockActions(
      `host-request:${incident.id}`,
      button('I will host it', actions.acceptHosting, { value: incident.id, style: 'primary' }),
      button('Rather not', actions.declineHosting, { value: incident.id }),
    ),
    context(`“Rather not” needs no reason. Only ${mention(byId)} hears of it.`),
  ])

/** In its place, once nobody waits for an answer. */
export function hostRequestOverMessage(incident: Incident, isHost: boolean): Message {
  const name = nameOf(incident)
  const text = isHost
    ? `You host the review of ${name}. Thank you.`
    : `The question whether you host the review of ${name} is settled. Thank you.`
  return message(text, [context(text)])
}

/** To whoever proposed them. */
export const hostAskedMessage = (incident: Incident, userId: string): Message => {
  const text = `${mention(userId)} is asked whether they would host the review of ${nameOf(incident)}. A no needs no reason.`
  return message(text, [section(text), context('The channel hears of it once they host it, and of nothing before.')])
}

/** To whoever proposed them. */
export const rathersNotMessage = (incident: Incident, userId: string): Message => {
  const name = nameOf(incident)
  const text = `${mention(userId)} would rather not host the review of ${name}. Nobody else was told.`
  return message(text, [
    section(text),
    blockActions(`host-declined:${incident.id}`, button('Ask somebody else', actions.nameHost, { value: incident.id })),
  ])
}
