import { findPosted, forgetPosted, savePosted } from '../store/posted-messages.ts'
import { SlackRefused } from './api.ts'
import type { Desk } from './desk.ts'

/** A file for a thread. `key` names the purpose, under which it is shared once. */
export type SharedFile = {
  key: string
  incidentId: string
  channelId: string
  threadTs: string
  filename: string
  title: string
  text: string
}

/**
 * Shares a file in a thread, once. Which file it is to be is noted before it is shared, so that after a crash Slack is asked whether it
 * was; only where Slack had not yet come to it, it is there twice.
 */
export async function shareFile(desk: Desk, file: SharedFile): Promise<void> {
  const { workspaceId } = desk
  const before = (await desk.ctx.db.statement((tx) => findPosted(tx, workspaceId, file.key)))?.fingerprint ?? null
  if (before?.startsWith(done)) return
  const fileId = before ?? (await uploaded(desk, file))
  await keep(desk, file, fileId)
  if (!(await isShared(desk, fileId, file))) await share(desk, fileId, file)
  await keep(desk, file, `${done}${fileId}`)
}

/** Before the id of a file that is shared; of one that is about to be, the id stands alone. */
const done = 'shared '

async function uploaded(desk: Desk, { filename, text }: SharedFile): Promise<string> {
  const bytes = Buffer.from(text)
  const { upload_url: url, file_id: id } = await desk.api.call('files.getUploadURLExternal', { filename, length: bytes.length })
  await desk.api.upload(url, bytes)
  return id
}

/** A file that was never completed is one that Slack does not know. */
async function isShared(desk: Desk, fileId: string, { channelId }: SharedFile): Promise<boolean> {
  try {
    const { file } = await desk.api.call('files.info', { file: fileId })
    return [...(file.channels ?? []), ...(file.groups ?? []), ...(file.ims ?? [])].includes(channelId)
  } catch (error) {
    if (isGone(error)) return false
    throw error
  }
}

async function share(desk: Desk, fileId: string, { key, title, channelId, threadTs }: SharedFile): Promise<void> {
  const place = { channel_id: channelId, thread_ts: threadTs }
  try {
    await desk.api.call('files.completeUploadExternal', { files: [{ id: fileId, title }], ...place })
  } catch (error) {
    // What was uploaded is kept for a while only: the next attempt begins anew.
    if (isGone(error)) await desk.ctx.db.statement((tx) => forgetPosted(tx, desk.workspaceId, key))
    throw error
  }
}

const isGone = (error: unknown): boolean =>
  error instanceof SlackRefused && ['file_not_found', 'file_deleted'].includes(error.code)

async function keep(desk: Desk, { key, incidentId, channelId }: SharedFile, fingerprint: string): Promise<void> {
  const triedAt = desk.ctx.clock.now()
  const posted = { workspaceId: desk.workspaceId, key, incidentId, channelId, ts: null, fingerprint, triedAt }
  await desk.ctx.db.statement((tx) => savePosted(tx, posted))
}
