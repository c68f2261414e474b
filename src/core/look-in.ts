const minute = 60 * 1000

/** When the lead is first asked whether anybody could use a break, and then how often; in milliseconds. */
const firstLook = 60 * minute
const everyLook = 90 * minute

/** What of an incident that people are at work on says when to look in on its lead. */
export type Led = { declaredAt: Date; leadSince: Date; checkedAt: Date | null }

/** When to look in on the lead next: an hour after the beginning, or after they took the lead; then every ninety minutes. */
export function lookInAt({ declaredAt, leadSince, checkedAt }: Led): Date {
  if (checkedAt !== null && checkedAt > leadSince) return new Date(checkedAt.getTime() + everyLook)
  return new Date(Math.max(declaredAt.getTime(), leadSince.getTime()) + firstLook)
}

/** The channel is asked at most so often, and only after so long without a word. */
const everyQuestion = 30 * minute
const quiet = 5 * minute

/** What of an incident says when its channel may be asked something light. */
export type Spoken = { declaredAt: Date; askedAt: Date | null; lastSpokenAt: Date | null }

/** Whether the channel may be asked now: people have spoken since it was asked last, and pause. */
export function mayAskChannel({ declaredAt, askedAt, lastSpokenAt }: Spoken, now: Date): boolean {
  const since = askedAt ?? declaredAt
  if (lastSpokenAt === null || lastSpokenAt <= since) return false
  return now.getTime() - since.getTime() >= everyQuestion && now.getTime() - lastSpokenAt.getTime() >= quiet
}
