import { randomBytes } from 'node:crypto'

/** Nine characters that no other thing of this sandbox has, as Slack's ids look: `C3XK0000A`. */
export function createIds(): (prefix: string) => string {
  let last = 36 ** 7 * 5
  return (prefix) => {
    last += 1
    return `${prefix}0${last.toString(36).toUpperCase()}`
  }
}

export const secret = (bytes = 16): string => randomBytes(bytes).toString('hex')
