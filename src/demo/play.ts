import type { Channel, SeenMessage } from '../sandbox/index.ts'
import { type Names, renderMessage, renderView } from '../sandbox/render.ts'
import type { Cast, Player } from './cast.ts'
import type { Stage } from './stage.ts'
import { columnsSeen, type Transcript } from './transcript.ts'

/** What a scene is played with. */
export type Play = { stage: Stage; cast: Cast; ops: Channel; script: Transcript }

/** The channel that the bot made. @throws Error where it made none */
export function incidentChannel({ stage }: Play): Channel {
  const found = stage.workspace.channels().find(({ name }) => name.startsWith('inc-'))
  if (!found) throw new Error('The bot made no channel.')
  return found
}

/** Prints a message as somebody sees it, in their own time zone; of a long one, the lines that `part` picks. */
export function show(play: Play, player: Player, message: SeenMessage, part = (lines: string[]): string[] => lines): void {
  const lines = renderMessage(message, namesFor(play, player)).split('\n')
  play.script.sees(player.called, [...part(lines), ...reactionsOn(message)].join('\n'))
}

/** Prints the form that is open before somebody. @throws Error where none is */
export function showForm(play: Play, player: Player): void {
  const view = player.acts.currentView()
  if (!view) throw new Error(`No form is open before ${player.called}.`)
  play.script.sees(player.called, renderView(view, namesFor(play, player)))
}

/** The newest message before somebody whose words, as they read them, hold `words`. @throws Error where there is none */
export function lastWith(play: Play, player: Player, channel: Channel | string, words: string): SeenMessage {
  const found = player.acts
    .sees(channel)
    .findLast((message) => renderMessage(message, namesFor(play, player)).includes(words))
  if (!found) throw new Error(`${player.called} sees nothing about "${words}".`)
  return found
}

function namesFor({ stage: { workspace, clock } }: Play, { timeZone }: Player): Names {
  return {
    timeZone,
    now: clock.now(),
    columns: columnsSeen,
    user: (id) => workspace.person(id).realName,
    channel: (id) => workspace.channel(id).name,
  }
}

const reactionsOn = ({ reactions = [] }: SeenMessage): string[] =>
  reactions.length === 0 ? [] : [reactions.map(({ name }) => renderMessageEmoji(name)).join(' ')]

const renderMessageEmoji = (name: string): string => renderMessage({ text: `:${name}:` }, { timeZone: 'UTC', user: String, channel: String })
