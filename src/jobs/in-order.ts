import type { JobHelpers } from 'graphile-worker'
import { z } from 'zod'
import { RetryLater } from './retry-later.ts'

/** Through a short trouble jobs of one queue keep their order; behind one that is put off for longer nobody waits. In milliseconds. */
const longestWait = 60_000

const ofIncident = z.object({ incidentId: z.string() })

/**
 * The library does jobs of a queue one at a time, but when one has failed it takes the next. Here the next gives way, where
 * the earlier one is about the same incident and soon tried again. Jobs with a key show a state, not a story, and need no order.
 * @throws RetryLater until then
 */
export async function giveWay(stored: unknown, { job, query }: JobHelpers): Promise<void> {
  const about = ofIncident.safeParse(stored)
  if (job.job_queue_id === null || job.key !== null || !about.success) return
  const { rows } = await query<{ wait: number | null }>(
    `select (extract(epoch from max(run_at) - now()) * 1000)::float as wait
     from graphile_worker._private_jobs
     where job_queue_id = $1 and id < $2 and key is null and payload->>'incidentId' = $3
       and attempts < max_attempts and run_at < now() + $4 * interval '1 millisecond'`,
    [job.job_queue_id, job.id, about.data.incidentId, longestWait],
  )
  const wait = rows[0]?.wait ?? null
  if (wait !== null) throw new RetryLater(Math.max(wait, 0) + 100)
}
