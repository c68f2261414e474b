import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'

export type LastingConnection = {
  /** The connection as it is now; while the database is away, one that fails. */
  current(): pg.Client
  /** Lets it go for good. */
  end(): Promise<void>
}

/**
 * Keeps one connection with what belongs to it, such as locks: made again whenever it breaks, as when the server restarts.
 * @param open makes a connection with all that belongs to it; may fail, and is then asked again
 * @param first what `open` gave already
 * @param pause how long to wait before each try, in milliseconds
 */
export function keepConnection(first: pg.Client, open: () => Promise<pg.Client>, pause: number): LastingConnection {
  let client = first
  let isOver = false
  const openAgain = async (): Promise<void> => {
    while (!isOver) {
      await wait(pause, undefined, { ref: false })
      const next = await open().catch(() => null)
      if (next === null) continue
      client = next
      if (isOver) await close(next)
      else watch()
      return
    }
  }
  const watch = (): void => {
    client.once('end', () => void openAgain())
  }
  watch()
  return {
    current: () => client,
    end: async () => {
      isOver = true
      await close(client)
    },
  }
}

/** Ends a connection, be it broken or not. */
export async function close(client: pg.Client): Promise<void> {
  await client.end().catch(() => undefined)
}
