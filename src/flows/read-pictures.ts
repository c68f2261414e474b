import type { Ctx } from '../context.ts'
import type { Incident } from '../core/incident.ts'
import { type Drawing, drawTimeline, type TimelinePicture, timelineInWords } from '../core/pictures/picture-timeline.ts'
import { type ConditionsPicture, conditionsInWords, drawConditions } from '../core/pictures/picture-web.ts'
import { conditionsPicture, timelinePicture } from '../core/pictures/review-pictures.ts'
import type { ReviewFacts, ReviewWords } from '../core/review/review.ts'
import type { Viewer } from '../core/viewer.ts'
import { getIncident } from '../store/incidents.ts'
import { gatherFacts } from './gather-facts.ts'
import { gatherWords } from './gather-words.ts'

export type Picture = { kind: 'timeline' | 'conditions'; title: string; svg: string; words: string[] }

type How = Omit<Drawing, 'id'>

/**
 * Draws the pictures of facts that were read already: a timeline with something on it, and a web with something in it.
 * @returns what draws them; `name` tells two drawings of the same on one page apart
 */
export function picturesOf(facts: ReviewFacts, words: ReviewWords): (how: How, name?: string) => Picture[] {
  const timeline = timelinePicture(facts, words)
  const conditions = conditionsPicture(facts, words)
  return (how, name = 'picture') => drawnFrom({ timeline, conditions }, how, name)
}

type Drawn = { timeline: TimelinePicture; conditions: ConditionsPicture | null }

function drawnFrom({ timeline, conditions }: Drawn, how: How, name: string): Picture[] {
  const pictures: Picture[] = []
  if (timeline.marks.length > 0)
    pictures.push({
      kind: 'timeline',
      title: timeline.title,
      svg: drawTimeline(timeline, { ...how, id: `timeline-${name}` }),
      words: timelineInWords(timeline),
    })
  if (conditions)
    pictures.push({
      kind: 'conditions',
      title: conditions.title,
      svg: drawConditions(conditions, { ...how, id: `conditions-${name}` }),
      words: conditionsInWords(conditions),
    })
  return pictures
}

/**
 * The pictures of an incident's review as it stands now; none before there is a review.
 * @throws Refusal where the viewer may not see the incident
 */
export const readPictures = (
  ctx: Ctx,
  input: { viewer: Viewer; incidentId: string; how: How },
): Promise<{ incident: Incident; isOpen: boolean; pictures: Picture[] }> =>
  ctx.db.reading(async (tx) => {
    const incident = await getIncident(tx, input.viewer, input.incidentId)
    const facts = await gatherFacts(tx, ctx, incident)
    if (!facts) return { incident, isOpen: false, pictures: [] }
    const { words } = await gatherWords(tx, ctx.config, facts)
    return { incident, isOpen: facts.review.openedAt !== null, pictures: picturesOf(facts, words)(input.how) }
  })
