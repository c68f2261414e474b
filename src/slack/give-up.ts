import { endCameOf } from '../flows/end-came-of.ts'
import { noteForOperator } from '../flows/note-for-operator.ts'
import { catalogue, type JobName } from '../jobs/catalogue.ts'
import type { Desk } from './desk.ts'

/** Where a job is given up for good: what named people for its sake alone is forgotten, and the operator hears of it. */
export async function giveUp(desk: Desk, name: JobName, stored: unknown, error: Error): Promise<void> {
  const told = catalogue['came-of.tell'].safeParse(stored)
  if (name === 'came-of.tell' && told.success) await endCameOf(desk.ctx, desk.workspaceId, told.data)
  await noteForOperator(desk.ctx, {
    workspaceId: desk.workspaceId,
    key: `given-up:${name}:${error.name}`,
    incidentId: null,
    sentence: `${name} was given up. ${error.name === 'PermanentFailure' ? error.message : 'The log says why.'}`,
  })
}
