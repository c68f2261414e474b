import type { Ctx } from '../context.ts'
import { answersBehind } from '../core/came-of.ts'
import type { Incident } from '../core/incident.ts'
import type { ConsideredChange } from '../core/material/material.ts'
import { asBot } from '../core/viewer.ts'
import { listReleasedAnswers } from '../store/answers.ts'
import { findAsking } from '../store/askings.ts'
import type { Tx } from '../store/db.ts'
import { listEvidence } from '../store/evidence.ts'
import { findIncident } from '../store/incidents.ts'
import { findMaterial } from '../store/material.ts'
import { hostOf } from './host-of.ts'
import { reachMaterial } from './reach-material.ts'
import { wordsOf } from './sightings-of.ts'

/** A change, and whom it concerns now. `words` are null where they may not be shown (any more). */
export type CameOf = {
  incident: Incident
  change: ConsideredChange
  words: string | null
  writers: string[]
  hostId: string | null
}

/**
 * A change and those whose answers it rests on: answers that they have released by role or with their name, to a condition that it
 * changes. Not who wrote the change down, nor who wants to hear nothing more of this incident, nor who may not see it.
 * Whose a merged answer is, nobody is asked or told.
 * @returns null where the change was taken out
 */
export async function readCameOf(ctx: Ctx, input: { workspaceId: string; changeId: number }): Promise<CameOf | null> {
  const { workspaceId, changeId } = input
  return ctx.db.reading(async (tx) => {
    const viewer = asBot(workspaceId)
    const { incident, material: change } = await reachMaterial(tx, viewer, 'change', changeId)
    if (change.removedAt !== null) return null
    const words = await wordsOf({ tx, ctx, viewer }, incident, change)
    return {
      incident,
      change,
      words,
      hostId: await hostOf(tx, incident),
      writers: await writersBehind(tx, ctx, incident, change),
    }
  })
}

async function writersBehind(tx: Tx, ctx: Ctx, incident: Incident, change: ConsideredChange): Promise<string[]> {
  const { workspaceId, id: incidentId } = incident
  const condition = change.conditionId === null ? null : await findMaterial(tx, workspaceId, 'condition', change.conditionId)
  if (!condition || condition.removedAt !== null) return []
  const behind = answersBehind(condition, await listEvidence(tx, incidentId))
  const named = (await listReleasedAnswers(tx, ctx.seals, incidentId)).filter(
    ({ id, visibility }) => behind.has(id) && (visibility === 'by_role' || visibility === 'with_name'),
  )
  const writers: string[] = []
  for (const userId of new Set(named.map((answer) => answer.userId))) {
    const isMuted = (await findAsking(tx, incidentId, userId))?.isMuted ?? false
    const sees = await findIncident(tx, { kind: 'person', workspaceId, userId }, incidentId)
    if (userId !== change.recordedBy && !isMuted && sees) writers.push(userId)
  }
  return writers
}
