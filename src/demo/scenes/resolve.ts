import { incidentChannel, lastWith, type Play, show, turnTo, types } from '../play.ts'

/** The end of the incident, with one button; and somebody of another team takes the review in hand. */
export async function resolve(play: Play): Promise<void> {
  const { maya, jo, lena, ada } = play.cast
  await turnTo(play, maya, '2026-11-24T14:43:00Z', 'resolved: one button, and rest')
  play.script.does(jo.called, 'presses [Resolve].')
  const channel = incidentChannel(play)
  await jo.acts.clicks(lastWith(play, jo, channel, '[Resolve]'), 'Resolve')
  await play.settled()
  show(play, lena, ', in the channel', lastWith(play, lena, channel, 'Resolved after'))
  await ada.acts.joins(channel)
  await types(play, jo, '/incident host @ada')
}
