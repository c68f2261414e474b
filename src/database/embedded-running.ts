import { readFile, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Place } from './embedded-place.ts'
import { codeOf } from './problem.ts'

/** What a server writes about itself: https://www.postgresql.org/docs/18/storage-file-layout.html, postmaster.pid */
type Running = { pid: number; socket: string; status: string }

/** A server that is just starting makes its file first and fills it then: for so many milliseconds an empty one counts. */
const graceForEmpty = 5000

/**
 * The server that is running on the data, whoever started it; null where there is none.
 * A file that a killed server or a restarted machine left behind, with the number of a process that is now another's, is removed.
 */
export async function findRunning(place: Place): Promise<Running | null> {
  const file = join(place.data, 'postmaster.pid')
  const text = await readFile(file, 'utf8').catch(() => null)
  if (text === null) return null
  const lines = text.split('\n')
  const pid = Number(lines[0])
  if (await isServer(pid, place.data)) return { pid, socket: lines[4] ?? '', status: (lines[7] ?? 'starting').trim() }
  if (pid === 0 && Date.now() - (await changedAt(file)) < graceForEmpty) return { pid, socket: '', status: 'starting' }
  await rm(file, { force: true })
  return null
}

function changedAt(file: string): Promise<number> {
  return stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  )
}

/** Linux tells everybody how a process was started (of one that is over but was not collected: nothing). Elsewhere that it lives must do. */
async function isServer(pid: number, data: string): Promise<boolean> {
  if (process.platform !== 'linux') return pid > 0 && isAlive(pid)
  const [program = '', ...args] = (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0')
  return basename(program) === 'postgres' && args.includes(data)
}

/** Whether a process of that number is there, ours or not. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}
