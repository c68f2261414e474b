/** Where blocks are shown. */
export type Surface = 'message' | 'modal' | 'home'

/** Something that came as JSON, looked at field by field. */
export type Fields = Record<string, unknown>

/** A rule for one value. Lengths are counted in code points; `typed` picks the shape by the value's own `type`. */
export type Rule =
  | { is: 'string'; min: number; max: number; oneOf?: readonly string[]; like?: RegExp }
  | { is: 'number'; min: number; max: number; whole: boolean; above?: number }
  | { is: 'boolean' }
  | { is: 'list'; of: Rule; min: number; max: number }
  | { is: 'object'; shape: Shape }
  | { is: 'typed'; among: () => Record<string, Shape> }
  | { is: 'anything' }

/** A rule that looks at several fields at once. Gives back what is wrong, each with the place inside the value. */
export type Check = (value: Fields) => Wrong[]
export type Wrong = { what: string; at?: string }

/** The fields of one object, what they need beside each other, and where it may be shown (everywhere, unless it says). */
export type Shape = {
  required?: Record<string, Rule>
  optional?: Record<string, Rule>
  checks?: Check[]
  surfaces?: readonly Surface[]
}

const endless = Number.POSITIVE_INFINITY

export const string = (max = endless, min = 1): Rule => ({ is: 'string', min, max })
export const word = (...oneOf: string[]): Rule => ({ is: 'string', min: 0, max: endless, oneOf })
export const like = (pattern: RegExp, max = endless): Rule => ({ is: 'string', min: 1, max, like: pattern })
export const whole = (min: number, max = endless): Rule => ({ is: 'number', min, max, whole: true })
export const number = (above?: number): Rule => ({ is: 'number', min: -endless, max: endless, whole: false, above })
export const flag: Rule = { is: 'boolean' }
export const anything: Rule = { is: 'anything' }
export const list = (of: Rule, min: number, max = endless): Rule => ({ is: 'list', of, min, max })
export const object = (shape: Shape): Rule => ({ is: 'object', shape })
export const typed = (among: () => Record<string, Shape>): Rule => ({ is: 'typed', among })

/** A web address. */
export const webAddress = (max = endless): Rule => like(/^https?:\/\/[^\s]+$/, max)

const asCode = (names: string[]): string => names.map((name) => `\`${name}\``).join(' or ')

/** At least one of the fields is there. */
export const needsOneOf =
  (...names: string[]): Check =>
  (value) =>
    names.some((name) => value[name] !== undefined) ? [] : [{ what: `must define either ${asCode(names)}` }]

/** Exactly one of the fields is there. */
export const needsExactlyOneOf =
  (...names: string[]): Check =>
  (value) =>
    names.filter((name) => value[name] !== undefined).length === 1
      ? []
      : [{ what: `must define either ${asCode(names)}, but not both` }]

/** The smaller number is not above the larger one. Both may be text. */
export const inOrder =
  (smaller: string, larger: string): Check =>
  (value) =>
    value[smaller] !== undefined && value[larger] !== undefined && Number(value[smaller]) > Number(value[larger])
      ? [{ what: `must not be larger than \`${larger}\``, at: `/${smaller}` }]
      : []

/** No two objects of a list have the same value in a field. */
export const differentIn =
  (listName: string, field: string): Check =>
  (value) => {
    const seen = new Set<unknown>()
    return objectsIn(value[listName]).flatMap(({ one, index }) => {
      const id = one[field]
      if (typeof id !== 'string') return []
      if (seen.has(id)) return [{ what: `\`${field}\` "${id}" already exists`, at: `/${listName}/${index}/${field}` }]
      seen.add(id)
      return []
    })
  }

export const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The objects of a list, with their places; nothing where it is no list. */
export const objectsIn = (value: unknown): { one: Fields; index: number }[] =>
  Array.isArray(value) ? value.flatMap((one: unknown, index) => (isFields(one) ? [{ one, index }] : [])) : []
