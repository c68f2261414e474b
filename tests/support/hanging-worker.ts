// A process that takes a job and never finishes it, to be killed. Arguments: the connection as JSON, the workspace.
import { pino } from 'pino'
import { createPool } from '../../src/database/open.ts'
import { startWorker } from '../../src/jobs/worker.ts'

const [connection = '{}', workspaceId = ''] = process.argv.slice(2)
const log = pino({ level: 'silent' })
const hang = async ({ incidentId }: { incidentId: string }): Promise<void> => {
  process.stdout.write(`${incidentId}\n`)
  await new Promise(() => undefined)
}
await startWorker({
  pool: createPool(JSON.parse(connection), log),
  workspaceId,
  handlers: { 'headline.refresh': hang },
  onPermanentFailure: async () => undefined,
  log,
})
