import type { KnownBlock } from '@slack/types'
import { z } from 'zod'
import { type HandKind, handKinds, longestAbout, longestText } from '../../core/entry-by-hand.ts'
import { type Incident, nameOf } from '../../core/incident.ts'
import { clampText, context, escapeText, input, type Modal, modal, option, plainInput, section, staticSelect } from '../blocks.ts'
import { forms } from '../ids.ts'
import { chosenMessage, wordsBlocks } from './chosen-message.ts'
import { fields } from './forms.ts'

const shown = z.object({ kind: z.string(), text: z.string(), about: z.string(), at: z.iso.datetime() })

/**
 * What the form is for, as it comes back with it. `shown` of an entry that is edited: its words by their digests, and its time, so that only what
 * somebody changed is changed. `time`: which moment the text in its field stands for, `at` as ISO 8601, or null for now.
 * `page`: the page of the timeline that it was opened from, to be shown as it is then.
 */
export const entryMetadata = z.object({
  of: z.discriminatedUnion('what', [
    z.object({ what: z.literal('new'), incidentId: z.string() }),
    z.object({ what: z.literal('edit'), entryId: z.number().int(), shown }),
    z.object({ what: z.literal('message'), incidentId: z.string().nullable(), message: chosenMessage }),
  ]),
  time: z.object({ text: z.string(), at: z.iso.datetime().nullable() }),
  responseUrl: z.url().nullable(),
  page: z.object({ number: z.number().int(), hasHidden: z.boolean() }).nullable(),
})
export type EntryMetadata = z.infer<typeof entryMetadata>

/**
 * `echo`: how the time was read, to be said back. `incidents`: to choose one of, where it is not known which. `words`: of a message
 * that is in no log, in Slack's markup; they come back with the form. `mayBeSilent`: the entry needs no words here.
 */
export type EntryForm = {
  metadata: EntryMetadata
  title: string
  filled: { kind: HandKind; text: string; about: string; when: string; incidentId: string | null }
  mayBeSilent: boolean
  echo: string | null
  incidents: Incident[]
  words: string
}

/** What to call a kind where people choose one. */
export const kindLabels: Record<HandKind, string> = {
  note: 'No particular kind',
  observation: 'Observation',
  hypothesis: 'Hypothesis',
  decision: 'Decision',
  action: 'Action taken',
  surprise: 'Surprise',
  follow_up: 'Follow-up',
  communication: 'Communication',
}

/** The form for an entry: new, changed, or made from a message. */
export const entryModal = (form: EntryForm): Modal =>
  modal({
    callbackId: forms.entry,
    title: form.title,
    submit: form.echo === null ? 'Save' : 'Yes, save',
    privateMetadata: JSON.stringify(form.metadata),
    blocks: [...echoBlocks(form.echo), ...incidentBlocks(form), ...entryBlocks(form), ...wordsBlocks(form.words)],
  })

const echoBlocks = (echo: string | null): KnownBlock[] =>
  echo === null ? [] : [section(`:clock3: That is *${escapeText(echo)}*.`), context('If it is not, change the time below.')]

function incidentBlocks({ incidents, filled }: EntryForm): KnownBlock[] {
  if (incidents.length === 0) return []
  const options = incidents.map((incident) => option(`${nameOf(incident)} ${incident.title}`, incident.id))
  return [input('Incident', fields.incident, staticSelect(fields.incident, 'Choose one', options, filled.incidentId))]
}

function entryBlocks({ filled, metadata, mayBeSilent }: EntryForm): KnownBlock[] {
  const { kind, text, about, when } = filled
  const kinds = handKinds.map((each) => option(kindLabels[each], each))
  const isMessage = metadata.of.what === 'message'
  const words = plainInput(fields.text, { multiline: true, maxLength: longestText, initial: clampText(text, longestText) })
  const hint = 'Such as 14:05, yesterday 18:30, 22 Sep 2026 14:05 or 2 months ago.'
  return [
    input(isMessage ? 'In one line' : 'What happened?', fields.text, words, {
      optional: mayBeSilent,
      ...(isMessage && { hint: 'Left empty, the entry says what the message says.' }),
    }),
    input('Kind', fields.kind, staticSelect(fields.kind, 'Choose one', kinds, kind)),
    input('When?', fields.when, plainInput(fields.when, { maxLength: 200, initial: when, placeholder: 'now' }), {
      optional: metadata.of.what === 'new',
      hint,
    }),
    input('What is it about?', fields.about, plainInput(fields.about, { maxLength: longestAbout, initial: about }), {
      optional: true,
      hint: 'A system, a place, a thing.',
    }),
  ]
}
