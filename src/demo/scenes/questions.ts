import type { Player } from '../cast.ts'
import { incidentChannel, lastWith, linesOf, type Part, type Play, showForm, turnTo } from '../play.ts'

const priyaWrote =
  'A handover in October said: switched off to save storage, a cheaper way is coming. I took it as planned and looked no further.'
const lenaWrote =
  'The set-up page gives everybody one address for the database, and running the tests against it is what we all do. Nothing on the screen said which one it was.'
const lenaTakesOut = ' I was afraid to ask, since I had asked the day before.'

/** The next working day, at a decent hour of each: one question, whose answer belongs to its writer. */
export async function questions(play: Play): Promise<void> {
  const { priya, lena, ada } = play.cast
  await turnTo(play, priya, '2026-11-25T04:30:00Z', 'the next working day (the demo moves the clock)')
  await answers(play, priya, priyaWrote, 'by_role')
  play.script.does(priya.called, 'answers the question that is waiting for her, to be shown by her role.')
  await turnTo(play, lena, '2026-11-25T15:00:00Z', 'the same moment, before three pairs of eyes')
  play.script.beside([
    { person: 'Lena, in direct messages', text: asking(play, lena) },
    { person: 'Ada, who hosts the review', text: await hostsView(play, ada) },
    { person: 'The channel', text: 'Nothing new since “Resolved”.' },
  ])
  await lenaAnswers(play, lena)
}

const asked = (play: Play, player: Player) => lastWith(play, player, player.acts.dm(), 'INC-1')

/** What somebody is asked, without what stands around it. */
const asking = (play: Play, player: Player): string =>
  linesOf(play, player, asked(play, player), unbroken)
    .filter((line) => !line.includes('promise about'))
    .map((line) => line.trim())
    .join('\n')

/** For texts that are broken into columns later. */
const unbroken = 1_000

/** What the host sees of it: that something is open, and nobody's name; without what the record lacks. */
async function hostsView(play: Play, ada: Player): Promise<string> {
  const { reply } = await ada.acts.runs('/incident host', { in: incidentChannel(play) })
  await play.settled()
  if (!reply) throw new Error('The host is shown nothing.')
  const lines = linesOf(play, ada, reply, unbroken)
  const first = lines.findIndex((line) => line.startsWith('• Not recorded'))
  return lines
    .filter((line, at) => at === first || !line.startsWith('• '))
    .map((line, at) => (at === first ? '• …' : line))
    .join('\n')
}

/** She sees the very sentence before anybody else, takes a line out of it, and only then lets go of it. */
async function lenaAnswers(play: Play, lena: Player): Promise<void> {
  await presses(play, lena, 'Answer')
  await lena.acts.fills({ text: `${lenaWrote}${lenaTakesOut}`, visibility: 'by_role' })
  play.script.does(
    lena.called,
    'presses [Answer], writes four sentences, and chooses "The review, by my role". Before it goes anywhere:',
  )
  await sends(lena)
  await play.settled()
  showForm(play, lena, ', she alone', withoutFrame)
  play.script.does(lena.called, 'presses [Back], takes the last sentence out, looks once more, and presses [Release].')
  await lena.acts.closes()
  await lena.acts.fills({ text: lenaWrote })
  await sends(lena)
  await sends(lena)
  await play.settled()
}

const withoutFrame: Part = (lines) =>
  lines.map((line) => line.replace(/^│ ?/, '').trimEnd()).filter((line) => line !== '' && !/^[┌└├─]/.test(line))

async function presses(play: Play, player: Player, button: string): Promise<void> {
  await player.acts.clicks(asked(play, player), button)
  await play.settled()
}

/** Answers, looks at the preview, and releases. */
export async function answers(play: Play, player: Player, text: string, visibility: string): Promise<void> {
  await presses(play, player, 'Answer')
  await player.acts.fills({ text, visibility })
  await sends(player)
  await sends(player)
  await play.settled()
}

/** @throws Error where the form comes back */
async function sends(player: Player): Promise<void> {
  const { ok, errors } = await player.acts.submits()
  if (!ok || Object.keys(errors).length > 0)
    throw new Error(`What ${player.called} wrote was not taken: ${Object.values(errors).join(' ')}`)
}
