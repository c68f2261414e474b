import { Refusal } from './refusal.ts'
import { quoted } from './typed-text.ts'

/** How deep the review of an incident of this severity goes. */
export const reviewDepths = ['none', 'one_question', 'full'] as const
export type ReviewDepth = (typeof reviewDepths)[number]

export type Severity = { key: string; label: string; meaning: string; review: ReviewDepth }

/** The severity that somebody named by its key or label, whatever the case; `SEV-1` and `sev 1` are `sev1`. Null where there is none. */
export function findSeverity(severities: readonly Severity[], text: string): Severity | null {
  return named(severities, text, (word) => word.trim().toLowerCase()) ?? named(severities, text, loosely)
}

const loosely = (word: string): string => word.toLowerCase().replace(/[\s_-]+/g, '')

function named(severities: readonly Severity[], text: string, as: (word: string) => string): Severity | null {
  const wanted = as(text)
  return (wanted !== '' && severities.find(({ key, label }) => as(key) === wanted || as(label) === wanted)) || null
}

/** @throws Refusal with the severities there are */
export function getSeverity(severities: readonly Severity[], text: string): Severity {
  const found = findSeverity(severities, text)
  if (found) return found
  const known = severities.map(({ key, meaning }) => `\`${key}\` (${meaning})`).join(', ')
  throw new Refusal(
    text.trim() === '' ? `Say which severity: ${known}.` : `${quoted(text)} is no severity here. There are ${known}.`,
    'severity',
  )
}

/** The severity of an incident as people read it; its key, where the configuration no longer has it. */
export const severityLabel = (severities: readonly Severity[], key: string): string => findSeverity(severities, key)?.label ?? key
