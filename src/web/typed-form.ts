import type { MaterialKind } from '../core/material/material.ts'
import type { Typed } from '../core/material/material-typed.ts'
import { type Choosable, fieldsOnPage } from './material-form.ts'

/** Of something new, only what somebody said. */
export const isSaid = (_key: string, said: string): boolean => said.trim() !== ''

/** What stands in the fields of a form, with line breaks as they are kept. */
export function typedIn(form: URLSearchParams, kind: MaterialKind, choosable: Choosable): Typed {
  const keys = ['text', ...fieldsOnPage(kind, choosable).map(({ key }) => key)]
  return Object.fromEntries(keys.map((key) => [key, textIn(form, key)]))
}

/** What a field of a form holds. Browsers send line breaks as two characters, and PostgreSQL takes no NUL. */
export const textIn = (form: URLSearchParams, key: string): string =>
  (form.get(key) ?? '').replaceAll('\0', '').replaceAll('\r\n', '\n')
