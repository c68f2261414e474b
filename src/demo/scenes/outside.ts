import { lastWith, linesOf, type Play, turnTo } from '../play.ts'
import { answers } from './questions.ts'

const tomWrote =
  'In September every team was to halve its storage. The cheaper backups were due in October, and then two people of that team left. I had no way to see that the old ones were off.'

/** What nobody in the channel could know: the host asks somebody who was not there, in her own name. */
export async function outside(play: Play): Promise<void> {
  const { ada, tom } = play.cast
  const invitation = lastWith(play, ada, ada.acts.dm(), 'Send a question')
  await ada.acts.clicks(invitation, 'Send a question')
  await ada.acts.submits({ question: 'safeguard-changed', people: [tom.acts] })
  await play.settled()
  play.script.does(ada.called, 'sends Tom, who pays for storage and was in no channel, a question of the bank in her own name.')
  await turnTo(play, tom, '2026-11-26T10:00:00Z', 'an account from outside the channel')
  const asked = lastWith(play, tom, tom.acts.dm(), 'INC-1')
  const question = linesOf(play, tom, asked).find((line) => line.includes('?')) ?? ''
  play.script.sees(tom.called, '', question.trim())
  await answers(play, tom, tomWrote, 'with_name')
  play.script.does(tom.called, `answers, with his name: ${tomWrote}`)
}
