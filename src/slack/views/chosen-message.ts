import type { KnownBlock } from '@slack/types'
import { z } from 'zod'
import { context, section } from '../blocks.ts'

/** A message that somebody chose, as a form carries it; its words stand in the form's blocks. */
export const chosenMessage = z.object({
  channelId: z.string(),
  ts: z.string(),
  threadTs: z.string().nullable(),
  authorId: z.string().nullable(),
  authorName: z.string().nullable(),
  files: z.array(z.object({ id: z.string(), name: z.string(), permalink: z.string().nullable() })),
})

/** So much of a message stands in one block, which takes 3000 characters. */
const piece = 2900

/** The words as they will be kept. They come back with the form, so that nothing of them is kept before. */
export function wordsBlocks(words: string): KnownBlock[] {
  if (words.trim() === '') return []
  const pieces = [...words.matchAll(new RegExp(`[\\s\\S]{1,${piece}}`, 'gu'))].filter(([text]) => text.trim() !== '')
  return [
    context('The message, as it will be kept:'),
    ...pieces.map(([text], index) => ({ ...section(text), block_id: `${wordsBlock}${index}` })),
  ]
}

const wordsBlock = 'words:'

const shownPiece = z.object({ block_id: z.string().startsWith(wordsBlock), text: z.object({ text: z.string() }) })

/** The words of the message that a form was opened with. @param blocks of the form, as it comes back */
export const wordsIn = (blocks: readonly unknown[]): string =>
  blocks.map((block) => shownPiece.safeParse(block).data?.text.text ?? '').join('')
