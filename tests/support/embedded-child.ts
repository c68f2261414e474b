// A process with a database of its own, to be killed or to end when its input does.
// Arguments: the options of startEmbeddedPostgres without the log, as JSON. Says on one line what came of it.
import { pino } from 'pino'
import { startEmbeddedPostgres } from '../../src/database/embedded.ts'

const options = JSON.parse(process.argv[2] ?? '{}')
try {
  const server = await startEmbeddedPostgres({ ...options, log: pino({ level: 'silent' }) })
  process.stdout.write(`${JSON.stringify({ owner: server.owner, connection: server.connection })}\n`)
  process.stdin.resume().on('end', () => void server.stop())
} catch (error) {
  process.stdout.write(`${JSON.stringify({ problem: error instanceof Error ? error.message : String(error) })}\n`)
}
