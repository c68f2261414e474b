import type { Condition, ConditionLink, LinkKind } from '../../src/core/material.ts'
import { anIncident, at } from './review-facts.ts'

const base = (id: number) => ({
  id,
  workspaceId: anIncident().workspaceId,
  incidentId: anIncident().id,
  text: 'backups are switched off',
  wordsOf: null,
  recordedBy: 'U0MAYA001',
  recordedAt: at('2026-12-03T11:00:00'),
  editedAt: null,
  removedAt: null,
})

export const aCondition = (id: number, changes: Partial<Condition> = {}): Condition => ({
  ...base(id),
  kind: 'condition',
  part: 'open',
  area: null,
  since: null,
  until: null,
  sureness: 'told',
  knownAs: null,
  ...changes,
})

export const aLink = (fromId: number, toId: number, kind: LinkKind = 'made_possible'): ConditionLink => ({ fromId, toId, kind })
