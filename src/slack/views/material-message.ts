import { z } from 'zod'
import { longestText } from '../../core/entry-by-hand.ts'
import { type Incident, nameOf } from '../../core/incident.ts'
import { materialKinds } from '../../core/material/material.ts'
import { materialTable } from '../../core/material/material-table.ts'
import { input, type Modal, modal, option, plainInput, staticSelect } from '../blocks.ts'
import { forms } from '../ids.ts'
import { chosenMessage, wordsBlocks } from './chosen-message.ts'
import { fields } from './forms.ts'

/** The message that something is made of, as it comes back with the form; its incident, where it is known. */
export const materialMessageMetadata = z.object({
  incidentId: z.string().nullable(),
  message: chosenMessage,
  responseUrl: z.url().nullable(),
  page: z.string().nullable(),
})
export type MaterialMessageMetadata = z.infer<typeof materialMessageMetadata>

/** `incidents`: to choose one of, where it is not known which. `words`: those of the message, in Slack's markup, where it is in no log. */
export type MaterialMessageForm = {
  metadata: MaterialMessageMetadata
  incident: Incident | null
  incidents: readonly Incident[]
  words: string
}

/** The form to make something for the review of a message: what it is, and one sentence, or the message's own words. */
export function materialMessageModal({ metadata, incident, incidents, words }: MaterialMessageForm): Modal {
  const kinds = materialKinds.map((kind) => option(capital(materialTable[kind].name), kind))
  const open = incidents.map((one) => option(`${nameOf(one)} ${one.title}`, one.id))
  return modal({
    callbackId: forms.materialMessage,
    title: incident ? `For the review, ${nameOf(incident)}` : 'Add to the review',
    submit: 'Save',
    privateMetadata: JSON.stringify(metadata),
    blocks: [
      ...(incident
        ? []
        : [
            input(
              'Incident',
              fields.incident,
              staticSelect(fields.incident, 'Choose one', open, open.length === 1 ? open[0]?.value : null),
            ),
          ]),
      input('What is it?', fields.kind, staticSelect(fields.kind, 'Choose one', kinds, 'condition')),
      input('In one sentence', fields.text, plainInput(fields.text, { multiline: true, maxLength: longestText }), {
        optional: true,
        hint: 'Left empty, it stands in the words of the message, and goes with them. “Since 22 September” at the end is read as a time.',
      }),
      ...wordsBlocks(words),
    ],
  })
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
