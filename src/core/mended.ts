/** What a comparison with Slack has mended so far; `entries`: how many of these changes the timeline shows. */
export const mendedKinds = ['messages', 'edits', 'deletions', 'marksPut', 'marksTaken', 'entries'] as const
export type Mended = Record<(typeof mendedKinds)[number], number>

export const nothingMended: Mended = { messages: 0, edits: 0, deletions: 0, marksPut: 0, marksTaken: 0, entries: 0 }

export const addMended = (a: Mended, b: Mended): Mended => ({
  messages: a.messages + b.messages,
  edits: a.edits + b.edits,
  deletions: a.deletions + b.deletions,
  marksPut: a.marksPut + b.marksPut,
  marksTaken: a.marksTaken + b.marksTaken,
  entries: a.entries + b.entries,
})

/** "3 messages, 1 edit and 2 marks"; what there is none of is not named. Empty where there is nothing at all. */
export function mendedText({ messages, edits, deletions, marksPut, marksTaken }: Mended): string {
  const parts = [
    counted(messages, 'message', 'messages'),
    counted(edits, 'edit', 'edits'),
    counted(deletions, 'deletion', 'deletions'),
    counted(marksPut, 'mark', 'marks'),
    counted(marksTaken, 'mark taken off', 'marks taken off'),
  ].filter((part) => part !== null)
  const last = parts.pop() ?? ''
  return parts.length > 0 ? `${parts.join(', ')} and ${last}` : last
}

const counted = (count: number, one: string, many: string): string | null =>
  count === 0 ? null : `${count} ${count === 1 ? one : many}`
