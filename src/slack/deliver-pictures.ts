import { createHash } from 'node:crypto'
import { imageColours } from '../core/pictures/picture-svg.ts'
import { asBot } from '../core/viewer.ts'
import { type Picture, readPictures } from '../flows/read-pictures.ts'
import type { JobOf } from '../jobs/catalogue.ts'
import { RetryLater } from '../jobs/retry-later.ts'
import { findPosted, forgetPosted, type PostedMessage, savePosted } from '../store/posted-messages.ts'
import { SlackRefused } from './api.ts'
import { openedKey } from './deliver-review.ts'
import type { Desk } from './desk.ts'
import { imageOf } from './picture-image.ts'
import { show } from './show.ts'
import { pictureMessage } from './views/picture.ts'

const how = { width: 960, colours: imageColours, href: () => null }

/**
 * Shows the pictures of an open review in its thread, as they are now. A picture that has changed takes the place of the one before,
 * which is removed from Slack: nothing that was taken back stays to be seen. Run again, it does what is left to do.
 */
export async function showPictures(desk: Desk, { incidentId }: JobOf<'pictures.show'>): Promise<void> {
  const { workspaceId } = desk
  const { incident, isOpen, pictures } = await readPictures(desk.ctx, { viewer: asBot(workspaceId), incidentId, how })
  const opened = await desk.ctx.db.statement((tx) => findPosted(tx, workspaceId, openedKey(incidentId)))
  const { channelId } = incident
  if (!isOpen || !channelId || !opened?.ts) return
  for (const picture of pictures) {
    const fileId = await uploaded(desk, incidentId, picture)
    const message = pictureMessage({ ...picture, fileId })
    await show(desk, { key: `picture:${picture.kind}:${incidentId}`, incidentId, channelId, threadTs: opened.ts, message })
  }
  for (const picture of pictures) await removeEarlier(desk, incidentId, picture)
}

/** The newest file of a picture; and beside it, while it is about to be replaced, the one before. */
const fileKey = (incidentId: string, { kind }: Picture): string => `picture-file:${kind}:${incidentId}`
const earlierKey = (incidentId: string, { kind }: Picture): string => `picture-earlier:${kind}:${incidentId}`

/** @returns the id of the file in Slack that holds the picture as it is now */
async function uploaded(desk: Desk, incidentId: string, picture: Picture): Promise<string> {
  const key = fileKey(incidentId, picture)
  const fingerprint = createHash('sha256').update(picture.svg).digest('base64url')
  const before = await find(desk, key)
  if (before?.ts && before.fingerprint === fingerprint) return ready(desk, before.ts)
  const bytes = await imageOf(picture.svg)
  const { upload_url: url, file_id: id } = await desk.api.call('files.getUploadURLExternal', {
    filename: `${picture.kind}.png`,
    length: bytes.length,
  })
  await desk.api.upload(url, bytes)
  await desk.api.call('files.completeUploadExternal', { files: [{ id, title: picture.title }] })
  if (before?.ts) await keep(desk, incidentId, earlierKey(incidentId, picture), before.ts, null)
  await keep(desk, incidentId, key, id, fingerprint)
  return ready(desk, id)
}

/** How long Slack may take to look at a file before it can be shown, in milliseconds. */
const lookAgain = 2_000

/** Slack answers before it knows what kind of file it is, and refuses to show it until then. https://github.com/slackapi/bolt-js/issues/2115 */
async function ready(desk: Desk, file: string): Promise<string> {
  const { file: about } = await desk.api.call('files.info', { file })
  if (!about.mimetype) throw new RetryLater(lookAgain)
  return file
}

async function removeEarlier(desk: Desk, incidentId: string, picture: Picture): Promise<void> {
  const key = earlierKey(incidentId, picture)
  const earlier = await find(desk, key)
  if (!earlier?.ts) return
  try {
    await desk.api.call('files.delete', { file: earlier.ts })
  } catch (error) {
    if (!(error instanceof SlackRefused) || !['file_not_found', 'file_deleted'].includes(error.code)) throw error
  }
  await desk.ctx.db.statement((tx) => forgetPosted(tx, desk.workspaceId, key))
}

const find = (desk: Desk, key: string): Promise<PostedMessage | null> =>
  desk.ctx.db.statement((tx) => findPosted(tx, desk.workspaceId, key))

async function keep(desk: Desk, incidentId: string, key: string, ts: string, fingerprint: string | null): Promise<void> {
  const triedAt = desk.ctx.clock.now()
  const posted = { workspaceId: desk.workspaceId, key, incidentId, channelId: '', ts, fingerprint, triedAt }
  await desk.ctx.db.statement((tx) => savePosted(tx, posted))
}
