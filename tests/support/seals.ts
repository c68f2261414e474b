import { createSeals } from '../../src/store/seals.ts'

/** A key that seals answers, of tests: 32 bytes, all of this number. */
export const keyOf = (number: number): string => Buffer.alloc(32, number).toString('base64')

export const testKey = keyOf(7)
export const testSeals = createSeals([testKey])
