import { spawn } from 'node:child_process'
import { DatabaseProblem } from './problem.ts'

/** The ids under which the server runs and to which its files belong. */
export type Account = { uid: number; gid: number }

/** Where PostgreSQL's programs are, and the folders (separated by colons) of libraries that they would not find by themselves. */
export type Binaries = { folder: string; libraries: string | null }

/**
 * Runs one of PostgreSQL's own programs to its end.
 * @param account whom to run it as; null for the account of this process
 * @returns the exit code, and what it wrote on both of its outputs
 * @throws DatabaseProblem where the program cannot be started at all
 */
export function runProgram(
  binaries: Binaries,
  name: 'initdb' | 'pg_ctl',
  args: string[],
  account: Account | null,
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(`${binaries.folder}/bin/${name}`, args, {
      // The folder that this process stands in may be closed to the account.
      cwd: '/',
      env: environment(binaries),
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(account ?? {}),
    })
    let output = ''
    const keep = (chunk: Buffer): void => {
      output += chunk.toString()
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.on('error', (error) => reject(cannotRun(name, error)))
    child.on('close', (code) => resolve({ code, output }))
  })
}

function cannotRun(name: string, error: Error): DatabaseProblem {
  const cause = error.message.replace(/^spawn /, '')
  return new DatabaseProblem(
    `PostgreSQL's program ${name} does not run on this system (${cause}). Set DATABASE_URL to use a PostgreSQL server instead.`,
  )
}

/** Nothing of the operator's own PostgreSQL settings, and messages in English, which are read here. */
function environment(binaries: Binaries): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([key]) => !key.startsWith('PG') && !key.startsWith('LC_') && key !== 'LANGUAGE',
  )
  const env: NodeJS.ProcessEnv = { ...Object.fromEntries(kept), LC_ALL: 'C', TZ: 'UTC' }
  if (binaries.libraries === null) return env
  return { ...env, LD_LIBRARY_PATH: binaries.libraries, DYLD_LIBRARY_PATH: binaries.libraries }
}
