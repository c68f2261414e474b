import type { Incident } from '../incident.ts'
import { distanceBefore, spanText } from '../time-text.ts'
import { type Known, knownFrom, type ReviewFacts } from './review-facts.ts'
import { counted } from './review-template.ts'
import { unknownTemplates } from './review-unknown.ts'

/** Two to four lines of facts for the channel on resolving. They hold numbers only, nothing that people wrote. */
export function reviewSummary(facts: ReviewFacts): string[] {
  const known = knownFrom(facts)
  return [resolvedLine(facts.incident), detectionLine(facts.incident), timelineLine(known), unknownLine(known)].filter(
    (line) => line !== null,
  )
}

function resolvedLine({ kind, declaredAt, detectedAt, resolvedAt }: Incident): string {
  if (resolvedAt === null) return 'Not resolved.'
  const from = kind === 'retrospective' ? detectedAt : declaredAt
  const span = spanText(from, resolvedAt)
  if (span !== null) return `Resolved after ${span}.`
  return from === null
    ? 'Resolved. How long it took is not recorded.'
    : 'Resolved. The recorded times run backwards, so no span is given.'
}

function detectionLine({ kind, detectedAt, declaredAt }: Incident): string | null {
  const distance = kind === 'retrospective' || detectedAt === null ? null : distanceBefore(detectedAt, declaredAt)
  return distance === null ? null : `Detected ${distance} it was declared.`
}

function timelineLine({ entries, noticed }: Known): string {
  const [first] = entries
  if (!first) return 'Nothing is on the timeline yet.'
  const distance = distanceBefore(first.happenedAt, noticed.at)
  const reach = distance === null ? '' : `; the first lies ${distance} ${noticed.word}`
  return `On the timeline: ${counted(entries.length, 'entry', 'entries')}${reach}.`
}

function unknownLine(known: Known): string {
  const count = unknownTemplates.reduce((sum, template) => sum + template.applies(known).length, 0)
  return count === 0
    ? 'Nothing is recorded as unknown: ask.'
    : `Still unknown: ${counted(count, 'point', 'points')}, listed in the review.`
}
