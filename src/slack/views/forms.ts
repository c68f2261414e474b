import { createHash } from 'node:crypto'
import { z } from 'zod'
import {
  type Incident,
  type IncidentKind,
  isOpen,
  longestDescription,
  longestTitle,
  nameOf,
  openStatuses,
  statuses,
} from '../../core/incident.ts'
import type { Severity } from '../../core/severity.ts'
import { checkboxes, input, type Modal, modal, option, plainInput, staticSelect } from '../blocks.ts'
import { forms } from '../ids.ts'
import { chosenMessage, wordsBlocks } from './chosen-message.ts'

/** The blocks of the forms by their names, as they come back. */
export const fields = {
  title: 'title',
  severity: 'severity',
  description: 'description',
  options: 'options',
  status: 'status',
  text: 'text',
  visibility: 'visibility',
  remember: 'remember',
  file: 'file',
  day: 'day',
  kind: 'kind',
  about: 'about',
  when: 'when',
  incident: 'incident',
  reason: 'reason',
  person: 'person',
  people: 'people',
  how: 'how',
  question: 'question',
  entry: 'entry',
  length: 'length',
} as const

const severityOption = ({ key, label, meaning }: Severity) => option(label, key, meaning)

function severitySelect(severities: readonly Severity[], key: string) {
  const chosen = severities.find((severity) => severity.key === key)
  return input(
    'Severity',
    fields.severity,
    staticSelect(fields.severity, 'Choose one', severities.map(severityOption), chosen?.key),
  )
}

const descriptionInput = (initial: string) =>
  input(
    'What is happening?',
    fields.description,
    plainInput(fields.description, {
      multiline: true,
      maxLength: longestDescription,
      initial,
      placeholder: 'Who or what is affected, since when. Half a sentence is fine.',
    }),
    { optional: true },
  )

/** What the form to declare begins with; `responseUrl` says where to tell the person of the channel. */
export type DeclareForm = {
  severities: readonly Severity[]
  severity: string
  title: string
  description: string
  isPrivate: boolean
  kind: IncidentKind
  responseUrl: string | null
  /** The message that it is declared from, and its words in Slack's markup. */
  message?: z.infer<typeof chosenMessage>
  words?: string
}

/** The private metadata of the form to declare, as JSON. */
export const declareOrigin = z.object({
  responseUrl: z.url().nullable().catch(null),
  message: chosenMessage.optional().catch(undefined),
})

/** Declaring: a title is enough. */
export function declareModal(parts: DeclareForm): Modal {
  return modal({
    callbackId: forms.declare,
    title: 'Declare an incident',
    submit: 'Declare',
    privateMetadata: JSON.stringify({ responseUrl: parts.responseUrl, message: parts.message }),
    blocks: [
      input(
        'Title',
        fields.title,
        plainInput(fields.title, { maxLength: longestTitle, initial: parts.title, placeholder: 'users table is empty' }),
      ),
      severitySelect(parts.severities, parts.severity),
      descriptionInput(parts.description),
      input(
        'Options',
        fields.options,
        checkboxes(
          fields.options,
          [
            option('Private', 'private', 'Only people in its channel know of it'),
            option('Drill', 'drill', 'Practice: clearly marked, announced nowhere'),
            option('Near miss', 'near_miss', 'Nothing broke; it gets the same review'),
            option('Declared afterwards', 'retrospective', 'It is over, and worth a review'),
          ],
          [...(parts.isPrivate ? ['private'] : []), parts.kind],
        ),
        { optional: true },
      ),
      ...wordsBlocks(parts.words ?? ''),
    ],
  })
}

/** The private metadata of the form to update, as JSON. */
export const updateShown = z.object({
  incidentId: z.string(),
  status: z.string(),
  severity: z.string(),
  title: z.string(),
  description: z.string(),
})

/** What the form to update showed when it opened, so that only what somebody changed in it is changed. The description by its digest. */
export type UpdateShown = z.infer<typeof updateShown>

/** The digest by which a description is recognised. */
export const digestOf = (text: string): string => createHash('sha256').update(text).digest('base64url')

const shownOf = ({ id, status, severity, title, description }: Incident): UpdateShown => ({
  incidentId: id,
  status,
  severity,
  title,
  description: digestOf(description),
})

/** Changing status, severity, title or description in one go. */
export function updateModal(incident: Incident, severities: readonly Severity[]): Modal {
  const choices = isOpen(incident) ? [...openStatuses, 'resolved' as const] : statuses
  const statusSelect = staticSelect(
    fields.status,
    'Choose one',
    choices.map((status) => option(status, status)),
    incident.status,
  )
  const known = severities.some(({ key }) => key === incident.severity)
    ? severities
    : [
        ...severities,
        { key: incident.severity, label: incident.severity, meaning: 'no longer in the settings', review: 'full' as const },
      ]
  return modal({
    callbackId: forms.update,
    title: `Update ${nameOf(incident)}`,
    submit: 'Save',
    privateMetadata: JSON.stringify(shownOf(incident)),
    blocks: [
      input('Status', fields.status, statusSelect),
      severitySelect(known, incident.severity),
      input('Title', fields.title, plainInput(fields.title, { maxLength: longestTitle, initial: incident.title })),
      descriptionInput(incident.description),
    ],
  })
}
