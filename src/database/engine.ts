import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg'
import pg from 'pg'
import type { Connection } from './connection.ts'
import { type Migration, migrationsFolder, schemaFile } from './migration-files.ts'

/** Tables that are other tools' business: none. */
const filters = { externalTables: [], externalEnums: [] }

export type Engine = {
  /**
   * Applies what `_prisma_migrations` does not have yet, each as a whole or not at all.
   * @throws Error that names the one that failed, and what the database said
   */
  apply(migrations: Migration[]): Promise<void>
  /** Notes of a migration that stopped half-way that nothing of it was kept, so that it is tried again. */
  forget(name: string): Promise<void>
  /** The SQL that leads from the migrations to the schema; empty where they agree. Tries them in a database of its own. */
  difference(migrations: Migration[]): Promise<string>
  close(): Promise<void>
}

/** Prisma's own schema engine as WebAssembly: 5 MB and 0.3 s, so loaded only where there is something to do. */
export async function openEngine(connection: Connection): Promise<Engine> {
  await loadWasm()
  const schema = { path: schemaFile, content: await readFile(schemaFile, 'utf8') }
  const pools = new Set<pg.Pool>()
  const adapter = bindMigrationAwareSqlAdapterFactory(wholeScripts(new PrismaPg(connection), pools))
  const engine = await glue.SchemaEngine.new({ datamodels: [[schema.path, schema.content]] }, () => undefined, adapter)
  return {
    apply: async (migrations) => void (await engine.applyMigrations({ migrationsList: listOf(migrations), filters })),
    forget: async (name) => void (await engine.markMigrationRolledBack({ migrationName: name })),
    difference: async (migrations) => {
      const from = migrations.length > 0 ? { tag: 'migrations' as const, ...listOf(migrations) } : { tag: 'empty' as const }
      const to = { tag: 'schemaDatamodel' as const, files: [schema], configDir: dirname(schemaFile) }
      const { stdout } = await engine.diff({ from, to, script: true, exitCode: null, filters })
      return stdout && !stdout.startsWith('-- This is an empty migration') ? stdout : ''
    },
    close: async () => {
      engine.free()
      await Promise.all([...pools].filter((pool) => !pool.ended).map((pool) => pool.end()))
    },
  }
}

/** What we use of the global that TypeScript describes only for browsers. */
declare const WebAssembly: {
  instantiate(bytes: Uint8Array, imports: Record<string, object>): Promise<{ instance: { exports: Record<string, unknown> } }>
}

let loading: Promise<void> | null = null

function loadWasm(): Promise<void> {
  loading ??= instantiate()
  return loading
}

async function instantiate(): Promise<void> {
  const folder = dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'))
  const bytes = await readFile(join(folder, 'schema_engine_bg.wasm'))
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': glueWithoutHold() })
  glue.__wbg_set_wasm(instance.exports)
  const start = instance.exports.__wbindgen_start
  if (typeof start === 'function') start()
}

/**
 * What the engine calls of JavaScript. It limits its waiting for the lock with a timer of ten seconds that it never takes back,
 * and a program that is done would stay for it: the timer is told not to hold.
 */
const glueWithoutHold = (): Record<string, unknown> =>
  Object.fromEntries(Object.entries(glue).map(([name, part]) => [name, isTimer(name, part) ? withoutHold(part) : part]))

const isTimer = (name: string, part: unknown): part is (...args: unknown[]) => NodeJS.Timeout =>
  name.startsWith('__wbg_setTimeout_') && typeof part === 'function'

const withoutHold =
  (setTimer: (...args: unknown[]) => NodeJS.Timeout) =>
  (...args: unknown[]): NodeJS.Timeout =>
    setTimer(...args).unref()

type Adapter = Awaited<ReturnType<PrismaPg['connect']>>

/**
 * Prisma's adapter cuts a script at each semicolon and runs the pieces one by one. Sent as one query, PostgreSQL takes
 * it as one transaction, and a semicolon in a comment or a text does no harm. It also drops the database that
 * migrations were tried in before it leaves it, which needs force.
 */
function wholeScripts(factory: PrismaPg, pools: Set<pg.Pool>): PrismaPg {
  const { connect, connectToShadowDb } = factory
  const whole = (adapter: Adapter): Adapter => {
    const pool = adapter.underlyingDriver()
    pool.on('error', () => undefined)
    pools.add(pool)
    readCharacters(adapter)
    adapter.executeScript = async (script) => {
      const sql = script.replace(/^DROP DATABASE "[^"]+"$/, '$& WITH (FORCE)')
      await adapter.executeRaw({ sql, args: [], argTypes: [] })
    }
    return adapter
  }
  factory.connect = async () => whole(await connect.call(factory))
  factory.connectToShadowDb = async () => whole(await connectToShadowDb.call(factory))
  return factory
}

/** PostgreSQL's own type "char", with which its catalogue tells of foreign keys, is unknown to Prisma's adapter (7.10). */
function readCharacters(adapter: Adapter): void {
  const { queryRaw } = adapter
  adapter.queryRaw = async (query) => {
    const characters = new Set<number>()
    const client = { query: (asked: pg.QueryConfig) => asText(adapter.underlyingDriver(), asked, characters) }
    const reader: Adapter = Object.create(adapter, { client: { value: client } })
    const { columnTypes, ...rest } = await queryRaw.call(reader, query)
    return { ...rest, columnTypes: columnTypes.map((type, at) => (characters.has(at) ? ColumnTypeEnum.Character : type)) }
  }
}

async function asText(pool: pg.Pool, asked: pg.QueryConfig, characters: Set<number>): Promise<pg.QueryResult> {
  const result = await pool.query(asked)
  for (const [at, field] of result.fields.entries()) {
    if (field.dataTypeID !== pg.types.builtins.CHAR) continue
    field.dataTypeID = pg.types.builtins.TEXT
    characters.add(at)
  }
  return result
}

function listOf(migrations: Migration[]) {
  return {
    baseDir: migrationsFolder,
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: migrations.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value: sql } },
    })),
  }
}
