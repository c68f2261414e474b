import type { Person } from './people.ts'
import { Refusal } from './refusal.ts'

/** Somebody who is signed in to the pages, with one browser. `id` is the hash of what that browser holds. */
export type Session = {
  id: string
  workspaceId: string
  userId: string
  createdAt: Date
  lastSeenAt: Date
  expiresAt: Date
}

const hour = 3_600_000

/** A session ends so long after it began, whatever happens, in milliseconds. */
const longest = 14 * 24 * hour

/** And so long after it was last used: a weekend is no reason to sign in again. */
const longestIdle = 4 * 24 * hour

/** That it was used is written down no more often than this. */
const seenEvery = hour / 12

export const newSession = (of: Pick<Session, 'id' | 'workspaceId' | 'userId'>, now: Date): Session => ({
  ...of,
  createdAt: now,
  lastSeenAt: now,
  expiresAt: expiryOf(now, now),
})

/** The session as it is after somebody has used it; null where it was used a moment ago, and nothing is to be written. */
export const seenAgain = (session: Session, now: Date): Session | null =>
  now.getTime() - session.lastSeenAt.getTime() < seenEvery
    ? null
    : { ...session, lastSeenAt: now, expiresAt: expiryOf(session.createdAt, now) }

const expiryOf = (createdAt: Date, seenAt: Date): Date =>
  new Date(Math.min(createdAt.getTime() + longest, seenAt.getTime() + longestIdle))

/** Whether somebody gets pages: people with an account of the workspace, who see its open channels. */
export const mayUsePages = ({ isBot, isDeleted, isGuest }: Person): boolean => !isBot && !isDeleted && !isGuest

/** @throws Refusal where somebody gets no pages */
export function checkMayUsePages(person: Person | null): void {
  if (person && mayUsePages(person)) return
  throw new Refusal(
    person?.isGuest
      ? 'These pages are for members of the workspace. As a guest you have everything of your channels in Slack.'
      : 'Slack knows no member of the workspace by this account.',
  )
}
