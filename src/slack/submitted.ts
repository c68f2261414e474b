import type { ViewOutput } from '@slack/bolt'
import { z } from 'zod'
import { Refusal } from '../core/refusal.ts'
import type { PersonViewer } from '../core/viewer.ts'
import type { Desk } from './desk.ts'
import { slackId, text } from './payloads.ts'
import { fields } from './views/forms.ts'

/** What somebody filled in, by the names of the blocks. A field that was left empty is an empty text or an empty list. */
export type Filled = { text(field: string): string; chosen(field: string): string[] }

/** A form that was sent. */
export type Submitted = {
  desk: Desk
  viewer: PersonViewer
  metadata: string
  requestKey: string
  filled: Filled
  blocks: readonly unknown[]
}

/** What submitting forms does, by their ids. */
export type Submissions = Record<string, (submitted: Submitted) => Promise<unknown>>

const fieldState = z.object({
  value: text,
  selected_option: z.object({ value: z.string() }).nullish(),
  selected_options: z.array(z.object({ value: z.string() })).nullish(),
  selected_user: slackId.nullish(),
  selected_users: z.array(slackId).nullish(),
})

/** What stands in the fields of a form that was sent. A block has one field. */
export function filledIn(view: ViewOutput): Filled {
  const stateOf = (block: string) => fieldState.catch({ value: '' }).parse(Object.values(view.state.values[block] ?? {})[0])
  return { text: (block) => stateOf(block).value, chosen: (block) => chosenIn(stateOf(block)) }
}

function chosenIn(state: z.infer<typeof fieldState>): string[] {
  const { selected_option: one, selected_options: many, selected_user: person, selected_users: people } = state
  if (many) return many.map(({ value }) => value)
  return people ?? (one ? [one.value] : person ? [person] : [])
}

/** Slack shows an error beside a field, so one has to be named: the one that it is about, or the first. */
export function fieldOf(error: unknown, view: ViewOutput): string {
  const inputs = view.blocks.filter(({ type }) => type === 'input').map(({ block_id }) => block_id)
  const about = error instanceof Refusal ? inputs.find((id) => id === error.field) : undefined
  return about ?? inputs[0] ?? fields.title
}
