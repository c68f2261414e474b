import { copy, isFields, listOf, textOf } from './json.ts'
import type { World } from './state.ts'
import type { Block, Fields } from './types.ts'

/** Blocks as Slack stores them: each with a `block_id`, each interactive element with an `action_id`. */
export function blocksWithIds(world: World, blocks: readonly Block[]): Block[] {
  return blocks.map((block) => {
    const kept = copy(block)
    kept.block_id ||= world.nextId('b')
    for (const element of elementsOf(kept)) element.action_id ||= world.nextId('a')
    return kept
  })
}

const withoutAction = new Set([
  'image',
  'plain_text',
  'mrkdwn',
  'rich_text_section',
  'rich_text_list',
  'rich_text_quote',
  'rich_text_preformatted',
])

/** The elements of a block that a person can act on. */
export function elementsOf(block: Block): Fields[] {
  const own = [block.element, block.accessory].filter(isFields)
  return [...own, ...listOf(block.elements)].filter((element) => !withoutAction.has(textOf(element.type)))
}

/** The plain text of a text object. */
export const plainOf = (text: unknown): string => (isFields(text) ? textOf(text.text) : '')

/** All blocks of a message: its own and those in attachments. */
export function blocksOf(message: { blocks?: Block[]; attachments?: Fields[] }): Block[] {
  return [...(message.blocks ?? []), ...(message.attachments ?? []).flatMap((attachment) => listOf(attachment.blocks))]
}
