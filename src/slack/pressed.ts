import type { Message, Modal } from './blocks.ts'
import type { Desk } from './desk.ts'
import type { Asked } from './incident-meant.ts'
import { sentence } from './views/answers.ts'

/**
 * What a button was pressed for, or what was chosen in a menu: `value` is what it carries, or the person who was chosen; `blockId` the
 * row it stands in; `isAtHome`: on their own page, where Slack takes no message; `triggerId` lets a form open for three seconds.
 */
export type Pressed = Asked & { value: string; blockId: string; triggerId: string; desk: Desk; isAtHome: boolean }

/** What comes of it for that person: nothing beside what the channel shows, a form, or a message that only they see. */
export type Outcome = { kind: 'nothing' } | { kind: 'open'; view: Modal } | { kind: 'say'; message: Message; replaces: boolean }

/** What buttons do, by their ids. */
export type Buttons = Record<string, (pressed: Pressed) => Promise<Outcome>>

export const open = (view: Modal): Outcome => ({ kind: 'open', view })
export const told = (text: string): Outcome => ({ kind: 'say', message: sentence(text), replaces: false })
export const nothing: Outcome = { kind: 'nothing' }
