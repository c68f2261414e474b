import { createHash } from 'node:crypto'
import { PrismaPg } from '@prisma/adapter-pg'
import type { Pool } from 'pg'
import { Prisma, PrismaClient } from '../generated/prisma/client.ts'

/** What the functions of the store work on: an open transaction. Inside one, await nothing but it. */
export type Tx = Prisma.TransactionClient

/** A query, or a part of one, with its values; made with `sql`. */
export type Sql = Prisma.Sql
export const { sql } = Prisma

export type Db = {
  /** Runs `work` in one transaction: all of it is committed, or nothing. @param longest how long it may take, in milliseconds; usually 15 s */
  transaction<T>(work: (tx: Tx) => Promise<T>, longest?: number): Promise<T>
  /** Runs one statement, which is a transaction of its own: a third of the round trips. */
  statement<T>(one: (tx: Tx) => Promise<T>): Promise<T>
  /** Reads with several statements. Each sees what is committed when it begins, as it would inside a transaction; begin and end are spared. */
  reading<T>(look: (tx: Tx) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** Rows that two transactions reach for at once make one of them wait; this is how long, in milliseconds. */
const longestWait = 15_000

/**
 * The database behind the store.
 * @param pool connections that the caller made and ends
 */
export function createDb(pool: Pool): Db {
  // A longer message of Prisma's quotes the values of the call, and with them what people wrote.
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool, { statementNameGenerator: createNames() }),
    errorFormat: 'minimal',
  })
  return {
    transaction: (work, longest = longestWait) => prisma.$transaction(work, { maxWait: longestWait, timeout: longest }),
    statement: (one) => one(prisma),
    reading: (look) => look(prisma),
    close: () => prisma.$disconnect(),
  }
}

/** So many statements get a name; an endless kind, as lists of every length, is planned anew each time. */
const mostNames = 1_000

/** A longer text is a list with as many places as it has values, of which another comes each time: it gets no name, and is not kept. */
const longestNamed = 10_000

/**
 * Names for statements, made of their text, so that whoever shares a connection means the same by the same name: PostgreSQL reads and plans a named one once for each connection, not each time.
 * @returns the name, from the second time on that a text comes; before it none
 */
function createNames(): (query: { sql: string }) => string {
  const names = new Map<string, string>()
  return ({ sql: text }) => {
    const name = names.get(text)
    if (name === undefined && names.size < mostNames && text.length <= longestNamed)
      names.set(text, createHash('sha256').update(text).digest('base64url'))
    return name ?? ''
  }
}
