import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { answerKeysIn } from '../../src/config/answer-keys.ts'
import { readConfig } from '../../src/config.ts'
import { createLog } from '../../src/log.ts'
import { createSeals } from '../../src/store/seals.ts'
import { keyOf } from '../support/seals.ts'

const seals = createSeals([keyOf(1)])

describe('what seals answers', () => {
  it('opens whatever was sealed, in its own place, and shows nothing of it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, place) => {
        const sealed = seals.seal(place, text)
        expect(seals.open(place, sealed)).toBe(Buffer.from(text).toString())
        expect(text.length > 4 && sealed.text.includes(text)).toBe(false)
      }),
    )
  })

  it('never gives the same twice for the same words', () => {
    const texts = new Set(Array.from({ length: 50 }, () => seals.seal('Answer:1', 'the same words').text))
    expect(texts.size).toBe(50)
  })

  it('opens nothing in another place, under another key, or with a bit of it changed', () => {
    const sealed = seals.seal('Answer:1', 'words')
    expect(seals.open('Answer:2', sealed)).toBeNull()
    expect(createSeals([keyOf(2)]).open('Answer:1', sealed)).toBeNull()
    const bytes = Buffer.from(sealed.text, 'base64')
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes)
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at)
      expect(seals.open('Answer:1', { ...sealed, text: changed.toString('base64') })).toBeNull()
    }
    for (const text of ['', 'words', sealed.text.slice(0, 30), sealed.text.slice(0, -4)])
      expect(seals.open('Answer:1', { ...sealed, text })).toBeNull()
  })

  it('opens what is sealed under any key at hand, and what is still in plain text', () => {
    const old = seals.seal('Answer:1', 'old words')
    const both = createSeals([keyOf(2), keyOf(1)])
    expect(both.open('Answer:1', old)).toBe('old words')
    expect(both.seal('Answer:1', 'new').sealedWith).toBe(createSeals([keyOf(2)]).keys[0])
    expect(both.open('Answer:1', { text: 'from before', sealedWith: null })).toBe('from before')
  })

  it('refuses to seal without a key, in words for the person whose form it is', () => {
    expect(() => createSeals([]).seal('Answer:1', 'words')).toThrow('They stay in this form.')
    expect(() => createSeals([keyOf(1)], 'wrong key').seal('Answer:1', 'words')).toThrow('the key that seals answers is missing')
  })
})

describe('ANSWER_KEY', () => {
  const hex = '0f'.repeat(32)
  const base64 = Buffer.from(hex, 'hex').toString('base64')

  it('is taken in hex and in base64 of both alphabets, several with commas or in lines', () => {
    const other = Buffer.alloc(32, 0xfb)
    expect(answerKeysIn(hex)).toEqual([base64])
    expect(answerKeysIn(base64.replace('=', ''))).toEqual([base64])
    expect(answerKeysIn(`${other.toString('base64url')}, ${hex.toUpperCase()}`)).toEqual([other.toString('base64'), base64])
    expect(answerKeysIn(`${base64}\n${keyOf(1)}\n`)).toEqual([base64, keyOf(1)])
  })

  it('is refused where it is no key, and never repeated', () => {
    for (const bad of ['secretsecret', hex.slice(1), `${hex}ff`, `${base64},`.repeat(2).replace('=', '!'), ' , '])
      expect(answerKeysIn(bad)).toBeNull()
    const read = () => readConfig({ ANSWER_KEY: 'secretsecretsecret' }, () => null)
    expect(read).toThrow(/ANSWER_KEY: must be 32 bytes/)
    expect(read).not.toThrow(/secretsecret/)
  })

  it('is hidden where a log is handed one', () => {
    const lines: string[] = []
    createLog('info', { write: (line) => void lines.push(line) }).info({ answerKeys: { given: [base64] } }, 'settings')
    expect(lines.join()).not.toContain(base64)
  })
})
