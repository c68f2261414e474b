import { pino } from 'pino'
import { readConfig } from '../../src/config.ts'
import type { Ctx } from '../../src/context.ts'
import type { Materials } from '../../src/core/material/material.ts'
import type { PersonViewer } from '../../src/core/viewer.ts'
import type { Person } from '../../src/sandbox/index.ts'
import { insertMaterial, saveMaterial } from '../../src/store/material.ts'
import { aCondition } from './material.ts'
import { testSeals } from './seals.ts'
import type { Stage } from './stage.ts'

/** What flows are given, with this stage's database and time. */
export const ctxOf = ({ database, clock }: Stage, settings = ''): Ctx => ({
  db: database.db,
  clock,
  log: pino({ level: 'silent' }),
  config: readConfig({}, () => settings),
  seals: testSeals,
})

export const viewerOf = (stage: Stage, { id: userId }: Person): PersonViewer => ({
  kind: 'person',
  workspaceId: stage.workspace.id,
  userId,
})

type Of = { id: string }

/** A condition of an incident, with the words that somebody wrote for it. */
export function condition(stage: Stage, incident: Of, text: string, more: Partial<Materials['condition']> = {}): Promise<number> {
  const { id: _none, ...rest } = aCondition(0, { text, ...more })
  const row = { ...rest, incidentId: incident.id, workspaceId: stage.workspace.id, recordedAt: stage.clock.now() }
  return stage.database.db.transaction((tx) => insertMaterial(tx, 'condition', row))
}

/** Takes a condition out of its review, or changes its words. */
export async function changeCondition(
  stage: Stage,
  incident: Of,
  id: number,
  change: Partial<Materials['condition']>,
): Promise<void> {
  const row = aCondition(id, { incidentId: incident.id, workspaceId: stage.workspace.id, ...change })
  await stage.database.db.transaction((tx) => saveMaterial(tx, 'condition', row))
}
