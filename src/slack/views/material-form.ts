import type { InputBlock, KnownBlock } from '@slack/types'
import { z } from 'zod'
import { longestText } from '../../core/entry-by-hand.ts'
import { materialKinds } from '../../core/material/material.ts'
import { type Field, materialTable } from '../../core/material/material-table.ts'
import type { Typed } from '../../core/material/material-typed.ts'
import {
  checkboxes,
  clampText,
  context,
  datePicker,
  input,
  type Modal,
  modal,
  option,
  plainInput,
  section,
  staticSelect,
  userSelect,
} from '../blocks.ts'
import { forms } from '../ids.ts'
import { digestOf } from './forms.ts'

/** A condition to choose: its name, and its words as plain text. */
export type Choosable = { ref: string; words: string }

/**
 * What a form is for, as it comes back with it: something new, in its own words or those of a source; something that is changed; or a
 * condition one step further back. `shown`: what stood in the fields, by digests, so that only what somebody changed is changed.
 */
export const materialMetadata = z.object({
  of: z.discriminatedUnion('what', [
    z.object({ what: z.literal('new'), incidentId: z.string(), wordsOf: z.string().nullable() }),
    z.object({ what: z.literal('edit'), id: z.number().int() }),
    z.object({ what: z.literal('back'), conditionId: z.number().int() }),
  ]),
  kind: z.enum(materialKinds),
  shown: z.record(z.string(), z.string()),
  responseUrl: z.url().nullable(),
  /** The page of the list that it was opened from, to be shown as it is then. */
  page: z.string().nullable(),
})
export type MaterialMetadata = z.infer<typeof materialMetadata>

export type MaterialForm = {
  metadata: Omit<MaterialMetadata, 'shown'>
  title: string
  typed: Typed
  conditions: readonly Choosable[]
  /** What it is one step behind, or whose words it is made of; plain text. */
  about: string | null
}

/** Short enough for twelve of them in what a form carries. */
export const shortDigest = (text: string): string => digestOf(text.trim()).slice(0, 12)

/** The form for any kind. The one sentence comes first, and is enough. */
export function materialModal({ metadata, title, typed, conditions, about }: MaterialForm): Modal {
  const { kind } = metadata
  const entry = materialTable[kind]
  const shown = Object.fromEntries(
    ['text', ...entry.fields.map(({ key }) => key)].map((key) => [key, shortDigest(typed[key] ?? '')]),
  )
  const words = plainInput('text', { multiline: true, maxLength: longestText, initial: clampText(typed.text ?? '', longestText) })
  return modal({
    callbackId: forms.material,
    title,
    submit: 'Save',
    privateMetadata: JSON.stringify({ ...metadata, shown } satisfies MaterialMetadata),
    blocks: [
      ...(about === null ? [] : [section(about)]),
      input(entry.asks, 'text', words, { hint: entry.hint }),
      ...entry.fields.map((field) => fieldBlock(field, typed[field.key] ?? '', conditions)),
      ...(kind === 'surprise'
        ? [context('It is kept as you write it, and readable for whoever runs the server of this bot.')]
        : []),
    ],
  })
}

function fieldBlock(field: Field, typed: string, conditions: readonly Choosable[]): KnownBlock {
  const { key, label, hint } = field
  const within = (element: InputBlock['element'], optional = true) =>
    input(label, key, element, { optional, ...(hint && { hint }) })
  switch (field.input) {
    case 'words':
      return within(plainInput(key, { multiline: field.isLong, maxLength: longestText, initial: clampText(typed, longestText) }))
    case 'choice':
      return within(
        staticSelect(
          key,
          'Choose one',
          field.choices.map((one) => option(one.label, one.value)),
          typed,
        ),
        field.isOpen,
      )
    case 'since':
    case 'moment':
      return within(plainInput(key, { maxLength: 200, initial: typed }))
    case 'address':
      return within(plainInput(key, { maxLength: 500, initial: typed }))
    case 'day':
      return within(datePicker(key, typed || null))
    case 'person':
      return within(userSelect(key, 'Choose somebody', typed))
    case 'yes':
      return within(checkboxes(key, [option(label, 'yes')], typed === 'yes' ? ['yes'] : []))
    case 'condition':
      return conditionBlock(field, typed, conditions)
  }
}

/** There is a menu only where there is something to choose. */
function conditionBlock({ key, label, hint }: Field, typed: string, conditions: readonly Choosable[]): KnownBlock {
  if (conditions.length === 0) return context('No condition is written down yet; one can be named later.')
  const options = conditions.map(conditionOption)
  return input(label, key, staticSelect(key, 'Choose one', options, typed), { optional: true, ...(hint && { hint }) })
}

export const conditionOption = ({ ref, words }: Choosable) => option(`${ref} ${words.replace(/\s+/g, ' ')}`, ref)
