import { type Check, isFields } from './rules.ts'

/** Characters of all cells of a data table together. */
const mostCellCharacters = 20_000

const rowsOf = (value: unknown): unknown[][] => (Array.isArray(value) ? value.filter((row) => Array.isArray(row)) : [])
const widthOf = (rows: unknown): number => rowsOf(rows)[0]?.length ?? 0

/** Every row has as many cells as the first. */
export const evenRows: Check = (table) =>
  rowsOf(table.rows).flatMap((row, index) =>
    row.length === widthOf(table.rows) ? [] : [{ what: `must have ${widthOf(table.rows)} cells`, at: `/rows/${index}` }],
  )

/** Fewer settings than columns are allowed: the rest of the columns keeps the usual ones. */
export const noMoreSettingsThanColumns: Check = (table) =>
  Array.isArray(table.column_settings) && table.column_settings.length > widthOf(table.rows)
    ? [{ what: `no more than ${widthOf(table.rows)} items allowed`, at: '/column_settings' }]
    : []

export const fewEnoughCellCharacters: Check = (table) =>
  rowsOf(table.rows)
    .flat()
    .reduce<number>((sum, cell) => sum + lettersIn(cell), 0) > mostCellCharacters
    ? [{ what: `must be less than ${mostCellCharacters + 1} characters in all cells together`, at: '/rows' }]
    : []

export const headerColumnExists: Check = (table) =>
  typeof table.row_header_column_index === 'number' && table.row_header_column_index >= widthOf(table.rows)
    ? [{ what: `must be less than ${widthOf(table.rows)}`, at: '/row_header_column_index' }]
    : []

/** The characters of every `text` in a cell, those of rich text included. */
function lettersIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + lettersIn(one), 0)
  if (!isFields(value)) return 0
  return Object.entries(value).reduce(
    (sum, [name, inner]) => sum + (name === 'text' && typeof inner === 'string' ? [...inner].length : lettersIn(inner)),
    0,
  )
}
