import { type Fields, isFields, type Rule, type Shape, type Surface } from './rules.ts'

type Of<K extends Rule['is']> = Extract<Rule, { is: K }>

/** One thing that is wrong, as Slack words it: `[ERROR] must provide a string [json-pointer:/blocks/0/text/text]`. */
export const wrong = (what: string, at: string): string => `[ERROR] ${what} [json-pointer:${at}]`

/** How many characters Slack counts: code points, so that an emoji is one. */
export const lengthOf = (text: string): number => [...text].length

/**
 * Holds a value to a rule.
 * @param at JSON pointer of the value
 * @returns every message Slack would give, in order; none where the value keeps to the rule
 */
export function follow(rule: Rule, value: unknown, at: string, surface: Surface): string[] {
  switch (rule.is) {
    case 'string':
      return followString(rule, value, at)
    case 'number':
      return followNumber(rule, value, at)
    case 'boolean':
      return typeof value === 'boolean' ? [] : [wrong('must provide a boolean', at)]
    case 'list':
      return followList(rule, value, at, surface)
    case 'object':
      return isFields(value) ? followShape(rule.shape, value, at, surface) : [wrong('must provide an object', at)]
    case 'typed':
      return followTyped(rule, value, at, surface)
    case 'anything':
      return []
  }
}

function followString(rule: Of<'string'>, value: unknown, at: string): string[] {
  if (typeof value !== 'string') return [wrong('must provide a string', at)]
  const length = lengthOf(value)
  if (length < rule.min) return [wrong(`must be more than ${rule.min - 1} characters`, at)]
  if (length > rule.max) return [wrong(`must be less than ${rule.max + 1} characters`, at)]
  if (rule.oneOf && !rule.oneOf.includes(value)) return [wrong('must be a valid enum value', at)]
  if (rule.like && !rule.like.test(value)) return [wrong('failed to match schema', at)]
  return []
}

function followNumber(rule: Of<'number'>, value: unknown, at: string): string[] {
  if (typeof value !== 'number' || !Number.isFinite(value)) return [wrong('must provide a number', at)]
  if (rule.whole && !Number.isInteger(value)) return [wrong('must provide an integer', at)]
  if (rule.above !== undefined && value <= rule.above) return [wrong(`must be greater than ${rule.above}`, at)]
  if (value < rule.min) return [wrong(`must be greater than or equal to ${rule.min}`, at)]
  if (value > rule.max) return [wrong(`must be less than or equal to ${rule.max}`, at)]
  return []
}

function followList(rule: Of<'list'>, value: unknown, at: string, surface: Surface): string[] {
  if (!Array.isArray(value)) return [wrong('must provide an array', at)]
  if (value.length < rule.min) return [wrong(`must provide at least ${rule.min} items`, at)]
  if (value.length > rule.max) return [wrong(`no more than ${rule.max} items allowed`, at)]
  return value.flatMap((one: unknown, index) => follow(rule.of, one, `${at}/${index}`, surface))
}

/** A block or element that Slack does not know here, or not on this surface, is an unsupported type. */
function followTyped(rule: Of<'typed'>, value: unknown, at: string, surface: Surface): string[] {
  if (!isFields(value)) return [wrong('must provide an object', at)]
  if (value.type === undefined) return [wrong('missing required field: type', at)]
  const shape = typeof value.type === 'string' ? new Map(Object.entries(rule.among())).get(value.type) : undefined
  const isHere = shape && (!shape.surfaces || shape.surfaces.includes(surface))
  return isHere
    ? followShape(shape, value, at, surface, ['type'])
    : [wrong(`unsupported type: ${String(value.type)}`, `${at}/type`)]
}

function followShape(shape: Shape, value: Fields, at: string, surface: Surface, known: string[] = []): string[] {
  const rules = new Map(Object.entries({ ...shape.required, ...shape.optional }))
  const missing = Object.keys(shape.required ?? {}).filter((name) => value[name] === undefined)
  const given = Object.entries(value).filter(([name, inner]) => inner !== undefined && !known.includes(name))
  return [
    ...missing.map((name) => wrong(`missing required field: ${name}`, at)),
    ...given.flatMap(([name, inner]) => {
      const rule = rules.get(name)
      return rule ? follow(rule, inner, `${at}/${name}`, surface) : [wrong(`invalid additional property: ${name}`, at)]
    }),
    ...(shape.checks ?? []).flatMap((check) => check(value).map((one) => wrong(one.what, `${at}${one.at ?? ''}`))),
  ]
}
