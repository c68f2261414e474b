/** What stands in the record where somebody was who has been forgotten: another one in each incident, made of nothing of theirs. */
export const forgottenMark = 'gone-'

/** Whether an id stands for somebody who has been forgotten. */
export const isForgotten = (userId: string): boolean => userId.startsWith(forgottenMark)

/** What a moment of the timeline says whose words were erased: it happened all the same. */
export const erasedWords = 'What was said here has been erased.'

/** What stands in other people's words where they mentioned somebody who has been forgotten. */
export const forgottenName = 'somebody'

const mentioned = '(?:<@[UW][A-Z0-9]+(?:\\|[^>]*)?>|\\b[UW][A-Z0-9]+\\b|somebody)'

/** Whether a text is the one that is kept but for who is mentioned there: Slack still names who has been forgotten. */
export function readsAsKept(kept: string, text: string): boolean {
  if (kept === text) return true
  if (!kept.includes(forgottenName)) return false
  const parts = kept.split(forgottenName).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join(mentioned)}$`).test(text)
}
