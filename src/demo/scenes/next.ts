import type { SeenMessage } from '../../sandbox/index.ts'
import { incidentChannel, linesOf, type Play, turnTo, types } from '../play.ts'

const nextOne =
  'Count rows, not errors: an empty table is an alert now. Restore from the copy for reports first, and ask Priya for the way.'

/** The host writes what is to be known the next time and publishes; and the next time comes. */
export async function next(play: Play): Promise<void> {
  const { ada, maya, jo } = play.cast
  await types(play, ada, '/incident review write next')
  await ada.acts.submits({ 'The next one': nextOne })
  await play.settled()
  play.script.does(ada.called, `writes “The next one”: ${nextOne}`)
  await types(play, ada, '/incident review publish')
  await ada.acts.submits()
  await play.settled()
  play.script.does(ada.called, 'publishes the review. Nobody was chased, and nothing waited for it.')
  await turnTo(play, maya, '2027-01-18T09:12:00Z', 'the next one')
  const first = incidentChannel(play)
  play.script.does(jo.called, 'in #ops types: /incident declare sessions table is empty, sign-ins fail sev2')
  await jo.acts.runs('/incident declare sessions table is empty, sign-ins fail sev2', { in: play.ops })
  await play.settled()
  await play.moveTo(play.clock.now())
  const told = recalled(play, first.id)
  play.script.sees(jo.called, ', alone and once', linesOf(play, jo, told).join('\n'))
}

/** What the bot says to the one who declares, of earlier incidents. @throws Error where it says nothing */
function recalled(play: Play, firstChannel: string): SeenMessage {
  const { jo } = play.cast
  const places = [
    jo.acts.dm(),
    ...play.workspace.channels().flatMap(({ id, members }) => (id !== firstChannel && members.includes(jo.acts.id) ? [id] : [])),
  ]
  const found = places
    .flatMap((place) => jo.acts.sees(place))
    .findLast((message) => linesOf(play, jo, message).join(' ').includes('Count rows'))
  if (!found) throw new Error('The next one was not recalled.')
  return found
}
