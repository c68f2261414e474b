import type { KnownBlock } from '@slack/types'
import type { Care } from '../../core/asking.ts'
import { type Incident, nameOf } from '../../core/incident.ts'
import {
  actions as blockActions,
  button,
  context,
  escapeText,
  type Message,
  mention,
  message,
  section,
  userSelect,
} from '../blocks.ts'
import { actions } from '../ids.ts'

/** How somebody is, as it stands between them and the bot. */
export type ShownCare = {
  incident: Incident
  personName: string
  care: Care
  callFromName: string | null
  /** Whom they may ask for a call: a person with a name, or somebody of their choice. */
  carePerson: { userId: string; name: string } | null
  isMonthAfter?: boolean
}

/** How they are, where it is asked alone: they were asked enough this week, or there is nothing to ask. */
export const openingMessage = (shown: ShownCare): Message =>
  message(`${nameOf(shown.incident)}: how are you?`, [
    ...openingBlocks(shown),
    context('There is no question from me with this.'),
  ])

/** To whom somebody asked to call them. `incident` is null where they may not know of it. */
export function callMessage(userId: string, incident: Incident | null): Message {
  const about = incident ? `, about ${titled(incident)}` : ''
  const text = `${mention(userId)} would like a call from you${about}.`
  return message(text, [section(text), context('That is all I know, and nobody else was told.')])
}

/** The same for everybody involved, whatever they did: how they are, and a person behind the button. */
export const openingBlocks = (shown: ShownCare): KnownBlock[] => [
  section(`Hi ${escapeText(shown.personName)}. ${shown.isMonthAfter ? monthAfter(shown.incident) : nextDay(shown.incident)}`),
  ...careBlocks(shown),
]

const nextDay = (incident: Incident): string =>
  `${capital(titled(incident))} may have been a lot. How are you? Rest, cover or somebody to talk to come before any question.`

const monthAfter = (incident: Incident): string =>
  `It has been a while since ${titled(incident)}. How have things been for you since? If you would like to talk, that comes first.`

/** An incident, as a sentence names it. */
export const titled = (incident: Incident): string =>
  `${incident.kind === 'drill' ? 'the drill ' : ''}${nameOf(incident)} (${escapeText(incident.title)})`

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

function careBlocks({ incident, care, callFromName, carePerson }: ShownCare): KnownBlock[] {
  const name = escapeText(callFromName ?? '')
  const ask = askElement(incident, carePerson)
  const row = (...elements: Parameters<typeof blockActions>[1][]) => blockActions(`care:${incident.id}`, ...elements)
  switch (care) {
    case 'none':
      return [row(ask, button("I'm all right", actions.allRight, { value: incident.id }))]
    case 'all_right':
      return [context('Good. If that changes:'), row(ask)]
    case 'call_asked':
      return [context(`${name} hears that you would like a call. Nobody else does.`)]
    case 'not_reached':
      return [
        context(`I could not reach ${name}. Is there somebody else?`),
        row(userSelect(actions.askForCallOf, 'Ask somebody to call me')),
      ]
  }
}

/** The value holds whom they saw on the button, so that it is that person whom it asks. */
const askElement = (incident: Incident, person: ShownCare['carePerson']) =>
  person
    ? button(`Ask ${person.name} to call me`, actions.askForCall, { value: `${incident.id} ${person.userId}` })
    : userSelect(actions.askForCallOf, 'Ask somebody to call me')
