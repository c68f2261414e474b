import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { Ctx } from '../context.ts'
import { exportMarkdown } from '../core/export/export-markdown.ts'
import type { Viewer } from '../core/viewer.ts'
import { findIncident } from '../flows/find-incident.ts'
import { readReview } from '../flows/read-review.ts'
import { createLog } from '../log.ts'
import type { Stage } from './stage.ts'

/**
 * Writes the review as Markdown, as `export INC-1 --format markdown` prints it for everybody.
 * @returns the absolute path of the file
 * @throws Error where there is no review, or the file cannot be written
 */
export async function keepReview({ config, database, seals, clock, workspace }: Stage, path: string): Promise<string> {
  const ctx: Ctx = { db: database.db, clock, config, log: createLog('silent'), seals }
  const viewer: Viewer = { kind: 'public', workspaceId: workspace.id }
  const { incident } = await findIncident(ctx, { viewer, channelId: null, words: 'INC-1' })
  if (!incident) throw new Error('INC-1 is not there.')
  const { facts, rendered, labels, names } = await readReview(ctx, { viewer, incidentId: incident.id })
  const file = resolve(path)
  await write(file, exportMarkdown({ facts, rendered, labels, names, generatedAt: clock.now() }))
  return file
}

async function write(file: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, text)
  } catch (error) {
    throw new Error(`${file} cannot be written. Start the demo in a folder in which you may write.`, { cause: error })
  }
}
