/** Why there is no database to work with, in a sentence for the operator: what is wrong and how to mend it. */
export class DatabaseProblem extends Error {
  override readonly name = 'DatabaseProblem'
}

/** The `code` of an error of Node or of PostgreSQL (`ENOENT`, `57P03`); an empty string where there is none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}
