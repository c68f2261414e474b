import type pg from 'pg'
import type { Db, Tx } from '../../src/store/db.ts'

/** Works on a database that lets nothing happen but one statement at a time. */
export type Work = (db: Db) => Promise<unknown>

/** One of two at work at once. It stands before each of its statements, and before its commit, until it is let go on. */
type Party = { isOver: boolean; goOn: (() => void) | null; ended: Promise<unknown> }

/**
 * Breaks one off after so many of its statements, lets the other one do meanwhile all that it can without waiting for the first,
 * and then both come to their end.
 * @returns whether the first was over before the other one began, so that there is no later moment to try
 */
export async function meanwhile(
  { db, pool }: { db: Db; pool: pg.Pool },
  { first, after, other }: { first: Work; after: number; other: Work },
): Promise<boolean> {
  const one = begun(db, first)
  let steps = 0
  while (steps <= after && (await comesToStand(one, pool))) {
    if (steps < after) letGo(one)
    steps += 1
  }
  const isWhole = one.isOver
  const two = begun(db, other)
  while (await comesToStand(two, pool)) letGo(two)
  for (const party of [one, two]) await finish(party)
  await Promise.all([one.ended, two.ended])
  return isWhole
}

function begun(db: Db, work: Work): Party {
  const party: Party = { isOver: false, goOn: null, ended: Promise.resolve() }
  const stand = (): Promise<void> =>
    new Promise((resolve) => {
      party.goOn = resolve
    })
  party.ended = work(stepped(db, stand)).finally(() => {
    party.isOver = true
  })
  return party
}

function letGo(party: Party): void {
  const { goOn } = party
  party.goOn = null
  goOn?.()
}

const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`

/** @returns false where it is over, or its statement waits for what another transaction holds */
async function comesToStand(party: Party, pool: pg.Pool): Promise<boolean> {
  while (!party.isOver && party.goOn === null) if ((await pool.query(waiting)).rowCount) return party.goOn !== null
  return !party.isOver
}

async function finish(party: Party): Promise<void> {
  while (!party.isOver) {
    letGo(party)
    await new Promise(setImmediate)
  }
}

function stepped(db: Db, stand: () => Promise<void>): Db {
  const own: Db = {
    close: () => db.close(),
    statement: (one) => own.transaction(one),
    reading: (look) => own.transaction(look),
    transaction: (work, longest) =>
      db.transaction(async (tx) => {
        const done = await work(steppedIn<Tx>(tx, stand))
        await stand()
        return done
      }, longest),
  }
  return own
}

/** A transaction, or a table in it, each of whose calls stands first. */
function steppedIn<Target extends object>(target: Target, stand: () => Promise<void>): Target {
  return new Proxy(target, {
    get: (of, name) => {
      const found: unknown = Reflect.get(of, name)
      if (typeof found === 'function') return (...args: unknown[]) => stand().then(() => Reflect.apply(found, of, args))
      return typeof found === 'object' && found !== null ? steppedIn(found, stand) : found
    },
  })
}
