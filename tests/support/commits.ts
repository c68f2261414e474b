import { Prisma } from '../../src/generated/prisma/client.ts'
import type { Db, Tx } from '../../src/store/db.ts'

/** What a bot that can die is asked at each step: false where it is dead, or dies here. */
export type Passes = (step: string) => boolean

const never = new Promise<never>(() => undefined)

/**
 * A database whose commits are steps: "before commit …" and "after commit …", named by what is written. The dead commit nothing,
 * and hear nothing. Transactions that write nothing are no steps.
 */
export function watched(db: Db, isDead: () => boolean, passes: Passes): Db {
  const own: Db = {
    close: () => db.close(),
    statement: (one) => own.transaction(one),
    reading: (look) => own.transaction(look),
    transaction: async (work) => {
      if (isDead()) return never
      const writes = new Set<string>()
      try {
        const result = await db.transaction(async (tx) => {
          const done = await work(watchedTx(tx, writes))
          if (writes.size > 0 ? !passes(`before commit ${nameOf(writes)}`) : isDead()) throw new Error('it died')
          return done
        })
        if (writes.size > 0 ? passes(`after commit ${nameOf(writes)}`) : !isDead()) return result
      } catch (error) {
        if (!isDead()) throw error
      }
      return never
    },
  }
  return own
}

const nameOf = (writes: Set<string>): string => [...writes].join(' + ')

const writing = /^(create|createMany|createManyAndReturn|update|updateMany|updateManyAndReturn|upsert|delete|deleteMany)$/

function watchedTx(tx: Tx, writes: Set<string>): Tx {
  return new Proxy(tx, {
    get: (target, name) => {
      const found: unknown = Reflect.get(target, name)
      if (typeof found === 'function') return (...args: unknown[]) => Reflect.apply(noted(found, args, writes), target, args)
      return typeof found === 'object' && found !== null ? watchedTable(String(name), found, writes) : found
    },
  })
}

/** Raw statements: jobs by their names, others by verb and table; locks and reads are none. */
// biome-ignore lint/complexity/noBannedTypes: whatever can be called
function noted(method: Function, [statement, ...values]: unknown[], writes: Set<string>): Function {
  const text = Array.isArray(statement) ? statement.join('?') : textOf(statement)
  const [, verb = '', table = ''] = /\b(insert into|update|delete from)\s+("?\w+"?(?:\.\w+)?)/i.exec(text) ?? []
  if (table && !/for update/i.test(text)) writes.add(`${verb.toLowerCase()} ${table.replaceAll('"', '')}`)
  for (const sql of [statement, ...values].filter((each) => each instanceof Prisma.Sql))
    for (const [, job] of String(sql.values[0]).matchAll(/"identifier":"[^"/]*\/([^"]+)"/g)) writes.add(`job ${job}`)
  return method
}

const textOf = (statement: unknown): string =>
  typeof statement === 'object' && statement !== null && 'sql' in statement ? String(statement.sql) : String(statement)

function watchedTable(table: string, delegate: object, writes: Set<string>): object {
  return new Proxy(delegate, {
    get: (target, name) => {
      const found: unknown = Reflect.get(target, name)
      if (typeof found !== 'function') return found
      return (...args: unknown[]) => {
        if (writing.test(String(name))) writes.add(`${table}${purposeOf(args[0])}`)
        return Reflect.apply(found, target, args)
      }
    },
  })
}

/** What the bot shows is named by its purpose: the beginning of its key. */
function purposeOf(args: unknown): string {
  const key = /"key":"([a-z-]+)[:"]/.exec(JSON.stringify(args, (_, value) => (typeof value === 'bigint' ? '' : value)) ?? '')
  return key ? ` ${key[1]}` : ''
}
