import type { Incident } from './incident.ts'
import { nameOf } from './incident.ts'
import { mayMerge } from './merging.ts'
import type { Answer, Visibility } from './prompts.ts'
import { Refusal } from './refusal.ts'
import type { ReviewState } from './review/review-facts.ts'

/** What decides to whom somebody may show an answer. */
export type Release = {
  userId: string
  /** Who hosts the review; null while nobody does. */
  hostId: string | null
  /** Null before there is a review. */
  state: ReviewState | null
  /** Everybody who answered about the incident. */
  answerers: readonly Pick<Answer, 'userId'>[]
  /** Whether it was asked once the review was published: what came after is told there too. */
  isOfAfter?: boolean
  /** Who may see it so far; null for one that is new. */
  before: Pick<Answer, 'visibility' | 'releasedTo'> | null
}

/** What a person may choose. Once the review is published, what stands in it can only be taken out; but for what came after. */
export function offered(release: Release): Visibility[] {
  const { state, hostId, userId, answerers, before } = release
  if (isClosed(release)) return ['only_me', ...(before && stands(before, hostId) ? [before.visibility] : [])]
  return [
    'only_me',
    ...(hostId !== null && hostId !== userId ? (['host'] as const) : []),
    'by_role',
    'with_name',
    ...(state !== 'published' && (mayMerge(answerers, userId) || before?.visibility === 'merged') ? (['merged'] as const) : []),
  ]
}

const isClosed = ({ state, isOfAfter }: Release): boolean => state === 'published' && !isOfAfter

const stands = ({ visibility, releasedTo }: Pick<Answer, 'visibility' | 'releasedTo'>, hostId: string | null): boolean =>
  visibility === 'by_role' || visibility === 'with_name' || (visibility === 'host' && releasedTo === hostId)

/** What a form begins with: what is, or what was begun, or what they would like to begin with; nobody where it is not offered. */
export function beginsWith(choices: readonly Visibility[], ...wished: (Visibility | null | undefined)[]): Visibility {
  const first = wished.find((one) => one !== null && one !== undefined)
  return first && choices.includes(first) ? first : 'only_me'
}

/** @throws Refusal where somebody may not choose this (any more), with what they can do */
export function checkRelease(incident: Incident, release: Release, visibility: Visibility): void {
  if (visibility === 'only_me') return
  if (isClosed(release)) throw new Refusal(isPublished(incident), 'visibility')
  if (offered(release).includes(visibility)) return
  throw new Refusal(
    visibility === 'merged'
      ? 'Fewer than five people have answered, so nothing can be merged yet. Choose again; what you wrote stays.'
      : 'Nobody but you hosts this review now. Choose again; what you wrote stays.',
    'visibility',
  )
}

const isPublished = (incident: Incident): string =>
  `The review of ${nameOf(incident)} is published: nothing new enters it. With “Only me” what you showed is taken out of it, and of every version; what you write is kept for you alone.`
