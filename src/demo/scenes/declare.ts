import { incidentChannel, lastForThem, lastWith, type Play, show, turnTo } from '../play.ts'

/** An alert, one line, and a channel with its headline. */
export async function declare(play: Play): Promise<void> {
  const { workspace, cast, ops, script } = play
  const { maya, jo, lena, priya } = cast
  await turnTo(play, maya, '2026-11-24T13:31:00Z', 'Maya declares, in one line')
  const alert = 'Sign-ins are failing: 0 of the last 212 went through.'
  await workspace.botPosts(ops, { name: 'login-probe', text: alert })
  script.does('login-probe', `(an alert bot) in #ops: ${alert}`)
  const command = '/incident declare users table is empty sev1'
  script.does(maya.called, `in #ops types: ${command}`)
  await maya.acts.runs(command, { in: ops })
  await play.settled()
  show(play, maya, ', she alone', lastForThem(maya, ops))

  await turnTo(play, maya, '2026-11-24T13:32:00Z', 'the channel is there, and Jo takes the lead')
  const channel = incidentChannel(play)
  await jo.acts.joins(channel)
  show(play, jo, ' in London, pinned in the channel', lastWith(play, jo, channel, "[I'll lead]"))
  script.does(jo.called, "presses [I'll lead].")
  await jo.acts.clicks(lastWith(play, jo, channel, "[I'll lead]"), "I'll lead")
  await lena.acts.joins(channel)
  await priya.acts.joins(channel)
  await play.settled()
}
