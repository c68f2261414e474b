import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import { Refusal } from '../core/refusal.ts'
import type { Seals } from '../core/seal.ts'

export type { Seals } from '../core/seal.ts'

const cipher = 'aes-256-gcm'
/** In bytes, as NIST SP 800-38D has it: a nonce of 96 bits, a tag of 128. */
const nonceLength = 12
const tagLength = 16

const notNow =
  'I cannot keep your words safely now: the key that seals answers is missing here. They stay in this form. Whoever runs this bot finds in its log, and with “doctor”, what to do.'

/** What a key is called in the database. It tells nothing of the key, and never changes. */
export const nameOfKey = (key: string): string =>
  createHmac('sha256', Buffer.from(key, 'base64')).update('second story: the name of a key').digest('hex').slice(0, 32)

/**
 * Seals with the first of the keys (32 bytes each, in base64), and opens with any.
 * AES-256-GCM, a fresh nonce for each text; the place is bound to it, so that two rows cannot change their words.
 * @param problem why there is no key to seal with; what is sealed under those at hand can be opened all the same
 */
export function createSeals(keys: readonly string[], problem: string | null = null): Seals {
  const named = new Map(keys.map((key) => [nameOfKey(key), Buffer.from(key, 'base64')]))
  const [newest] = named
  return {
    problem,
    keys: [...named.keys()],
    seal: (place, text) => {
      if (problem !== null || !newest) throw new Refusal(notNow)
      const [sealedWith, key] = newest
      return { text: sealedText(key, place, text), sealedWith }
    },
    open: (place, { text, sealedWith }) => {
      if (sealedWith === null) return text
      const key = named.get(sealedWith)
      return key ? openedText(key, place, text) : null
    },
  }
}

function sealedText(key: Buffer, place: string, text: string): string {
  const nonce = randomBytes(nonceLength)
  const sealing = createCipheriv(cipher, key, nonce, { authTagLength: tagLength }).setAAD(Buffer.from(place))
  const words = Buffer.concat([sealing.update(text, 'utf8'), sealing.final()])
  return Buffer.concat([nonce, words, sealing.getAuthTag()]).toString('base64')
}

/** Null for anything that was not sealed under this key for this place. */
function openedText(key: Buffer, place: string, text: string): string | null {
  const bytes = Buffer.from(text, 'base64')
  if (bytes.length < nonceLength + tagLength) return null
  const opening = createDecipheriv(cipher, key, bytes.subarray(0, nonceLength), { authTagLength: tagLength })
  opening.setAAD(Buffer.from(place)).setAuthTag(bytes.subarray(-tagLength))
  try {
    return Buffer.concat([opening.update(bytes.subarray(nonceLength, -tagLength)), opening.final()]).toString('utf8')
  } catch {
    return null
  }
}
