/** In bytes. Of what is padded, a database tells in such steps how long it is. */
const step = 4096

/** A text with NULs behind it, so that short and long ones are sealed in one size. */
export function padded(text: string): string {
  const length = Buffer.byteLength(text)
  return text + '\0'.repeat((Math.floor(length / step) + 1) * step - length)
}

/** People's words have no NUL in them: `ownWords` sees to that. */
export const withoutPadding = (text: string): string => text.replace(/\0+$/, '')
