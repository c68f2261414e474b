import type { Player } from '../cast.ts'
import { lastWith, linesOf, type Part, type Play, show, showForm, turnTo } from '../play.ts'

const priyaWrote =
  'A handover in October said: switched off to save storage, a cheaper way is coming. I took it as planned and looked no further.'
const mayaWrote = 'The probe, not our dashboards: they count errors, and an empty table makes none.'
const samWrote =
  'The set-up page gives everybody one address for the database, and running the tests against it is what we all do. Nothing on the screen said which one it was.'

/** The next working day, at a decent hour of each: one question, whose answer belongs to its writer. */
export async function questions(play: Play): Promise<void> {
  const { priya, maya, jo, sam } = play.cast
  await turnTo(play, priya, '2026-11-25T04:30:00Z', 'the next working day (the demo moves the clock)')
  await answers(play, priya, priyaWrote, 'by_role')
  play.script.does(priya.called, 'answers the question that is waiting for her, and lets the review show it by her role.')
  await play.moveTo(new Date('2026-11-25T09:00:00Z'))
  await answers(play, maya, mayaWrote, 'with_name')
  play.script.does(maya.called, 'answers at 10:00 in Vienna, with her name.')
  await play.moveTo(new Date('2026-11-25T10:00:00Z'))
  await presses(play, jo, 'Skip')
  play.script.does(jo.called, 'presses [Skip] at 10:00 in London. No question is a toll.')
  await play.moveTo(new Date('2026-11-25T15:00:00Z'))
  await samAnswers(play, sam)
}

/** First for himself alone; later he lets the review show it. */
async function samAnswers(play: Play, sam: Player): Promise<void> {
  show(play, sam, ', at 10:00 in New York, in direct messages', asked(play, sam))
  await presses(play, sam, 'Answer')
  await sam.acts.fills({ text: samWrote })
  play.script.does(sam.called, `presses [Answer] and writes: ${samWrote}`)
  showForm(play, sam, ' below that', from('Who may see it?', 4))
  await keeps(play, sam)
  showKept(play, sam)
  play.clock.advance(45 * 60_000)
  await presses(play, sam, 'Change')
  await sam.acts.fills({ visibility: 'by_role' })
  await keeps(play, sam)
  play.script.does(sam.called, 'comes back to it, presses [Change], and chooses "The review, by my role".')
  showKept(play, sam)
}

const asked = (play: Play, player: Player) => lastWith(play, player, player.acts.dm(), 'INC-1')

async function presses(play: Play, player: Player, button: string): Promise<void> {
  await player.acts.clicks(asked(play, player), button)
  await play.settled()
}

async function answers(play: Play, player: Player, text: string, visibility: string): Promise<void> {
  await presses(play, player, 'Answer')
  await player.acts.fills({ text, visibility })
  await keeps(play, player)
}

async function keeps(play: Play, player: Player): Promise<void> {
  const { ok, errors, action } = await player.acts.submits()
  if (action === 'push') await player.acts.submits()
  if (!ok || Object.keys(errors).length > 0) throw new Error(`The answer of ${player.called} was not kept.`)
  await play.settled()
}

/** What becomes of the question: the sentence that says who sees the answer, without the answer. */
function showKept(play: Play, player: Player): void {
  const sentence = linesOf(play, player, asked(play, player)).find((line) => line.startsWith('Kept')) ?? ''
  play.script.sees(player.called, '', sentence.replace(/:$/, ' …'))
}

/** So many lines from the one that holds these words, without the frame. */
const from =
  (words: string, count: number): Part =>
  (lines) => {
    const first = lines.findIndex((line) => line.includes(words))
    return lines.slice(first, first + count).map((line) => line.replace(/^│ /, ''))
  }
