import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'

/** Copies the database of a data folder, which is at rest, into another: as it is, with the owner that PostgreSQL wants. */
export async function copyData(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true })
  const copying = spawn('cp', ['-a', join(from, 'postgres'), join(to, 'postgres')], { stdio: 'inherit' })
  const [code] = await once(copying, 'exit')
  if (code !== 0) throw new Error(`the database in ${from} could not be copied`)
}
