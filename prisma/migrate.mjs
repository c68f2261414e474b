// Writes the next migration: what leads from prisma/migrations to prisma/schema.prisma, found by Prisma's own engine
// in a PostgreSQL of its own. `npm run migration -- <name>`. With --replace-first, before the first release, the
// history is begun anew: one migration from nothing.

import { chmodSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { tsImport } from 'tsx/esm/api'

const { startEmbeddedPostgres } = await tsImport('../src/database/embedded.ts', import.meta.url)
const { openEngine } = await tsImport('../src/database/engine.ts', import.meta.url)
const { migrationsFolder, readMigrations } = await tsImport('../src/database/migration-files.ts', import.meta.url)

const args = process.argv.slice(2)
const replaceFirst = args.includes('--replace-first')
const name = args.find((arg) => !arg.startsWith('--')) ?? (replaceFirst ? 'first' : 'change')

const folder = await mkdtemp(join(tmpdir(), 'second-story-migration-'))
chmodSync(folder, 0o755)
const server = await startEmbeddedPostgres({ dataDir: folder, log: pino({ level: 'warn' }), isThrowaway: true })
try {
  if (replaceFirst) await removeHistory()
  const engine = await openEngine(server.connection)
  const sql = await engine.difference(await readMigrations())
  await engine.close()
  if (sql === '') console.log('The migrations and the schema agree; there is nothing to write.')
  else
    console.log(
      `Written: ${await write(sql)}\nRead it before you keep it: a renamed column, for example, is seen as one dropped and one added.`,
    )
} finally {
  await server.stop()
  await rm(folder, { recursive: true, force: true })
}
async function removeHistory() {
  for (const entry of await readdir(migrationsFolder, { withFileTypes: true }))
    if (entry.isDirectory()) await rm(join(migrationsFolder, entry.name), { recursive: true })
}

async function write(sql) {
  const stamp = replaceFirst ? '20260101000000' : new Date().toISOString().replace(/\D/g, '').slice(0, 14)
  const place = join(migrationsFolder, `${stamp}_${name.replace(/\W+/g, '_')}`)
  await mkdir(place, { recursive: true })
  await writeFile(join(place, 'migration.sql'), sql)
  const lock = '# The database that the migrations beside this file are for; Prisma looks here.\nprovider = "postgresql"\n'
  await writeFile(join(migrationsFolder, 'migration_lock.toml'), lock)
  return join(place, 'migration.sql')
}
