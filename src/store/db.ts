import { PrismaPg } from '@prisma/adapter-pg'
import type { Pool } from 'pg'
import { type Prisma, PrismaClient } from '../generated/prisma/client.ts'

/** What the functions of the store work on: an open transaction. Inside one, await nothing but it. */
export type Tx = Prisma.TransactionClient

export type Db = {
  /** Runs `work` in one transaction: all of it is committed, or nothing. @param longest how long it may take, in milliseconds; usually 15 s */
  transaction<T>(work: (tx: Tx) => Promise<T>, longest?: number): Promise<T>
  /** Runs one statement, which is a transaction of its own: a third of the round trips. */
  statement<T>(one: (tx: Tx) => Promise<T>): Promise<T>
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
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool), errorFormat: 'minimal' })
  return {
    transaction: (work, longest = longestWait) => prisma.$transaction(work, { maxWait: longestWait, timeout: longest }),
    statement: (one) => one(prisma),
    close: () => prisma.$disconnect(),
  }
}
