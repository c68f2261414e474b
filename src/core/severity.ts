import { Refusal } from './refusal.ts'

/** How deep the review of an incident of this severity goes. */
export const reviewDepths = ['none', 'one_question', 'full'] as const
export type ReviewDepth = (typeof reviewDepths)[number]

export type Severity = { key: string; label: string; meaning: string; review: ReviewDepth }

/** The severity that somebody named by its key or label, whatever the case; null where there is none. */
export function findSeverity(severities: readonly Severity[], text: string): Severity | null {
  const wanted = text.trim().toLowerCase()
  return severities.find(({ key, label }) => key.toLowerCase() === wanted || label.toLowerCase() === wanted) ?? null
}

/** @throws Refusal with the severities there are */
export function getSeverity(severities: readonly Severity[], text: string): Severity {
  const found = findSeverity(severities, text)
  if (found) return found
  const known = severities.map(({ key, meaning }) => `\`${key}\` (${meaning})`).join(', ')
  throw new Refusal(
    text.trim() === '' ? `Say which severity: ${known}.` : `"${text.trim()}" is no severity here. There are ${known}.`,
  )
}

/** The severity of an incident as people read it; its key, where the configuration no longer has it. */
export const severityLabel = (severities: readonly Severity[], key: string): string => findSeverity(severities, key)?.label ?? key
