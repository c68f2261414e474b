import { createHash, randomBytes } from 'node:crypto'

/** What a browser holds: 256 bits that nobody can guess. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** What the database holds of it. Who reads the database cannot make the token of it. */
export const sessionIdOf = (token: string): string => createHash('sha256').update(token).digest('base64url')
