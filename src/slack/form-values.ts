import type { ViewOutput } from '@slack/bolt'
import { z } from 'zod'
import type { Typed } from '../core/material/material-typed.ts'

const option = z.object({ value: z.string() })
const fieldState = z.object({
  value: z.string().nullish(),
  selected_option: option.nullish(),
  selected_options: z.array(option).nullish(),
  selected_user: z.string().nullish(),
  selected_date: z.string().nullish(),
})

/** What stands in the fields of a form that was sent, each as one text: what was typed, chosen, or ticked first; empty where nothing is. */
export function typedIn(view: ViewOutput): Typed {
  const fields = Object.entries(view.state.values).map(([block, elements]) => {
    const state = fieldState.catch({}).parse(elements[block])
    const ticked = state.selected_options?.[0]?.value
    return [block, state.value ?? state.selected_option?.value ?? state.selected_user ?? state.selected_date ?? ticked ?? '']
  })
  return Object.fromEntries(fields)
}
