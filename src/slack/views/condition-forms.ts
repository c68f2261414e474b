import type { KnownBlock } from '@slack/types'
import { z } from 'zod'
import { linkValue, linkWords } from '../../core/condition-links.ts'
import type { KnownMaterial, Told } from '../../core/known-material.ts'
import { type Condition, type ConditionLink, linkKinds, materialRef, type NeededTogether } from '../../core/material/material.ts'
import { plainFrom } from '../../core/typed-text.ts'
import { context, input, type Modal, modal, multiSelect, option, section, staticSelect } from '../blocks.ts'
import { forms } from '../ids.ts'
import { type Choosable, conditionOption } from './material-form.ts'
import { shownWords } from './material-line.ts'

/** Which condition a form is about, and from where it was opened. `shown`: what there was then, to be kept or taken away. */
export const conditionMetadata = z.object({
  conditionId: z.number().int(),
  incidentId: z.string(),
  shown: z.array(z.string()),
  responseUrl: z.url().nullable(),
  page: z.string().nullable(),
})
export type ConditionMetadata = z.infer<typeof conditionMetadata>

/** The fields of both forms. */
export const conditionFields = { kind: 'kind', other: 'other', others: 'others', kept: 'kept' } as const

type Form = { condition: Told<Condition>; known: KnownMaterial; metadata: Omit<ConditionMetadata, 'shown'> }

/** The other conditions, to choose from. */
export const others = ({ condition }: KnownMaterial, except: number | null): Choosable[] =>
  condition.filter(({ id }) => id !== except).map(({ ref, words }) => ({ ref, words: plainFrom(words) }))

/** What a condition did to another one, or another to it; and the links that there are. */
export function linkModal({ condition, known, metadata }: Form): Modal {
  const choices = others(known, condition.id)
  const links = known.links.filter(({ fromId, toId }) => fromId === condition.id || toId === condition.id)
  const ways = linkKinds.flatMap((kind) => [
    option(`${condition.ref} ${linkWords[kind]} …`, `to ${kind}`),
    option(`… ${linkWords[kind]} ${condition.ref}`, `from ${kind}`),
  ])
  return modal({
    callbackId: forms.link,
    title: `Link ${condition.ref}`,
    submit: 'Save',
    privateMetadata: JSON.stringify({ ...metadata, shown: links.map(linkValue) } satisfies ConditionMetadata),
    blocks: [
      section(`*${condition.ref}* ${shownWords(condition.words)}`),
      input(
        'How do they hang together?',
        conditionFields.kind,
        staticSelect(conditionFields.kind, 'Choose one', ways, 'from made_possible'),
      ),
      input(
        'Which other one?',
        conditionFields.other,
        staticSelect(conditionFields.other, 'Choose one', choices.map(conditionOption)),
        {
          optional: links.length > 0,
        },
      ),
      ...keptBlocks(
        'The links there are',
        links.map((link) => ({ value: linkValue(link), text: linkText(link, known) })),
      ),
      context('A condition can have any number of links, also in a circle. None of them weighs more than another.'),
    ],
  })
}

/** With which others a condition was needed; and the sets that there are. */
export function togetherModal({ condition, known, metadata }: Form): Modal {
  const sets = known.together.filter(({ conditionIds }) => conditionIds.includes(condition.id))
  return modal({
    callbackId: forms.together,
    title: 'Needed together',
    submit: 'Save',
    privateMetadata: JSON.stringify({ ...metadata, shown: sets.map(({ id }) => String(id)) } satisfies ConditionMetadata),
    blocks: [
      section(`*${condition.ref}* ${shownWords(condition.words)}`),
      input(
        'Which others had to be there too?',
        conditionFields.others,
        multiSelect(conditionFields.others, 'Choose', others(known, condition.id).map(conditionOption)),
        { optional: sets.length > 0, hint: 'Each was needed, and only all of them were enough.' },
      ),
      ...keptBlocks(
        'The sets there are',
        sets.map((set) => ({ value: String(set.id), text: setText(set) })),
      ),
    ],
  })
}

/** What is there, all of it chosen: what is taken off here is taken away. */
function keptBlocks(label: string, there: readonly { value: string; text: string }[]): KnownBlock[] {
  if (there.length === 0) return []
  const options = there.map(({ value, text }) => option(text, value))
  const element = multiSelect(
    conditionFields.kept,
    'None',
    options,
    there.map(({ value }) => value),
  )
  return [input(label, conditionFields.kept, element, { optional: true, hint: 'What you take off here is taken away.' })]
}

const linkText = ({ fromId, toId, kind }: ConditionLink, { byRef }: KnownMaterial): string => {
  const [from, to] = [fromId, toId].map((id) => materialRef({ kind: 'condition', id }))
  const words = plainFrom(byRef.condition.get(to ?? '')?.words ?? '')
  return `${from} ${linkWords[kind]} ${to} ${words}`
}

const setText = ({ conditionIds }: NeededTogether): string =>
  conditionIds.map((id) => materialRef({ kind: 'condition', id })).join(' and ')
