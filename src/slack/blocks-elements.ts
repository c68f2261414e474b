import type { Button, ColorScheme, ConfirmationDialog, Overflow, PlainTextOption } from '@slack/types'
import { mrkdwn, plain, requiredCode } from './blocks-text.ts'

/** What Slack asks before it sends a click on: title 100, text 300 (markup allowed), buttons 30 characters. */
export type Confirmation = { title: string; text: string; confirm: string; deny: string; style?: ColorScheme }

type ButtonExtras = { value?: string; style?: ColorScheme; url?: string; confirm?: Confirmation }

/** An id of ours that comes back with the action. @throws Error where it is empty or longer than 255 characters */
export const actionIdOf = (id: string): string => requiredCode(id, 255, 'action_id')

/**
 * A button. Its text is clamped at 75 characters; about 30 are shown.
 * @throws Error where the text is empty, the value is longer than 2000 or the address longer than 3000 characters
 */
export const button = (text: string, actionId: string, extras: ButtonExtras = {}): Button => ({
  type: 'button',
  text: plain(text, 75, 'button'),
  action_id: actionIdOf(actionId),
  ...(extras.value !== undefined && { value: requiredCode(extras.value, 2000, 'value of a button') }),
  ...(extras.url !== undefined && { url: requiredCode(extras.url, 3000, 'address of a button') }),
  ...(extras.style && { style: extras.style }),
  ...(extras.confirm && { confirm: dialog(extras.confirm) }),
})

const dialog = (question: Confirmation): ConfirmationDialog => ({
  title: plain(question.title, 100, 'confirmation title'),
  text: mrkdwn(question.text, 300, 'confirmation'),
  confirm: plain(question.confirm, 30, 'confirmation button'),
  deny: plain(question.deny, 30, 'confirmation button'),
  ...(question.style && { style: question.style }),
})

/**
 * One choice: text and description are clamped at 75 characters each.
 * @throws Error where the text is empty, or the value empty or longer than 150 characters
 */
export const option = (text: string, value: string, description?: string): PlainTextOption => ({
  text: plain(text, 75, 'option'),
  value: requiredCode(value, 150, 'value of an option'),
  ...(description?.trim() && { description: plain(description, 75, 'option description') }),
})

/** A "…" menu of 1 to 5 choices. @throws Error for any other number */
export const overflow = (actionId: string, options: PlainTextOption[]): Overflow => ({
  type: 'overflow',
  action_id: actionIdOf(actionId),
  options: counted(options, 5, 'overflow menu'),
})

/** The choices, where there are 1 to `most`. @throws Error for any other number */
export function counted<T>(items: T[], most: number, what: string): T[] {
  if (items.length === 0 || items.length > most)
    throw new Error(`A ${what} has 1 to ${most} choices; this one has ${items.length}.`)
  return items
}
