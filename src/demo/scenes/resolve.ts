import { incidentChannel, lastWith, type Play, show, turnTo } from '../play.ts'

/** The end of the incident, with one button. */
export async function resolve(play: Play): Promise<void> {
  const { maya, jo, sam } = play.cast
  await turnTo(play, maya, '2026-11-24T14:43:00Z', 'resolved: one button, and rest')
  play.script.does(jo.called, 'presses [Resolve].')
  const channel = incidentChannel(play)
  await jo.acts.clicks(lastWith(play, jo, channel, '[Resolve]'), 'Resolve')
  await play.settled()
  show(play, sam, ', in the channel', lastWith(play, sam, channel, 'Resolved after'))
}
