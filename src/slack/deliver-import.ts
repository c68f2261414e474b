import { nameOf } from '../core/incident.ts'
import { asBot } from '../core/viewer.ts'
import { readIncident } from '../flows/read-incident.ts'
import type { JobOf } from '../jobs/catalogue.ts'
import type { Desk } from './desk.ts'
import { answerPerson } from './respond.ts'
import { sentence } from './views/answers.ts'

/** Tells whoever imported a transcript what came of it. */
export async function tellImport(desk: Desk, job: JobOf<'import.tell'>): Promise<void> {
  const { incident } = await readIncident(desk.ctx, { viewer: asBot(desk.workspaceId), incidentId: job.incidentId })
  const { added, known } = job
  const came = `${added} ${added === 1 ? 'entry' : 'entries'} came onto the timeline of ${nameOf(incident)}.`
  const there = known === 0 ? '' : ` ${known} ${known === 1 ? 'was' : 'were'} there already.`
  const message = sentence(`${came}${there} \`/incident timeline\` shows it.`)
  await answerPerson(desk, job, { key: `import:${job.transcriptId}`, incidentId: incident.id, message })
}
