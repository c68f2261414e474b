import { botReactions, incidentChannel, lastWith, type Play, says, turnTo, types } from '../play.ts'

const lenaSays =
  "My branch's tests ran just before the alert. They empty the users table first, and my settings name the production database."
const priyaSays = 'There is nothing to restore from: backups of this database have been off since September.'

/** People find out and mend; a reaction keeps what matters, and one word says where it stands. */
export async function work(play: Play): Promise<void> {
  const { cast, clock, script, settled } = play
  const { maya, jo, lena, priya } = cast
  await turnTo(play, maya, '2026-11-24T13:34:00Z', 'they work as always, and a reaction keeps what matters')
  const channel = incidentChannel(play)
  const whatRan = await says(play, lena, lenaSays)
  await jo.acts.reacts(channel, whatRan.ts, 'pushpin')
  clock.advance(90_000)
  const whatIsMissing = await says(play, priya, priyaSays)
  await maya.acts.reacts(channel, whatIsMissing.ts, 'pushpin')
  await settled()
  const noticed = botReactions(play, lastWith(play, jo, channel, 'backups'))
  script.does(jo.called, `and Maya put 📌 on these two. The bot answers with ${noticed}: both are on the timeline.`)
  await turnTo(play, maya, '2026-11-24T14:25:00Z', 'the table is back')
  await types(play, priya, '/incident note restored from the copy for reports, which was 40 minutes behind')
}
