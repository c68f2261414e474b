import { isFields, readJson } from './json.ts'
import { refuse, refuseArguments } from './refuse.ts'
import type { Fields } from './types.ts'

/** The arguments of a call, which come as text in a form and as anything in JSON. */
export type Args = {
  has(name: string): boolean
  text(name: string): string | undefined
  /** @throws Refused `invalid_arguments` where it is missing */
  required(name: string): string
  flag(name: string): boolean
  integer(name: string): number | undefined
  /** A list, or text with commas. */
  list(name: string): string[]
  /** JSON in a form, or a value in JSON. `unreadable` is the code where it is text that is no JSON. */
  json(name: string, unreadable: string): unknown
}

export function createArgs(fields: Fields): Args {
  const has = (name: string) => fields[name] !== undefined && fields[name] !== null
  const text = (name: string) => textIn(fields[name])
  return {
    has,
    text,
    required: (name) => text(name) || refuseArguments(`missing required field: ${name}`),
    flag: (name) => ['true', '1'].includes(String(fields[name]).toLowerCase()),
    integer: (name) => (has(name) ? Number(fields[name]) : undefined),
    list: (name) => listIn(fields[name]),
    json: (name, unreadable) => {
      const value = fields[name]
      if (typeof value !== 'string') return value ?? undefined
      return readJson(value) ?? refuse(unreadable)
    },
  }
}

function textIn(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
}

function listIn(value: unknown): string[] {
  const read = typeof value === 'string' && value.startsWith('[') ? readJson(value) : value
  if (Array.isArray(read)) return read.map(String)
  return (textIn(read) ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
}

/** The arguments as a test reads them: without token and secret, JSON read. */
export function shownArgs(fields: Fields): Fields {
  const entries = Object.entries(fields).filter(([name]) => name !== 'token' && name !== 'client_secret')
  return Object.fromEntries(entries.map(([name, value]) => [name, shown(value)]))
}

function shown(value: unknown): unknown {
  if (typeof value !== 'string' || !/^[[{]/.test(value)) return value
  const read = readJson(value)
  return isFields(read) || Array.isArray(read) ? read : value
}
