import type { Told } from '../known-material.ts'

/** What somebody has to do with something of a review: it is theirs, thanks them, is in their care, or mentions them. */
export type Concern = 'own' | 'thanked' | 'in_care' | 'mentioned'

/** @returns null where it has nothing to do with them */
export function concernOf(told: Told, userId: string): Concern | null {
  if (told.kind === 'surprise' && told.personId === userId) return 'own'
  if (told.kind === 'helped' && told.thankedId === userId) return 'thanked'
  if (told.kind === 'change' && told.ownerId === userId) return 'in_care'
  const texts = Object.values(told).filter((value) => typeof value === 'string')
  return texts.some((text) => new RegExp(`<@${userId}[|>]`).test(text)) ? 'mentioned' : null
}
