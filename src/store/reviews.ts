import { z } from 'zod'
import { type ReviewState, reviewStates } from '../core/review/review-facts.ts'
import type { ReviewVersionModel } from '../generated/prisma/models.ts'
import type { Tx } from './db.ts'

/** The review of an incident: where it stands, and when it opens or opened. */
export type ReviewRecord = {
  incidentId: string
  workspaceId: string
  state: ReviewState
  depth: string
  hostId: string | null
  opensAt: Date
  openedAt: Date | null
  publishedAt: Date | null
  publishedVersion: number | null
  publishedNote: string | null
  declinedAt: Date | null
  declinedReason: string | null
}

/** A review that is compiled for the first time. */
export const newReview = (of: Pick<ReviewRecord, 'incidentId' | 'workspaceId' | 'depth' | 'opensAt'>): ReviewRecord => ({
  ...of,
  state: 'draft',
  hostId: null,
  openedAt: null,
  publishedAt: null,
  publishedVersion: null,
  publishedNote: null,
  declinedAt: null,
  declinedReason: null,
})

/** What a version keeps: which sentence, in which section, from which sources. No words. */
const statement = z.object({ key: z.string(), section: z.string(), sources: z.array(z.string()) })
export type StoredStatement = z.infer<typeof statement>

const state = z.enum(reviewStates)

export async function findReview(tx: Tx, incidentId: string): Promise<ReviewRecord | null> {
  const row = await tx.review.findUnique({ where: { incidentId }, omit: { peopleAsked: true } })
  return row && { ...row, state: state.parse(row.state) }
}

/** The reviews of these incidents, those of them that have one. */
export async function listReviews(tx: Tx, incidentIds: string[]): Promise<ReviewRecord[]> {
  const rows = await tx.review.findMany({ where: { incidentId: { in: incidentIds } }, omit: { peopleAsked: true } })
  return rows.map((row) => ({ ...row, state: state.parse(row.state) }))
}

/** How many people were asked, where that was counted once for all; see `savePeopleAsked`. */
export async function findPeopleAsked(tx: Tx, incidentId: string): Promise<number | null> {
  return (await tx.review.findUnique({ where: { incidentId }, select: { peopleAsked: true } }))?.peopleAsked ?? null
}

/** Keeps how many people were asked, before what it is counted from goes away. */
export async function savePeopleAsked(tx: Tx, incidentId: string, peopleAsked: number): Promise<void> {
  await tx.review.update({ where: { incidentId }, data: { peopleAsked } })
}

/**
 * Takes every sentence with one of these sources out of all versions, and their checksums, from which words and writers that are
 * known otherwise could be tried out.
 */
export async function stripVersions(tx: Tx, incidentId: string, sources: readonly string[]): Promise<void> {
  const gone = new Set(sources)
  for (const { number, statements } of (await tx.reviewVersion.findMany({ where: { incidentId } })).map(fromRow)) {
    const kept = statements.filter((one) => !one.sources.some((source) => gone.has(source)))
    await tx.reviewVersion.update({
      where: { incidentId_number: { incidentId, number } },
      data: { statements: kept, checksum: 0 },
    })
  }
}

export async function saveReview(tx: Tx, review: ReviewRecord): Promise<void> {
  const { incidentId, ...data } = review
  await tx.review.upsert({ where: { incidentId }, create: review, update: data })
}

/** Incidents that people have come to an end with, whose review is a draft and may open now. One of the depth `none` does not open: nobody was asked. */
export async function listReviewsToOpen(tx: Tx, workspaceId: string, now: Date): Promise<string[]> {
  const rows = await tx.review.findMany({
    where: {
      workspaceId,
      state: 'draft',
      depth: { not: 'none' },
      opensAt: { lte: now },
      incident: { status: { in: ['resolved', 'closed'] } },
    },
    select: { incidentId: true },
  })
  return rows.map((row) => row.incidentId)
}

/** One compilation. `checksum` is of its words as they read then, so that a changed source is noticed. */
export type ReviewVersion = { number: number; compiledAt: Date; statements: StoredStatement[]; checksum: number }

/** The newest version of a review; null before the first. */
export async function findNewestVersion(tx: Tx, incidentId: string): Promise<ReviewVersion | null> {
  const row = await tx.reviewVersion.findFirst({ where: { incidentId }, orderBy: { number: 'desc' } })
  return row && fromRow(row)
}

/** One version of a review; null where there is none of that number. */
export async function findVersion(tx: Tx, incidentId: string, number: number): Promise<ReviewVersion | null> {
  const row =
    !Number.isInteger(number) || number < 1 || number > largestNumber
      ? null
      : await tx.reviewVersion.findUnique({ where: { incidentId_number: { incidentId, number } } })
  return row && fromRow(row)
}

/** What the column takes; what people type may be more. */
const largestNumber = 2 ** 31 - 1

export async function insertVersion(tx: Tx, incidentId: string, version: ReviewVersion): Promise<void> {
  await tx.reviewVersion.create({ data: { incidentId, ...version } })
}

const fromRow = ({ number, compiledAt, statements, checksum }: ReviewVersionModel): ReviewVersion => ({
  number,
  compiledAt,
  statements: z.array(statement).parse(statements),
  checksum,
})
