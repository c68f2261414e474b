/** A key has 32 bytes, written in hex or in base64 of either alphabet. */
const hex = /^[0-9a-f]{64}$/i
const base64 = /^[A-Za-z0-9+/_-]{43}=?$/

/**
 * Keys that seal answers, the newest first, out of a text with white space or commas between them.
 * @returns null where one of them is no key. What is wrong with it is never quoted: it may be a key with a letter missing
 */
export function answerKeysIn(text: string): string[] | null {
  const words = text.split(/[\s,]+/).filter((word) => word !== '')
  const keys = words.map(bytesOf)
  return keys.length > 0 && keys.every((key) => key !== null) ? keys : null
}

/** A key in one spelling, so that the same one is the same however it was written. */
function bytesOf(word: string): string | null {
  if (hex.test(word)) return Buffer.from(word, 'hex').toString('base64')
  return base64.test(word) ? Buffer.from(word, 'base64').toString('base64') : null
}
