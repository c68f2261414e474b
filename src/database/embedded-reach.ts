import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Account } from './embedded-program.ts'

type Mode = { uid: number; gid: number; mode: number }

/**
 * Whether an account may use a file or folder, by the permission bits alone.
 * @param wanted 1 to pass through or to run, 4 to read, 5 for both
 */
export function allows(file: Mode, account: Account, wanted: number): boolean {
  const shift = file.uid === account.uid ? 6 : file.gid === account.gid ? 3 : 0
  return ((file.mode >> shift) & wanted) === wanted
}

/**
 * Whether an account can pass through every folder down to and including this one.
 * @param folder an absolute path without symbolic links, which exists
 */
export async function canEnter(folder: string, account: Account): Promise<boolean> {
  if (!allows(await stat(folder), account, 1)) return false
  const above = dirname(folder)
  return above === folder || canEnter(above, account)
}
