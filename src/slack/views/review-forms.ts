import type { KnownBlock } from '@slack/types'
import { z } from 'zod'
import { type Incident, nameOf } from '../../core/incident.ts'
import { partKeys, sectionOf } from '../../core/review/review-sections.ts'
import { longestNote } from '../../core/review/review-state.ts'
import type { Nudge } from '../../core/wording/wording.ts'
import { context, escapeText, input, type Modal, modal, plainInput, section } from '../blocks.ts'
import { forms } from '../ids.ts'
import { fields } from './forms.ts'
import { quoted } from './quoted.ts'

/** What the form for a section is about, as it comes back with it: `basedOn` is the version that was shown, 0 where there was none. */
export const partMetadata = z.object({ incidentId: z.string(), section: z.enum(partKeys), basedOn: z.number().int() })
export type PartMetadata = z.infer<typeof partMetadata>

/** `theirs`: what somebody else saved meanwhile, to be shown beside; null where nobody did. */
export type PartForm = { incident: Incident; metadata: PartMetadata; text: string; theirs: string | null }

/** The form for a section that people write. A long text is in several fields: one holds 3000 characters. */
export function partModal({ incident, metadata, text, theirs }: PartForm): Modal {
  const { heading, emptyPrompt } = sectionOf(metadata.section)
  return modal({
    callbackId: forms.part,
    title: `Review of ${nameOf(incident)}`,
    submit: theirs === null ? 'Save' : 'Save this',
    privateMetadata: JSON.stringify(metadata),
    blocks: [
      ...(theirs === null
        ? []
        : [
            section(
              '*Somebody saved this section while you wrote.* Nothing is lost: your text is in the field, theirs is under it. What you save now is what stands.',
            ),
          ]),
      ...textInputs(heading, emptyPrompt.replace(/^(?:Not|None) written yet\. /, ''), text),
      ...(theirs === null ? [] : theirBlocks(theirs)),
      context('Everybody who may see the incident can read and edit this. Every version is kept; compiling overwrites none.'),
    ],
  })
}

/** What one field holds: https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element */
const longestField = 3000

/** From so much on in the last field another is there, to go on in. */
const nearlyFull = 2000

/** How many fields a section has at the most. */
const mostFields = 5

export const partField = (at: number): string => `${fields.text}${at}`

function textInputs(heading: string, question: string, text: string): KnownBlock[] {
  const filled = pieces(text)
  const last = filled.at(-1) ?? ''
  const shown = last.length > nearlyFull && filled.length < mostFields ? [...filled, ''] : filled
  return shown.map((piece, at) =>
    input(
      at === 0 ? heading : `${heading}, going on`,
      partField(at),
      plainInput(partField(at), { multiline: true, initial: piece }),
      { optional: true, ...(at === 0 && { hint: question }) },
    ),
  )
}

/** A text in pieces that fit into fields, broken between paragraphs, lines or words, whichever is there. */
function pieces(text: string): string[] {
  if (text.length <= longestField) return [text]
  const room = text.slice(0, longestField)
  const found = ['\n\n', '\n', ' '].map((gap) => room.lastIndexOf(gap)).find((at) => at > longestField / 2)
  const end = found ?? room.replace(/[\uD800-\uDBFF]$/, '').length
  return [text.slice(0, end), ...pieces(text.slice(end).trimStart())]
}

/** What was written into the fields, as one text again. */
export const textOfPieces = (pieces: readonly string[]): string =>
  pieces
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '')
    .join('\n\n')

const theirBlocks = (theirs: string): KnownBlock[] => [
  context('Theirs, to copy from:'),
  ...(theirs === '' ? [section('_They emptied it._')] : pieces(theirs).flatMap(inSections)),
]

/** A section takes 3000 characters, and escaping makes more of them. */
const inSections = (text: string): KnownBlock[] =>
  (text.match(/[\s\S]{1,1000}/gu) ?? []).map((piece) => section(quoted(escapeText(piece))))

/** After saving: questions back about the wording. Nothing waits for an answer. */
export const nudgesModal = (nudges: readonly Nudge[], metadata: PartMetadata): Modal =>
  modal({
    callbackId: forms.nudges,
    title: 'Saved',
    submit: 'Edit',
    close: 'Keep as it is',
    privateMetadata: JSON.stringify(metadata),
    blocks: [
      section('*Saved.* Only you see this, and it may stay as it is.'),
      ...nudges.map(({ text, question }) => section(`${escapeText(text)}\n*${escapeText(question)}*`)),
      context('English only; it catches some of it. Nobody is told, and nothing is counted.'),
    ],
  })

export type Hints = { incident: Incident; hints: readonly string[] }

/** Publishing: what is not there, said and holding up nobody. */
export const publishModal = ({ incident, hints }: Hints): Modal =>
  modal({
    callbackId: forms.publish,
    title: `Publish ${nameOf(incident)}`,
    submit: 'Publish',
    privateMetadata: incident.id,
    blocks: [
      section(
        hints.length === 0
          ? 'Everything that a review can have is in this one.'
          : `*What this review has not got yet*\n${hints.map((hint) => `• ${hint}`).join('\n')}`,
      ),
      context('None of it is needed to publish. Afterwards sections can still be corrected, and answers taken back.'),
      noteInput('Anything to say beside it?', true),
    ],
  })

/** Declining a review. */
export const declineModal = (incident: Incident): Modal =>
  modal({
    callbackId: forms.decline,
    title: 'No review',
    submit: 'Decline it',
    privateMetadata: incident.id,
    blocks: [
      section(`Nobody is asked about ${nameOf(incident)} any more. What was recorded stays, and it can be taken up again.`),
      noteInput('Why is there to be no review?', false),
    ],
  })

const noteInput = (label: string, optional: boolean) =>
  input(label, fields.reason, plainInput(fields.reason, { maxLength: longestNote }), optional ? { optional } : {})
