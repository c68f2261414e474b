import { type Check, type Fields, isFields, objectsIn } from './rules.ts'

/** What is chosen at first is one of the choices, the same in every field. */
export const initialAmongOptions: Check = (value) => {
  const written = new Set(optionsOf(value).map(asWritten))
  const one = isFields(value.initial_option) ? [{ option: value.initial_option, at: '/initial_option' }] : []
  const many = objectsIn(value.initial_options).map(({ one, index }) => ({ option: one, at: `/initial_options/${index}` }))
  return [...one, ...many]
    .filter(({ option }) => !written.has(asWritten(option)))
    .map(({ at }) => ({ what: 'must match one of the options', at }))
}

function optionsOf(value: Fields): unknown[] {
  const groups = objectsIn(value.option_groups).flatMap(({ one }) => objectsIn(one.options))
  return [...objectsIn(value.options), ...groups].map(({ one }) => one)
}

/** The same text for the same content, whatever the order of fields. */
function asWritten(value: unknown): string {
  if (!isFields(value)) return JSON.stringify(value) ?? ''
  const inner = Object.entries(value).filter(([, field]) => field !== undefined)
  return `{${inner
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, field]) => `${JSON.stringify(name)}:${asWritten(field)}`)
    .join()}}`
}
