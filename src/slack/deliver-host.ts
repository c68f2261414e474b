import { readHosting } from '../flows/read-hosting.ts'
import type { JobOf } from '../jobs/catalogue.ts'
import { listPostedKeys } from '../store/posted-messages.ts'
import type { Desk } from './desk.ts'
import { directChannel } from './direct.ts'
import { meet } from './meet.ts'
import { show } from './show.ts'
import { unlessUnreachable } from './unreachable.ts'
import { hostInChannelMessage, hostingMessage, notHostMessage } from './views/host.ts'

/** Tells the host what hosting is, whoever was host before that they are no longer, and the channel who it is. */
export async function tellHost(desk: Desk, { incidentId }: JobOf<'host.tell'>): Promise<void> {
  const hosting = await readHosting(desk.ctx, { workspaceId: desk.workspaceId, incidentId })
  const hostId = hosting?.review.hostId
  if (!hosting || !hostId) return
  const { incident, review, sent } = hosting
  await meet(desk, [hostId])
  const beginning = `hosting:${incidentId}:`
  const told = await desk.ctx.db.statement((tx) => listPostedKeys(tx, desk.workspaceId, beginning))
  const people = new Set([...told.map((key) => key.slice(beginning.length)), hostId])
  for (const userId of people) {
    const message = userId === hostId ? hostingMessage(incident, review, sent) : notHostMessage(incident, hostId)
    await unlessUnreachable(
      async () => {
        const channelId = await directChannel(desk, userId)
        await show(desk, { key: `${beginning}${userId}`, incidentId, channelId, message })
      },
      async () => undefined,
    )
  }
  if (!incident.channelId) return
  const message = hostInChannelMessage(incident, hostId)
  await show(desk, { key: `host:${incidentId}`, incidentId, channelId: incident.channelId, message })
}
