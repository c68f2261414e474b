import { type Incident, isOpen, longestTitle, nameOf, openStatuses, statuses } from '../../core/incident.ts'
import type { Severity } from '../../core/severity.ts'
import { checkboxes, input, type Modal, modal, option, plainInput, section, staticSelect } from '../blocks.ts'
import { forms } from '../ids.ts'

/** The blocks of the forms by their names, as they come back. */
export const fields = {
  title: 'title',
  severity: 'severity',
  description: 'description',
  options: 'options',
  status: 'status',
  text: 'text',
  visibility: 'visibility',
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
      maxLength: 2000,
      initial,
      placeholder: 'Who or what is affected, since when. Half a sentence is fine.',
    }),
    { optional: true },
  )

/** Declaring: a title is enough. `responseUrl` says where to tell the person of the channel. */
export function declareModal(parts: {
  severities: readonly Severity[]
  severity: string
  title: string
  responseUrl: string | null
}): Modal {
  return modal({
    callbackId: forms.declare,
    title: 'Declare an incident',
    submit: 'Declare',
    privateMetadata: parts.responseUrl ?? '',
    blocks: [
      input(
        'Title',
        fields.title,
        plainInput(fields.title, { maxLength: longestTitle, initial: parts.title, placeholder: 'users table is empty' }),
      ),
      severitySelect(parts.severities, parts.severity),
      descriptionInput(''),
      input(
        'Options',
        fields.options,
        checkboxes(fields.options, [
          option('Private', 'private', 'Only people in its channel know of it'),
          option('Drill', 'drill', 'Practice: clearly marked, announced nowhere'),
        ]),
        { optional: true },
      ),
    ],
  })
}

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
    privateMetadata: incident.id,
    blocks: [
      input('Status', fields.status, statusSelect),
      severitySelect(known, incident.severity),
      input('Title', fields.title, plainInput(fields.title, { maxLength: longestTitle, initial: incident.title })),
      descriptionInput(incident.description),
    ],
  })
}

/** What is shown in place of a form that cannot be shown. */
export const sentenceModal = (title: string, sentence: string): Modal =>
  modal({ callbackId: 'sentence', title, blocks: [section(sentence)] })
