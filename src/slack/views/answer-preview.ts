import type { KnownBlock } from '@slack/types'
import { z } from 'zod'
import { type Incident, nameOf } from '../../core/incident.ts'
import { type Visibility, visibilities } from '../../core/prompts.ts'
import type { Reading } from '../../core/reading.ts'
import type { Nudge } from '../../core/wording/wording.ts'
import { button, context, escapeText, type Modal, modal, actions as row, section } from '../blocks.ts'
import { actions, forms } from '../ids.ts'
import { quotedWhole } from './quoted.ts'

/** What somebody is shown before they release something. `refused`: why it was not released just now. */
export type ShownPreview = {
  subject: string
  incident: Incident
  visibility: Visibility
  digest: string
  hostId: string | null
  reading: Reading
  nudge: Nudge | null
  isRemembered: boolean
}

/** The private metadata of the preview, as JSON. */
export const previewMetadata = z.object({
  subject: z.string(),
  visibility: z.enum(visibilities),
  digest: z.string(),
  hostId: z.string().nullable(),
  isRemembered: z.boolean(),
})

/** The very words as they will stand, and before whom. */
export const previewModal = (preview: ShownPreview): Modal =>
  modal({
    callbackId: forms.answerPreview,
    title: 'As it will read',
    submit: 'Release',
    close: 'Back',
    privateMetadata: JSON.stringify(previewMetadata.parse(preview)),
    blocks: [
      section(beforeWhom(preview)),
      ...quotedWhole(escapeText(preview.reading.sentence)).map((part) => section(part)),
      context(...limitsOf(preview)),
      ...nudgeBlocks(preview.nudge),
    ],
  })

function beforeWhom({ incident, reading }: ShownPreview): string {
  const name = nameOf(incident)
  switch (reading.kind) {
    case 'review':
      return reading.isOpen
        ? `Readers of the review of ${name} will see this, now:`
        : `Once the review of ${name} opens, its readers will see this:`
    case 'host': {
      const host =
        reading.hostName === null
          ? `The host of the review of ${name}`
          : `*${escapeText(reading.hostName)}*, who hosts the review of ${name},`
      return `${host} will see this${reading.isOpen ? '' : ' once it opens'}, and nobody else:`
    }
    case 'merged':
      return `${mergedTime[reading.standing]} its readers will see this among the accounts of others, in no order:`
  }
}

const mergedTime: Record<Extract<Reading, { kind: 'merged' }>['standing'], string> = {
  'when-open': 'When the review opens,',
  stands: 'When the review is published,',
  'when-published': 'When the review is published,',
  'too-few': 'When the review opens,',
  'left-out': 'When the review is published,',
}

function limitsOf({ reading }: ShownPreview): string[] {
  if (reading.kind === 'merged')
    return [
      'Only while at least five people have answered without showing that it was they. Until it is published you can change it or take it back here; then the bot forgets whose it is, and a receipt, which you get now, is all that takes it back.',
      'Your way of writing may still tell. No name, question, moment or time stands beside it.',
    ]
  if (reading.kind === 'host') return ['In no review and no export. Should somebody else host it later, they do not see this.']
  return ['You can change or take it back until the review is published, and have it taken out of every version after that.']
}

/** One question back, for its writer alone; nothing waits for it, and nothing of it is kept. */
function nudgeBlocks(nudge: Nudge | null): KnownBlock[] {
  if (!nudge) return []
  return [
    section(`${escapeText(nudge.text)} *${escapeText(nudge.question)}*`),
    row('nudge', button('Keep as it is', actions.keepWording, { value: 'keep' })),
  ]
}

/** It was not released, and why. “Back” leads to the form. */
export const notReleasedModal = (sentence: string): Modal =>
  modal({ callbackId: forms.answerPreview, title: 'Not released', close: 'Back', blocks: [section(escapeText(sentence))] })

/** After merging: the receipt, which is in the direct message too. */
export const receiptModal = (receipt: string): Modal =>
  modal({
    callbackId: forms.receipt,
    title: 'Kept, to be merged',
    close: 'Done',
    blocks: [
      section('Your receipt. Once the review is published, it alone takes your words out:'),
      section(`\`${receipt}\``),
      context(receiptKept),
    ],
  })

const receiptKept =
  'It stands in your direct messages too. The bot will not know whose it was: keep it as long as you may want it.'
