import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The schema and its history, beside the program's own folder (`src` or `dist`). */
export const schemaFile = fileURLToPath(new URL('../../prisma/schema.prisma', import.meta.url))
export const migrationsFolder = fileURLToPath(new URL('../../prisma/migrations', import.meta.url))

/** `checksum` is what Prisma keeps in `_prisma_migrations`: SHA-256 of the file, in hexadecimal. */
export type Migration = { name: string; sql: string; checksum: string }

/** Every migration of a folder, oldest first: their names begin with their time. */
export async function readMigrations(folder: string = migrationsFolder): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  return Promise.all(names.sort().map((name) => readMigration(folder, name)))
}

async function readMigration(folder: string, name: string): Promise<Migration> {
  const sql = await readFile(join(folder, name, 'migration.sql'), 'utf8')
  return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
}
