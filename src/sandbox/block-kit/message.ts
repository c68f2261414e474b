import { follow, lengthOf } from './follow.ts'
import { checkBlocks } from './lists.ts'
import { type Fields, isFields, like, objectsIn } from './rules.ts'

/** What Slack would answer: its code, and what stands in `response_metadata.messages`. */
export type Problem = { error: string; messages: string[] }

/** Blocks written as JSON; measured by others, undocumented: https://github.com/slackapi/bolt-js/issues/2509 */
const mostOfBlocks = 13_200
/** These have a limit of their own, which is higher. */
const hasOwnLimit = ['table', 'data_table', 'data_visualization']
const mostMarkdown = 12_000
const mostAttachments = 100
/** Slack gives no number for `metadata_too_large`; this one is on the safe side. */
const mostMetadataBytes = 8_000

const eventType = like(/^[A-Za-z0-9][A-Za-z0-9_.:-]*$/)

/**
 * What Slack would say to a message: the arguments of chat.postMessage, chat.update, chat.postEphemeral or a response_url.
 * Looks at text, blocks, attachments, metadata and markdown_text; nothing else.
 * @param options `longestText`: characters of `text`; 40,000 where none is given, chat.update allows 4,000
 * @returns null where Slack would take it
 */
export function checkMessage(payload: unknown, options: { longestText?: number } = {}): Problem | null {
  if (!isFields(payload)) return problem('invalid_arguments', '[ERROR] must provide an object')
  for (const check of [
    checkText(options.longestText ?? 40_000),
    checkMarkdown,
    checkOwnBlocks,
    checkAttachments,
    checkMetadata,
  ]) {
    const found = check(payload)
    if (found) return found
  }
  return null
}

type Part = (payload: Fields) => Problem | null

const problem = (error: string, ...messages: string[]): Problem => ({ error, messages })
const problemFrom = (error: string, messages: string[]): Problem | null =>
  messages.length > 0 ? problem(error, ...messages) : null
const isFilled = (list: unknown): boolean => Array.isArray(list) && list.length > 0

const checkText =
  (longest: number): Part =>
  ({ text, blocks, attachments, markdown_text }) => {
    if (text !== undefined && typeof text !== 'string')
      return problem('invalid_arguments', '[ERROR] must provide a string [json-pointer:/text]')
    const isEmpty = !text && !markdown_text && !isFilled(blocks) && !isFilled(attachments)
    if (isEmpty && (blocks === undefined || Array.isArray(blocks))) return problem('no_text')
    return text && lengthOf(text) > longest ? problem('msg_too_long') : null
  }

const checkMarkdown: Part = ({ text, blocks, markdown_text }) => {
  if (markdown_text === undefined) return null
  if (typeof markdown_text !== 'string')
    return problem('invalid_arguments', '[ERROR] must provide a string [json-pointer:/markdown_text]')
  if (text || blocks !== undefined) return problem('markdown_text_conflict')
  return lengthOf(markdown_text) > mostMarkdown ? problem('msg_too_long') : null
}

const checkOwnBlocks: Part = ({ blocks }) => {
  if (blocks === undefined) return null
  if (!Array.isArray(blocks)) return problem('invalid_blocks_format')
  const refused = problemFrom('invalid_blocks', checkBlocks(blocks, '/blocks', 'message'))
  const counted = objectsIn(blocks).filter(({ one }) => !hasOwnLimit.includes(String(one.type)))
  const size = JSON.stringify(counted.map(({ one }) => one)).length
  return refused ?? (size > mostOfBlocks ? problem('msg_blocks_too_long') : null)
}

const checkAttachments: Part = ({ attachments }) => {
  if (attachments === undefined) return null
  if (!Array.isArray(attachments) || !attachments.every(isFields)) return problem('invalid_attachments')
  if (attachments.length > mostAttachments) return problem('too_many_attachments')
  const messages = objectsIn(attachments).flatMap(({ one, index }) =>
    one.blocks === undefined ? [] : checkBlocks(one.blocks, `/attachments/${index}/blocks`, 'message'),
  )
  return problemFrom('invalid_attachments', messages)
}

const checkMetadata: Part = ({ metadata }) => {
  if (metadata === undefined) return null
  const isWhole = isFields(metadata) && isFields(metadata.event_payload)
  if (!isWhole || follow(eventType, metadata.event_type, '/metadata/event_type', 'message').length > 0)
    return problem('invalid_metadata_format')
  return Buffer.byteLength(JSON.stringify(metadata)) > mostMetadataBytes ? problem('metadata_too_large') : null
}
