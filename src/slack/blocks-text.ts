import type { MrkdwnElement, PlainTextElement } from '@slack/types'
import { forgottenName, isForgotten } from '../core/forgotten.ts'

/** How many characters Slack counts: code points, so an emoji is one. */
export const lengthOf = (text: string): number => [...text].length

/**
 * People's text made safe inside mrkdwn: it cannot mention, link or open a token any more.
 * Source: https://docs.slack.dev/messaging/formatting-message-text/#escaping
 */
export const escapeText = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')

/** What is never cut in half: an escaped character, or a token such as `<@U1>`, `<#C1|ops>`, `<!date^…>`, `<https://…|here>`. */
const wholes = /&(?:amp|lt|gt);|<(?:[@#!]|https?:|mailto:|tel:|slack:)[^<>]*>|[\s\S]/gu

/**
 * The text in at most `limit` code points, with an ellipsis where something was cut.
 * @param limit 1 or more
 */
export function clampText(text: string, limit: number): string {
  if (text.length <= limit || lengthOf(text) <= limit) return text
  let kept = ''
  let room = limit - 1
  for (const [piece] of text.matchAll(wholes)) {
    room -= lengthOf(piece)
    if (room < 0) break
    kept += piece
  }
  return `${kept.trimEnd()}…`
}

/**
 * A text that Slack requires, clamped.
 * @param what its name in the error, for example `section`
 * @throws Error where there is nothing to show: Slack refuses an empty text, and only the caller knows what to say instead
 */
export function requiredText(text: string, limit: number, what: string): string {
  if (text.trim() === '') throw new Error(`A ${what} needs a text; Slack refuses an empty one.`)
  return clampText(text, limit)
}

/**
 * A text for machines (an id, a value, an address), which must not be cut.
 * @throws Error where it is empty or too long
 */
export function requiredCode(code: string, limit: number, what: string): string {
  const length = lengthOf(code)
  if (length === 0 || length > limit) throw new Error(`A ${what} has 1 to ${limit} characters; this one has ${length}.`)
  return code
}

/** A plain text object, clamped. @throws Error where it is empty */
export const plain = (text: string, limit = 3000, what = 'plain text'): PlainTextElement => ({
  type: 'plain_text',
  text: requiredText(text, limit, what),
  emoji: true,
})

/** A text object with Slack's markup, clamped. @throws Error where it is empty */
export const mrkdwn = (text: string, limit = 3000, what = 'text'): MrkdwnElement => ({
  type: 'mrkdwn',
  text: requiredText(text, limit, what),
})

/** `<@U1>`: a person, who is notified where the message is new and shown; somebody, where nobody knows any more who it was. */
export const mention = (userId: string): string => (isForgotten(userId) ? forgottenName : `<@${userId}>`)

/** `<#C1>`: a channel; people who cannot see it see no name. */
export const channelLink = (channelId: string): string => `<#${channelId}>`

/** A link with other words than its address. */
export const link = (url: string, text: string): string =>
  `<${escapeText(url).replace(/\|/g, '%7C')}|${escapeText(text).replace(/\|/g, '¦')}>`

/**
 * A moment that each reader sees in their own time zone.
 * @param format for example `{date_short_pretty} {time}`
 * @param fallback for clients too old for it; the time in UTC where none is given
 * Source: https://docs.slack.dev/messaging/formatting-message-text/#date-formatting
 */
export const dateToken = (date: Date, format: string, fallback = inUtc(date)): string =>
  `<!date^${Math.floor(date.getTime() / 1000)}^${format}|${escapeText(fallback).replace(/\|/g, '¦')}>`

const inUtc = (date: Date): string => `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`
