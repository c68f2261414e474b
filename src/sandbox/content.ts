import type { Args } from './args.ts'
import { checkMessage, type Problem } from './block-kit/index.ts'
import { defined, fieldsOf, isFields, listOf, textOf } from './json.ts'
import type { Draft } from './messages.ts'
import { refuse } from './refuse.ts'
import type { Fields } from './types.ts'

type Content = Pick<Draft, 'text' | 'blocks' | 'attachments' | 'metadata'>

/** What a message is to say, as it came, JSON read. @throws Refused where something is no JSON */
export function givenContent(args: Args): Fields {
  return defined({
    text: args.text('text'),
    markdown_text: args.text('markdown_text'),
    blocks: args.json('blocks', 'invalid_blocks_format'),
    attachments: args.json('attachments', 'invalid_attachments'),
    metadata: args.json('metadata', 'invalid_metadata_format'),
  })
}

/** The same, looked at with Slack's rules. @throws Refused with Slack's code */
export function checkedContent(given: Fields, options?: { longestText?: number }): Content {
  refuseProblem(checkMessage(given, options))
  return {
    text: textOf(given.text ?? given.markdown_text),
    ...(given.blocks === undefined ? {} : { blocks: listOf(given.blocks) }),
    ...(given.attachments === undefined ? {} : { attachments: listOf(given.attachments) }),
    ...(isFields(given.metadata) ? { metadata: metadataOf(given.metadata) } : {}),
  }
}

/** @throws Refused where there is a problem */
export function refuseProblem(problem: Problem | null): void {
  if (problem) refuse(problem.error, problem.messages.length > 0 ? { response_metadata: { messages: problem.messages } } : {})
}

const metadataOf = (metadata: Fields) => ({
  event_type: textOf(metadata.event_type),
  event_payload: fieldsOf(metadata.event_payload),
})
