import { filesToCopy } from '../flows/files-to-copy.ts'
import { keepFileCopy } from '../flows/keep-file-copy.ts'
import type { JobOf } from '../jobs/catalogue.ts'
import { MendFirst, SlackAway, SlackRefused } from './api.ts'
import type { Desk } from './desk.ts'
import { NoFile } from './download.ts'

/** How long a file may take, in milliseconds. */
const patience = 60_000

const megabyte = 1_000_000

/**
 * Copies the files of a message that is on the timeline, where the settings want copies. Run twice, it makes none twice; what is too
 * large, not in Slack, or gone has none.
 */
export async function copyFiles(desk: Desk, { channelId, ts }: JobOf<'files.copy'>): Promise<void> {
  const { ctx, workspaceId } = desk
  const { keep, largest } = ctx.config.fileCopies
  if (!keep) return
  const key = { workspaceId, channelId, ts }
  for (const fileId of await filesToCopy(ctx, key)) {
    const copy = await fetched(desk, fileId, largest * megabyte)
    if (copy) await keepFileCopy(ctx, key, { fileId, ...copy })
  }
}

async function fetched(desk: Desk, fileId: string, atMost: number) {
  const file = await infoOf(desk, fileId)
  const url = file?.url_private_download ?? file?.url_private
  if (!file || !url || (file.size ?? 0) > atMost) return null
  const { mimetype } = file
  try {
    const bytes = await desk.api.download({ url, mimetype, atMost, within: patience })
    return { mimetype: mimetype ?? 'application/octet-stream', bytes }
  } catch (error) {
    if (error instanceof NoFile) return without(error)
    throw error
  }
}

/** @returns null where there will never be one; @throws what is worth trying again */
function without({ why }: NoFile): null {
  switch (why) {
    case 'not in Slack':
    case 'too large':
    case 'not there':
      return null
    case 'a page':
      throw new MendFirst('Slack hands out no files: the app needs the scope files:read. Install it again from manifest.yml.')
    case 'away':
      throw new SlackAway('files.info', 'no_file')
  }
}

async function infoOf(desk: Desk, fileId: string) {
  try {
    return (await desk.api.call('files.info', { file: fileId })).file
  } catch (error) {
    if (error instanceof SlackRefused && ['file_not_found', 'file_deleted'].includes(error.code)) return null
    throw error
  }
}
