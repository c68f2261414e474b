import type { JobHelpers } from 'graphile-worker'
import { z } from 'zod'
import { RetryLater, retryLaterBegins } from './retry-later.ts'

/** Behind a job that is in trouble of its own, others wait where it is tried again within so many milliseconds. */
const longestWait = 60_000

/** How often those that wait look whether the way is free, in milliseconds. */
const lookAgain = 10_000

/** Slack was not there, asked to wait, or must be mended first: the next would not fare better. How what was thrown begins, as the queue keeps it. */
const ofSlack = ['SlackAway:%', 'MendFirst:%', `${retryLaterBegins}%`]

/** After so many attempts, which takes most of a day, Slack may be away for this one job only: then nobody waits behind it. */
const mostAttempts = 12

const ofIncident = z.object({ incidentId: z.string() })

/**
 * The library does jobs of a queue one at a time, but when one has failed it takes the next. Here the next gives way, where
 * the earlier one is about the same incident and is soon tried again, or waits for Slack. Jobs with a key show a state, not a
 * story, and need no order.
 * @throws RetryLater until then
 */
export async function giveWay(stored: unknown, { job, query }: JobHelpers): Promise<void> {
  const about = ofIncident.safeParse(stored)
  if (job.job_queue_id === null || job.key !== null || !about.success) return
  const { rows } = await query<{ wait: number | null }>(
    `select (extract(epoch from max(run_at) - now()) * 1000)::float as wait
     from graphile_worker._private_jobs
     where job_queue_id = $1 and id < $2 and key is null and payload->>'incidentId' = $3
       and attempts < max_attempts and (run_at < now() + $4 * interval '1 millisecond' 
         or (last_error like any ($5) and attempts < $6))`,
    [job.job_queue_id, job.id, about.data.incidentId, longestWait, ofSlack, mostAttempts],
  )
  const wait = rows[0]?.wait ?? null
  if (wait !== null) throw new RetryLater(Math.min(Math.max(wait, 0), lookAgain) + 100)
}
