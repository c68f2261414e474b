import type { Message, Modal } from './blocks.ts'
import type { Asked } from './incident-meant.ts'
import { sentence } from './views/answers.ts'

/** What a command is answered with: nothing, as the channel shows it; a message for that person's eyes; or a form. */
export type CommandAnswer = { kind: 'nothing' } | { kind: 'say'; message: Message } | { kind: 'open'; view: Modal }

/** One subcommand. Help, the suggestion for a misspelt one and the docs are made from this table. */
export type Subcommand = {
  name: string
  does: string
  example: string
  run(asked: Asked): Promise<CommandAnswer>
}

export const nothing: CommandAnswer = { kind: 'nothing' }
export const say = (message: Message): CommandAnswer => ({ kind: 'say', message })

/** The channel shows a change itself; somebody who made it from elsewhere is told how it stands. */
export const done = (here: boolean, text: string): CommandAnswer => (here ? nothing : say(sentence(text)))

/** Who asks, and which request it is. */
export const who = ({ viewer, requestKey }: Asked) => ({ viewer, requestKey })
