import type { Channel, SeenMessage } from '../sandbox/index.ts'
import { type Names, renderMessage, renderMrkdwn, renderView } from '../sandbox/render.ts'
import type { Player } from './cast.ts'
import type { Stage } from './stage.ts'
import { columnsSeen, type Transcript } from './transcript.ts'

/** What a scene is played with. */
export type Play = Stage & { script: Transcript }

/** One scene of the story: people act, and what they see is printed. */
export type Scene = (play: Play) => Promise<void>

/** Picks some of the lines that somebody sees. */
export type Part = (lines: string[]) => string[]

/** Moves the clock to a moment (ISO 8601, UTC), does what became due, and prints the time where a person is. */
export async function turnTo({ moveTo, script }: Play, player: Player, moment: string, title: string): Promise<void> {
  const at = new Date(moment)
  await moveTo(at)
  const say = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-GB', { ...options, timeZone: player.timeZone }).format(at)
  const day = say({ weekday: 'long', day: 'numeric', month: 'long' })
  script.moment(`${day} in ${player.city}`, say({ hour: '2-digit', minute: '2-digit' }), title)
}

/** Somebody writes into the incident's channel. */
export async function says(play: Play, player: Player, text: string): Promise<SeenMessage> {
  const said = await player.acts.posts(incidentChannel(play), text)
  play.script.does(player.called, `writes: ${text}`)
  return said
}

/** Somebody types a command in the incident's channel. @throws Error where the bot says no */
export async function types(play: Play, player: Player, command: string): Promise<void> {
  play.script.does(player.called, `types: ${command}`)
  const { ok } = await player.acts.runs(command, { in: incidentChannel(play) })
  if (!ok) throw new Error(`The bot did not take ${command}.`)
  await play.settled()
}

/** The channel that the bot made. @throws Error where it made none */
export function incidentChannel({ workspace }: Play): Channel {
  const found = workspace.channels().find(({ name }) => name.startsWith('inc-'))
  if (!found) throw new Error('The bot made no channel.')
  return found
}

/** Prints a message as somebody sees it, in their own time zone; of a long one, a part. */
export function show(play: Play, player: Player, where: string, message: SeenMessage, part: Part = (lines) => lines): void {
  play.script.sees(player.called, where, part(linesOf(play, player, message)).join('\n'))
}

/** The lines of a message as somebody reads them, no longer than `columns`. */
export const linesOf = (play: Play, player: Player, message: SeenMessage, columns: number = columnsSeen): string[] =>
  renderMessage(message, { ...namesFor(play, player), columns }).split('\n')

/** Prints the form that is open before somebody, or a part of it. @throws Error where none is */
export function showForm(play: Play, player: Player, where: string, part: Part = (lines) => lines): void {
  const view = player.acts.currentView()
  if (!view) throw new Error(`No form is open before ${player.called}.`)
  play.script.sees(player.called, where, part(renderView(view, namesFor(play, player)).split('\n')).join('\n'))
}

/** What the bot itself has put on a message. @throws Error where there is nothing */
export function botReactions({ workspace }: Play, { reactions = [] }: SeenMessage): string {
  const own = reactions.filter(({ users }) => users.includes(workspace.botUserId))
  if (own.length === 0) throw new Error('The bot has put nothing on a message that was marked.')
  return own.map(({ name }) => renderMrkdwn(`:${name}:`, { timeZone: 'UTC', user: String, channel: String })).join(' ')
}

/** The newest message that only they see. @throws Error where there is none */
export function lastForThem({ acts, called }: Player, channel: Channel): SeenMessage {
  const found = acts
    .sees(channel)
    .reverse()
    .find(({ isEphemeral }) => isEphemeral)
  if (!found) throw new Error(`${called} is told nothing.`)
  return found
}

/** The newest message before somebody that holds these words, as they read them. @throws Error where there is none */
export function lastWith(play: Play, player: Player, channel: Channel | string, words: string): SeenMessage {
  const all = player.acts.sees(channel).reverse()
  const found = all.find((message) => linesOf(play, player, message).join(' ').includes(words))
  if (!found) throw new Error(`${player.called} sees nothing about "${words}".`)
  return found
}

const namesFor = ({ workspace, clock }: Play, { timeZone }: Player): Names => ({
  timeZone,
  now: clock.now(),
  columns: columnsSeen,
  user: (id) => workspace.person(id).name,
  channel: (id) => workspace.channel(id).name,
})
