import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { within } from './around.ts'
import type { RunningBot } from './bot.ts'
import type { Benchmark, Figure } from './figure.ts'

/** How long the bot is left alone after it is ready, in milliseconds. */
const settling = 5_000

/** What the bot's process holds in memory while nothing happens. Its PostgreSQL is other processes, and is printed beside it. */
export const memory: Benchmark = {
  name: 'memory',
  about: `resident memory of the bot that has been idle for ${settling / 1000} s`,
  run: (say) =>
    within(async ({ folder, startBot }) => {
      const idle = async (): Promise<{ own: number; database: number | null }> => {
        const bot = await startBot('data')
        await wait(settling)
        const sizes = { own: await residentOf(bot), database: await databaseSize(join(folder, 'data', 'postgres')) }
        await bot.stop()
        return sizes
      }
      say('after a first start, which migrates')
      const first = await idle()
      say('after a start with what is there')
      const again = await idle()
      const beside =
        again.database === null ? 'PostgreSQL could not be measured here' : `PostgreSQL beside it: ${again.database} MB`
      return [
        megabytes('memory.idle', again.own, beside),
        megabytes('memory.idle-after-first-start', first.own, 'with the engine that migrated'),
        ...(again.database === null ? [] : [{ name: 'memory.postgres', value: again.database, unit: 'MB', aim: null }]),
      ]
    }),
}

const megabytes = (name: string, value: number, note: string): Figure => ({ name, value, unit: 'MB', aim: { atMost: 200 }, note })

/** The system counts in 1,024 bytes; a megabyte here is a million. */
const toMegabytes = (kibibytes: number): number => Math.round((kibibytes * 1024) / 1_000_000)

/** VmRSS of Linux; elsewhere what `ps` says, which is the same. */
async function residentOf({ pid }: RunningBot): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const resident = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]
  if (resident !== undefined) return toMegabytes(Number(resident))
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)])
  return toMegabytes(Number(stdout))
}

/** The server and its children, each page that they share counted once in all (Pss of Linux); null where the system does not tell. */
async function databaseSize(data: string): Promise<number | null> {
  try {
    const server = Number((await readFile(join(data, 'postmaster.pid'), 'utf8')).split('\n')[0])
    const children = await readFile(`/proc/${server}/task/${server}/children`, 'utf8')
    const pids = [server, ...children.split(' ').filter(Boolean).map(Number)]
    const sizes = await Promise.all(pids.map(proportionalSize))
    return toMegabytes(sizes.reduce((sum, size) => sum + size, 0))
  } catch {
    return null
  }
}

async function proportionalSize(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8')
  return Number(/^Pss:\s+(\d+)/m.exec(text)?.[1] ?? 0)
}
