import type { HomeView, KnownBlock, ModalView } from '@slack/types'
import { context } from './blocks-layout.ts'
import { plain, requiredCode, requiredText } from './blocks-text.ts'

export type { Confirmation } from './blocks-elements.ts'
export { button, option, overflow } from './blocks-elements.ts'
export {
  checkboxes,
  datePicker,
  datetimePicker,
  fileInput,
  groupedSelect,
  multiSelect,
  plainInput,
  radio,
  staticSelect,
  userSelect,
  usersSelect,
} from './blocks-inputs.ts'
export { actions, context, divider, fields, header, image, input, plainSection, section } from './blocks-layout.ts'
export { channelLink, clampText, dateToken, escapeText, link, mention, mrkdwn, plain } from './blocks-text.ts'

/** What is posted: `text` is read out by notifications and screen readers, `blocks` is what people see. */
export type Message = { text: string; blocks: KnownBlock[] }
export type Modal = ModalView
export type Home = HomeView

type Room = { blocks: number; size: number; sizeOf: (block: KnownBlock) => number }

/** chat.update refuses a text longer than this: https://docs.slack.dev/reference/methods/chat.update */
const textLimit = 4000

/** 50 blocks; written as JSON, about 13,200 characters in all are refused: https://github.com/slackapi/bolt-js/issues/2509 */
const roomOfMessage: Room = { blocks: 50, size: 12_000, sizeOf: (block) => JSON.stringify(block).length }

/** 100 blocks and 250 kB, of which something is left for the rest of the view: https://docs.slack.dev/reference/views/modal-views */
const roomOfView: Room = { blocks: 100, size: 220_000, sizeOf: (block) => Buffer.byteLength(JSON.stringify(block)) }

/**
 * A message. What goes beyond 50 blocks or 12,000 characters is cut from the end and counted in a visible line;
 * a last row of buttons stays.
 * @throws Error where the text is empty or two blocks have the same block_id
 */
export const message = (text: string, blocks: KnownBlock[]): Message => ({
  text: requiredText(text, textLimit, 'message'),
  blocks: cut(withUniqueIds(blocks), roomOfMessage),
})

/**
 * A form or a page that opens over Slack. Title, submit and close are clamped at 24 characters; blocks are cut like a message's, at 100.
 * @throws Error where there are no blocks, two have the same block_id, fields have no submit, or an id or the metadata is too long
 */
export function modal(parts: {
  callbackId: string
  title: string
  blocks: KnownBlock[]
  submit?: string
  close?: string
  privateMetadata?: string
  notifyOnClose?: boolean
}): Modal {
  if (!parts.submit && parts.blocks.some((block) => block.type === 'input'))
    throw new Error('A modal with fields needs a submit text.')
  return {
    type: 'modal',
    callback_id: requiredCode(parts.callbackId, 255, 'callback_id'),
    title: plain(parts.title, 24, 'modal title'),
    ...(parts.submit && { submit: plain(parts.submit, 24, 'submit button') }),
    ...(parts.close && { close: plain(parts.close, 24, 'close button') }),
    ...(parts.privateMetadata && { private_metadata: requiredCode(parts.privateMetadata, 3000, 'private_metadata') }),
    ...(parts.notifyOnClose && { notify_on_close: true }),
    blocks: cut(atLeastOne(withUniqueIds(parts.blocks)), roomOfView),
  }
}

/** The bot's own page. @throws Error where there are no blocks or two have the same block_id */
export const home = (blocks: KnownBlock[]): Home => ({ type: 'home', blocks: cut(atLeastOne(withUniqueIds(blocks)), roomOfView) })

function cut(blocks: KnownBlock[], room: Room): KnownBlock[] {
  if (fits(blocks, room)) return blocks
  const last = blocks.at(-1)
  const tail = last?.type === 'actions' && room.sizeOf(last) < room.size / 2 ? [last] : []
  const body = blocks.slice(0, blocks.length - tail.length)
  const kept: KnownBlock[] = []
  let left = room.size - sizeOf([more(body.length), ...tail], room)
  for (const block of body) {
    left -= room.sizeOf(block)
    if (left < 0 || kept.length === room.blocks - 1 - tail.length) break
    kept.push(block)
  }
  const dropped = body.slice(kept.length).filter((block) => block.type !== 'divider').length
  return [...kept, more(dropped), ...tail]
}

const more = (count: number): KnownBlock => context(`… ${count} more`)

const sizeOf = (blocks: KnownBlock[], room: Room): number => blocks.reduce((sum, block) => sum + room.sizeOf(block), 0)

const fits = (blocks: KnownBlock[], room: Room): boolean => blocks.length <= room.blocks && sizeOf(blocks, room) <= room.size

function atLeastOne(blocks: KnownBlock[]): KnownBlock[] {
  if (blocks.length === 0) throw new Error('A view needs at least one block.')
  return blocks
}

function withUniqueIds(blocks: KnownBlock[]): KnownBlock[] {
  const ids = blocks.flatMap((block) => block.block_id ?? [])
  const twice = ids.find((id, index) => ids.indexOf(id) !== index)
  if (twice) throw new Error(`The block_id ${twice} is there twice; Slack needs different ones.`)
  return blocks
}
