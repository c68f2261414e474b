import { refuse } from '../refuse.ts'
import type { Fields } from '../types.ts'
import type { MethodCall } from './method.ts'

export type Page<T> = { items: T[]; metadata: { next_cursor: string }; hasMore: boolean }

/**
 * One page of a list, by `limit` and `cursor`. Without a limit everything comes at once, as Slack tries to.
 * @throws Refused `invalid_cursor`, and `invalid_limit` outside 1 to 1000 where the method has that code
 */
export function pageOf<T>(
  { args }: MethodCall,
  all: readonly T[],
  options: { isLimitChecked?: boolean; usual?: number; most?: number } = {},
): Page<T> {
  const most = options.most ?? 1000
  const asked = args.integer('limit') ?? 0
  if (options.isLimitChecked && (!Number.isInteger(asked) || asked < 0 || asked > most)) refuse('invalid_limit')
  const size = asked > 0 ? Math.min(asked, most) : (options.usual ?? most)
  const start = startOf(args.text('cursor') ?? '', all.length)
  const end = start + size
  const hasMore = end < all.length
  return { items: all.slice(start, end), metadata: { next_cursor: hasMore ? cursorAt(end) : '' }, hasMore }
}

const cursorAt = (index: number): string => Buffer.from(`next:${index}`).toString('base64')

function startOf(cursor: string, length: number): number {
  if (cursor === '') return 0
  const found = /^next:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString())
  const index = Number(found?.[1] ?? -1)
  return index >= 0 && index <= length ? index : refuse('invalid_cursor')
}

/** The field in which Slack gives the next cursor. */
export const nextCursor = (page: Page<unknown>): Fields => ({ response_metadata: page.metadata })
