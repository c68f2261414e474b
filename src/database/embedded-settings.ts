import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import type { Place } from './embedded-place.ts'

/** For one small bot: little memory, and nothing that costs a committed transaction. `fsync` and the like stay on. */
const base: Record<string, string> = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '60',
  shared_buffers: '32MB',
  work_mem: '4MB',
  maintenance_work_mem: '32MB',
  min_wal_size: '32MB',
  max_wal_size: '256MB',
  max_parallel_workers_per_gather: '0',
  max_worker_processes: '4',
  // No processes of their own for reading: the whole database fits into memory.
  io_method: 'sync',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  // A failed statement and its details would put people's words into the server's log.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
}

/**
 * The text of postgresql.conf.
 * @param socket the folder of the socket
 * @param more settings of PostgreSQL that win over ours
 */
export function settingsText(socket: string, more: Record<string, string> = {}): string {
  const all = { ...base, unix_socket_directories: `"${socket.replaceAll('"', '""')}"`, ...more }
  const lines = Object.entries(all).map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'`)
  return `# Written by Second Story at each start.\n${lines.join('\n')}\n`
}

/** Writes the settings for the next start. The file belongs to the server's account, so a link in its place is not followed. */
export async function writeSettings(place: Place, more: Record<string, string>): Promise<void> {
  const { O_WRONLY, O_CREAT, O_TRUNC, O_NOFOLLOW } = constants
  const file = await open(join(place.data, 'postgresql.conf'), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, 0o600)
  try {
    await file.writeFile(settingsText(place.socket, more))
    if (place.account) await file.chown(place.account.uid, place.account.gid)
  } finally {
    await file.close()
  }
}
