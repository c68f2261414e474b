import type { App, ViewOutput } from '@slack/bolt'
import { z } from 'zod'
import { Refusal } from '../core/refusal.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { type Handed, handInTranscript } from '../flows/hand-in-transcript.ts'
import { importTranscript } from '../flows/import-transcript.ts'
import { SlackRefused } from './api.ts'
import type { Desk } from './desk.ts'
import { NoFile, type WhyNot } from './download.ts'
import { forms } from './ids.ts'
import { zoneOf } from './own-zone.ts'
import { readJson } from './payloads.ts'
import { sentenceFor } from './refusals.ts'
import { fieldOf, filledIn } from './submitted.ts'
import { fields } from './views/forms.ts'
import { importMetadata, importRefusedModal, previewMetadata, previewModal } from './views/import.ts'

/** The largest file that is read, in bytes. */
const largestFile = 1_000_000

/** Slack waits three seconds for the answer to a form; in milliseconds, with room for the rest. */
const patience = 2_000

/** Importing a transcript: the form, and the preview on top of it. Nothing is on the timeline before the preview is confirmed. */
export function registerImport(app: App, desk: Desk): void {
  app.view({ type: 'view_submission', callback_id: forms.import }, async ({ body, view, ack }) => {
    try {
      const { responseUrl, ...handed } = await handIn(desk, viewerOf(desk, body.user.id), view)
      await ack({ response_action: 'push', view: previewModal(handed, responseUrl) })
    } catch (error) {
      const errors = { [fieldOf(error, view)]: sentenceFor(error, desk.ctx.log).replaceAll('`', '') }
      await ack({ response_action: 'errors', errors })
    }
  })
  app.view({ type: 'view_submission', callback_id: forms.importPreview }, async ({ body, view, ack }) => {
    try {
      const { transcriptId, responseUrl } = metadataIn(previewMetadata, view)
      await importTranscript(desk.ctx, { viewer: viewerOf(desk, body.user.id), transcriptId, responseUrl })
      await ack({ response_action: 'clear' })
    } catch (error) {
      await ack({ response_action: 'update', view: importRefusedModal(sentenceFor(error, desk.ctx.log)) })
    }
  })
}

const viewerOf = ({ workspaceId }: Desk, userId: string): PersonViewer => ({ kind: 'person', workspaceId, userId })

async function handIn(desk: Desk, viewer: PersonViewer, view: ViewOutput): Promise<Handed & { responseUrl: string | null }> {
  const { incidentId, responseUrl, day: usual } = metadataIn(importMetadata, view)
  const { file, day } = beside(view)
  const pasted = filledIn(view).text(fields.text)
  if (pasted.trim() === '' && !file) throw new Refusal('Paste a transcript, or choose a file.', 'text')
  if (pasted.trim() !== '' && file) throw new Refusal('Paste a transcript or choose a file, not both at once.', 'text')
  const text = file ? await wordsIn(desk, viewer, file) : pasted
  const timeZone = await zoneOf(desk, viewer)
  return { ...(await handInTranscript(desk.ctx, { viewer, incidentId, text, day: day ?? usual, timeZone })), responseUrl }
}

function metadataIn<Metadata>(schema: z.ZodType<Metadata>, view: ViewOutput): Metadata {
  const read = schema.safeParse(readJson(view.private_metadata)).data
  if (!read) throw new Refusal('This form was opened before the bot changed. Please open it again.')
  return read
}

const chosenFile = z.object({ files: z.array(z.object({ id: z.string() })) })
const chosenDay = z.object({ selected_date: z.string().nullable() })

/** What was chosen in the fields that are no text. */
function beside({ state: { values } }: ViewOutput): { file: string | null; day: string | null } {
  const files = chosenFile.safeParse(values[fields.file]?.[fields.file]).data?.files ?? []
  const day = chosenDay.safeParse(values[fields.day]?.[fields.day]).data?.selected_date ?? null
  return { file: files[0]?.id ?? null, day }
}

/** The text of a file that its own person chose: read with the bot's token, and shown to nobody. */
async function wordsIn(desk: Desk, viewer: PersonViewer, fileId: string): Promise<string> {
  const { file } = await infoOf(desk, fileId)
  if (file.user !== viewer.userId) throw new Refusal('Choose a file of your own.', 'file')
  if ((file.size ?? 0) > largestFile) throw new Refusal(noFileWords['too large'], 'file')
  const url = file.url_private_download ?? file.url_private
  if (!url) throw new Refusal('Slack has no text of that file. Paste it instead.', 'file')
  const { mimetype } = file
  return decoded(await desk.api.download({ url, mimetype, atMost: largestFile, within: patience }).catch(refused))
}

const notNow = 'Slack did not hand me that file just now. Try again in a moment, or paste its text.'
const noFileWords: Record<WhyNot, string> = {
  'not in Slack': 'I only read files that are in Slack itself.',
  'too large': 'That file is larger than 1 MB. Import it in parts.',
  'a page': notNow,
  'not there': 'Slack no longer has that file. Choose it again.',
  away: notNow,
}

function refused(error: unknown): never {
  throw error instanceof NoFile ? new Refusal(noFileWords[error.why], 'file') : error
}

async function infoOf(desk: Desk, file: string) {
  try {
    return await desk.api.call('files.info', { file })
  } catch (error) {
    if (error instanceof SlackRefused) throw new Refusal('Slack no longer has that file. Choose it again.', 'file')
    throw error
  }
}

/** UTF-8, or what Windows calls Unicode, which begins with its mark. */
function decoded(bytes: Uint8Array): string {
  const isWide = bytes[0] === 0xff && bytes[1] === 0xfe
  const text = new TextDecoder(isWide ? 'utf-16le' : 'utf-8').decode(bytes)
  if (text.includes('\0')) throw new Refusal('That file is not text. A text file (.txt, .log, .json) is what I can read.', 'file')
  return text
}
