import { describe, expect, it } from 'vitest'
import { createLog } from '../../src/log.ts'

/** What is written, line by line, read as JSON. */
function written(
  work: (log: ReturnType<typeof createLog>) => void,
  level: Parameters<typeof createLog>[0] = 'info',
): { text: string; lines: unknown[] } {
  let text = ''
  work(createLog(level, { write: (line) => (text += line) }))
  return {
    text,
    lines: text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line)),
  }
}

describe('the log', () => {
  it('holds a sentence and ids, with the level as a word and the time as ISO 8601', () => {
    const { lines } = written((log) => log.info({ incident: 12 }, 'incident resolved'))
    expect(lines).toEqual([
      {
        level: 'info',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        incident: 12,
        msg: 'incident resolved',
      },
    ])
  })

  it('holds what its level asks for', () => {
    const all = (log: ReturnType<typeof createLog>) => {
      log.debug('debug')
      log.warn('warn')
      log.error('error')
    }
    expect(written(all, 'warn').lines).toHaveLength(2)
    expect(written(all, 'silent').lines).toHaveLength(0)
  })

  it('holds no token and no password, in whatever field, address or error they stand', () => {
    const error = Object.assign(new Error('refused for xoxb-1-2-inmessage'), {
      config: { password: 'inconfig', token: 'intoken' },
    })
    const { text, lines } = written((log) => {
      log.info({ token: 'plainsecret', slack: { signingSecret: 'nestedsecret' } }, 'starting')
      log.info({ headers: { authorization: 'Bearer inheader' } }, 'calling')
      log.info({ url: 'postgresql://bot:inaddress@db.example.com/incidents', app: 'xapp-1-A1-inapp' }, 'connecting')
      log.error({ err: error }, 'failed')
    })
    expect(lines).toHaveLength(4)
    expect(text).not.toMatch(/plainsecret|nestedsecret|inheader|inaddress|inapp|inmessage|inconfig|intoken/)
    expect(text).toContain('postgresql://bot:(hidden)@db.example.com/incidents')
  })
})
