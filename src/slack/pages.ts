import type { Ctx } from '../context.ts'
import type { Viewer } from '../core/viewer.ts'
import { readForHost } from '../flows/read-for-host.ts'
import { readReview } from '../flows/read-review.ts'
import { readTimeline } from '../flows/read-timeline.ts'
import type { Message } from './blocks.ts'
import { changeWords } from './deliver-changes.ts'
import { withForHost } from './views/for-host.ts'
import { pageUrlOf, reviewMessage } from './views/review.ts'
import { timelineMessage } from './views/timeline.ts'

type For = { ctx: Ctx; viewer: Viewer }

/** A page of the timeline, for somebody. @throws Refusal where they may not see the incident */
export async function timelinePage({ ctx, viewer }: For, incidentId: string, page: number, hasHidden = false): Promise<Message> {
  const { incident, entries } = await readTimeline(ctx, { viewer, incidentId })
  return timelineMessage(incident, entries, page, changeWords(ctx.config), { hasHidden })
}

/** A page of the review, for somebody. @throws Refusal where they may not see the incident, or it has none yet */
export async function reviewPage({ ctx, viewer }: For, incidentId: string, page: number): Promise<Message> {
  const { facts, rendered } = await readReview(ctx, { viewer, incidentId })
  const pageUrl = pageUrlOf(ctx.config.publicUrl, facts.incident)
  const message = reviewMessage(facts.incident, facts.review.state, rendered, page, pageUrl)
  const isForThem = viewer.kind === 'person' && (await readForHost(ctx, { viewer, incidentId })).sentences.length > 0
  return isForThem ? withForHost(message, facts.incident) : message
}
