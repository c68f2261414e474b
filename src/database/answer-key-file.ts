import { randomBytes, randomUUID } from 'node:crypto'
import { chmod, link, mkdir, open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { codeOf, DatabaseProblem } from './problem.ts'

/** Where the bot keeps the key that it made itself. */
export const keyFileIn = (folder: string): string => join(folder, 'answer.key')

/** A new key that seals answers: 32 bytes, in base64. */
export const newKey = (): string => randomBytes(32).toString('base64')

/** What the file says; null where there is none. @throws DatabaseProblem where it cannot be read */
export async function readKeyFile(folder: string): Promise<string | null> {
  const file = keyFileIn(folder)
  return readFile(file, 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return null
    throw new DatabaseProblem(`The key that seals answers cannot be read from ${file} (${codeOf(error)}).`)
  })
}

/**
 * Keeps a new key in a file that its owner alone can read: whole, or not at all, and never over another.
 * @returns the key that is in the file now; another program's, where that was first
 * @throws DatabaseProblem where it cannot be written
 */
export async function makeKeyFile(folder: string): Promise<string> {
  const file = keyFileIn(folder)
  const key = newKey()
  const draft = `${file}.${randomUUID()}`
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await writeWhole(draft, `${key}\n`)
    await link(draft, file)
    return key
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return (await readKeyFile(folder)) ?? key
    throw new DatabaseProblem(`The key that seals answers cannot be kept in ${file} (${codeOf(error)}).`)
  } finally {
    await rm(draft, { force: true })
  }
}

/** On the disk when it returns: what is sealed under a key that a power cut takes away is lost. */
async function writeWhole(file: string, text: string): Promise<void> {
  await rm(file, { force: true })
  const handle = await open(file, 'wx', 0o600)
  try {
    await handle.writeFile(text)
    await chmod(file, 0o600)
    await handle.sync()
  } finally {
    await handle.close()
  }
}
