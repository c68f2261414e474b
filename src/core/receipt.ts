/** Letters and digits that nobody takes for each other: Crockford's base 32. https://www.crockford.com/base32.html */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** How many letters a receipt has: 120 bits, too many to try. */
const length = 24

/** A receipt from as many random bytes: `7K3M-Q9WD-…`. @param bytes 24 of them */
export const receiptFrom = (bytes: Uint8Array): string =>
  [...bytes.subarray(0, length)]
    .map((byte) => letters.charAt(byte % letters.length))
    .join('')
    .replace(/.{4}(?=.)/g, '$&-')

/** A receipt as somebody typed it, the way it was written; null where it is none. */
export function receiptIn(words: string): string | null {
  const typed = words.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')
  const isReceipt = typed.length === length && [...typed].every((letter) => letters.includes(letter))
  return isReceipt ? typed.replace(/.{4}(?=.)/g, '$&-') : null
}
