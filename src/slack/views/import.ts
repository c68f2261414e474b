import { z } from 'zod'
import { type Incident, nameOf } from '../../core/incident.ts'
import type { Transcript, TranscriptEntry } from '../../core/transcript/transcript.ts'
import {
  clampText,
  context,
  datePicker,
  dateToken,
  escapeText,
  fileInput,
  input,
  type Modal,
  modal,
  plainInput,
  section,
} from '../blocks.ts'
import { forms } from '../ids.ts'
import { fields } from './forms.ts'

/** What the form carries: `day` is the one it begins with, `responseUrl` where to tell what came of it. */
export const importMetadata = z.object({ incidentId: z.string(), day: z.string(), responseUrl: z.url().nullable() })
export type ImportMetadata = z.infer<typeof importMetadata>

/** What its preview carries. */
export const previewMetadata = z.object({ transcriptId: z.string(), responseUrl: z.url().nullable() })

const howToWrite =
  'Lines copied from Slack, or like `14:05 maya: the table is empty`, `2026-11-22 14:05 maya: …`, ISO times, or JSON lines with `ts`, `user` and `text`. You see what was read before anything is kept.'

/** Handing in a transcript: pasted, or a file. */
export const importModal = (incident: Incident, metadata: ImportMetadata): Modal =>
  modal({
    callbackId: forms.import,
    title: `Import to ${nameOf(incident)}`,
    submit: 'Read it',
    privateMetadata: JSON.stringify(metadata),
    blocks: [
      section(howToWrite),
      input('Transcript', fields.text, plainInput(fields.text, { multiline: true }), { optional: true }),
      input('Or a file', fields.file, fileInput(fields.file, ['txt', 'text', 'md', 'log', 'json', 'jsonl', 'csv']), {
        optional: true,
        hint: 'Text of up to 1 MB. I read it, and show it to nobody.',
      }),
      input('Day of lines that only have an hour', fields.day, datePicker(fields.day, metadata.day), {
        hint: 'Hours are read in your own time zone, unless a line names one.',
      }),
    ],
  })

/** How many of the entries are shown, and of the lines that were not understood are named. */
const shownEntries = 6
const namedLines = 60

type Preview = { transcriptId: string; incident: Incident; transcript: Transcript; known: number }

/** What would come onto the timeline. The form is still below, with all that was typed. */
export function previewModal({ transcriptId, incident, transcript, known }: Preview, responseUrl: string | null): Modal {
  const { entries, notUnderstood } = transcript
  const rest = entries.length - shownEntries
  return modal({
    callbackId: forms.importPreview,
    title: `Import to ${nameOf(incident)}`,
    submit: 'Import',
    close: 'Back',
    privateMetadata: JSON.stringify({ transcriptId, responseUrl }),
    blocks: [
      section(`*${[counted(entries.length, 'entry', 'entries'), ...strayText(notUnderstood)].join(', ')}.*`),
      ...(known > 0
        ? [context(`${known} of them ${known === 1 ? 'is' : 'are'} on the timeline already, and will not be there twice.`)]
        : []),
      ...entries.slice(0, shownEntries).map((entry) => section(lineOf(entry))),
      ...(rest > 0
        ? [context(`… and ${rest} more, the last one ${dateToken(lastOf(entries), '{date_short_pretty} {time}')}`)]
        : []),
      ...(notUnderstood.length > 0 ? [context('To mend those lines, go back: what you pasted is still there.')] : []),
    ],
  })
}

const lastOf = (entries: readonly TranscriptEntry[]): Date => new Date(Math.max(...entries.map(({ at }) => at.getTime())))

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`

function strayText(lines: readonly number[]): string[] {
  if (lines.length === 0) return []
  const more = lines.length > namedLines ? ' …' : ''
  return [`${counted(lines.length, 'line', 'lines')} not understood: ${lines.slice(0, namedLines).join(', ')}${more}`]
}

const lineOf = ({ at, author, text }: TranscriptEntry): string =>
  [
    dateToken(at, '{date_short_pretty} {time}'),
    ...(author ? [escapeText(author)] : []),
    clampText(text.replace(/\s+/g, ' '), 200),
  ].join(' · ')

/** Where it could not be imported any more. */
export const importRefusedModal = (sentence: string): Modal =>
  modal({ callbackId: forms.importPreview, title: 'Import a transcript', close: 'Close', blocks: [section(sentence)] })
