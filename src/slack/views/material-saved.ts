import type { Incident } from '../../core/incident.ts'
import { nameOf } from '../../core/incident.ts'
import type { KnownMaterial, Told } from '../../core/known-material.ts'
import type { Nudge } from '../../core/wording/wording.ts'
import { actions as blockActions, button, context, escapeText, type Message, message, section } from '../blocks.ts'
import { actions } from '../ids.ts'
import { materialLine } from './material-line.ts'
import { type MenuVerb, pageValue } from './material-list.ts'

/** Something as it was kept, said back to whoever wrote it: how a time was read, what could come next, and questions back about its wording. */
export function savedMessage(incident: Incident, told: Told, known: KnownMaterial, nudges: readonly Nudge[]): Message {
  const next = (text: string, verb: MenuVerb) =>
    button(text, `${actions.materialMenu}:${verb}`, { value: `${told.ref} ${verb} ${pageValue({ view: 'all', number: 0 })}` })
  return message(`${told.ref} is in the review of ${nameOf(incident)}`, [
    section(`In the review of ${nameOf(incident)}:\n${materialLine(told, known)}`),
    ...nudges.map(({ text, question }) => section(`${escapeText(text)}\n*${escapeText(question)}*`)),
    ...(nudges.length === 0
      ? []
      : [context('Only you see this, and it may stay as it is. Nobody is told, and nothing is counted.')]),
    ...hintsOf(told).map((hint) => context(hint)),
    blockActions(
      `saved:${told.ref}`,
      next('Edit', 'edit'),
      ...(told.kind === 'condition' ? [next('One step further back', 'back')] : []),
      ...(told.kind === 'condition' && known.condition.length > 1
        ? [next('Link', 'link'), next('Needed together', 'together')]
        : []),
      button('Show all', actions.showMaterial, { value: `${incident.id} ${pageValue({ view: 'all', number: 0 })}` }),
    ),
  ])
}

/** What is missing, sooner or later: never in the way of anything. */
function hintsOf(told: Told): string[] {
  switch (told.kind) {
    case 'condition':
      return [
        ...(told.since === null ? ['Since when it is so can come later; a month or a year is plenty.'] : []),
        ...(told.area === 'access_environment'
          ? ['Somebody who looks after this access may know how it came about. The host of the review can ask them.']
          : []),
      ]
    case 'change':
      return told.conditionId === null && told.state !== 'declined' ? ['Sooner or later: which condition would it change?'] : []
    case 'safeguard':
      return told.since === null ? ['Since when was it so, and where could that be seen? It can come later, from anybody.'] : []
    default:
      return []
  }
}
