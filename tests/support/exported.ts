import { vi } from 'vitest'
import { exportIncident } from '../../src/cli/export.ts'
import { Refusal } from '../../src/core/refusal.ts'
import { testKey } from './seals.ts'
import type { Stage } from './stage.ts'

/** What `export` prints, or the sentence with which it refuses. */
export const exported = (stage: Pick<Stage, 'database'>, args: string[]): Promise<string> =>
  printedBy(stage, () => exportIncident(args))

/** What a command prints on a stage's database, or the sentence with which it refuses. */
export async function printedBy({ database }: Pick<Stage, 'database'>, run: () => Promise<number>): Promise<string> {
  const printed: string[] = []
  const out = vi.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(String(text)) > 0)
  vi.stubEnv('DATABASE_URL', database.url)
  vi.stubEnv('ANSWER_KEY', testKey)
  try {
    await run()
    return printed.join('')
  } catch (error) {
    if (error instanceof Refusal) return error.message
    throw error
  } finally {
    out.mockRestore()
    vi.unstubAllEnvs()
  }
}
