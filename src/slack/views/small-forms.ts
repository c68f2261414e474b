import type { KnownBlock } from '@slack/types'
import { z } from 'zod'
import type { Told } from '../../core/known-material.ts'
import { type ConsideredChange, materialKinds } from '../../core/material/material.ts'
import { plainFrom } from '../../core/typed-text.ts'
import { context, input, type Modal, modal, multiSelect, option, plainInput, section, staticSelect } from '../blocks.ts'
import { forms } from '../ids.ts'
import { shownWords } from './material-line.ts'

/** What a small form is about, as it comes back with it. `shown`: what there was when it was opened, to be kept or taken away. */
export const smallMetadata = z.object({
  kind: z.enum(materialKinds),
  id: z.number().int(),
  shown: z.array(z.string()).default([]),
  responseUrl: z.url().nullable(),
  page: z.string().nullable(),
})
export type SmallMetadata = z.infer<typeof smallMetadata>
type Metadata = Omit<SmallMetadata, 'shown'>

/** The fields of these forms, by the names of the blocks; a refusal names the one that it is about. */
export const smallFields = { source: 'source', kept: 'kept', outcome: 'outcome', state: 'state', grounds: 'grounds' } as const

/** What something rests on, by the numbers that timeline and review show. */
export function evidenceModal(told: Told, there: readonly string[], metadata: Metadata): Modal {
  return modal({
    callbackId: forms.evidence,
    title: `What ${told.ref} rests on`,
    submit: 'Save',
    privateMetadata: JSON.stringify({ ...metadata, shown: [...there] } satisfies SmallMetadata),
    blocks: [
      section(`*${told.ref}* ${shownWords(told.words)}`),
      input('Number of an entry or of a released answer', smallFields.source, plainInput(smallFields.source, { maxLength: 20 }), {
        optional: there.length > 0,
        hint: 'Such as E45 or A7. The timeline and the review show them.',
      }),
      ...keptBlocks(there),
      context('An answer that its writer takes back takes its place here with it.'),
    ],
  })
}

function keptBlocks(there: readonly string[]): KnownBlock[] {
  if (there.length === 0) return []
  const options = there.map((source) => option(source, source))
  const element = multiSelect(smallFields.kept, 'None', options, there)
  return [input('It rests on', smallFields.kept, element, { optional: true, hint: 'What you take off here is taken away.' })]
}

/** What came of a change. */
export const outcomeModal = (told: Told<ConsideredChange>, metadata: Metadata): Modal =>
  modal({
    callbackId: forms.outcome,
    title: `What came of ${told.ref}`,
    submit: 'Save',
    privateMetadata: JSON.stringify({ ...metadata, shown: [] } satisfies SmallMetadata),
    blocks: [
      section(`*${told.ref}* ${shownWords(told.words)}`),
      input(
        'What is different now, for better or worse?',
        smallFields.outcome,
        plainInput(smallFields.outcome, { multiline: true, initial: plainFrom(told.outcome ?? '') }),
      ),
      input(
        'Where does it stand?',
        smallFields.state,
        staticSelect(
          smallFields.state,
          'Choose one',
          [option('Under way', 'agreed'), option('Done', 'done'), option('Dropped', 'dropped')],
          told.state === 'dropped' ? 'dropped' : 'done',
        ),
      ),
    ],
  })

/** Declining a change. */
export const declineChangeModal = (told: Told<ConsideredChange>, metadata: Metadata): Modal =>
  modal({
    callbackId: forms.declineChange,
    title: `Decline ${told.ref}`,
    submit: 'Decline',
    privateMetadata: JSON.stringify({ ...metadata, shown: [] } satisfies SmallMetadata),
    blocks: [
      section(`*${told.ref}* ${shownWords(told.words)}`),
      input('On which grounds?', smallFields.grounds, plainInput(smallFields.grounds, { multiline: true }), {
        hint: 'It stays in the review with them, for whoever thinks of it again.',
      }),
    ],
  })
