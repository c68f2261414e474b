import type { PersonViewer } from '../core/viewer.ts'
import { readRhymes } from '../flows/read-rhymes.ts'
import type { JobOf } from '../jobs/catalogue.ts'
import { findPosted } from '../store/posted-messages.ts'
import type { Desk } from './desk.ts'
import { directChannel } from './direct.ts'
import { seenBy } from './seen-by.ts'
import { show } from './show.ts'
import { unlessUnreachable } from './unreachable.ts'
import { rhymesMessage } from './views/rhymes.ts'

/** Shows whoever leads, once and in their direct messages alone, which earlier incidents are like this one; and what is left when some were hidden. */
export async function showRhymes(desk: Desk, job: JobOf<'rhymes.show'>): Promise<void> {
  const { ctx, workspaceId } = desk
  const viewer: PersonViewer = { kind: 'person', workspaceId, userId: job.userId }
  const key = `rhymes:${job.incidentId}:${job.userId}`
  const read = await seenBy(() => readRhymes(ctx, { viewer, incidentId: job.incidentId }))
  if (!read) return
  const isShown = (await ctx.db.statement((tx) => findPosted(tx, workspaceId, key))) !== null
  if (!isShown && (!read.isForThem || read.rhymes.length === 0)) return
  await unlessUnreachable(
    async () => {
      const channelId = await directChannel(desk, job.userId)
      await show(desk, { key, incidentId: job.incidentId, channelId, message: rhymesMessage(read.incident, read.rhymes) })
    },
    async () => undefined,
  )
}
