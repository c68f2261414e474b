import { Readable, Writable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { checkLines } from '../../src/cli/check-wording.ts'

/** Takes what is written, as slowly as one likes. */
function sink() {
  let text = ''
  const stream = new Writable({
    highWaterMark: 64,
    write(chunk, _encoding, done) {
      text += String(chunk)
      setImmediate(done)
    },
  })
  return { stream, lines: () => text.split('\n').slice(0, -1) }
}

async function checked(input: Iterable<string>) {
  const findings = sink()
  const problems = sink()
  const exitCode = await checkLines(Readable.from(input), findings.stream, problems.stream)
  for (const { stream } of [findings, problems]) await new Promise<void>((resolve) => stream.end(resolve))
  return { exitCode, findings: findings.lines().map((line) => JSON.parse(line)), problems: problems.lines() }
}

describe('check-wording', () => {
  it('prints the findings of each line, in order, with the exact piece of the text', async () => {
    const lines = [
      '{"id":"a","text":"Calm. Tom should’ve checked it 😀"}',
      '{"id":7,"text":"I ran the script on the wrong host","more":1}',
    ]
    expect(await checked([lines.join('\r\n')])).toEqual({
      exitCode: 0,
      problems: [],
      findings: [
        { id: 'a', findings: [{ category: 'counterfactual', strength: 'strong', span: 'Tom should’ve checked' }] },
        { id: 7, findings: [] },
      ],
    })
  })

  it('names a line that is none, leaves it out, and says so in its exit code', async () => {
    const lines = [
      '{"id":"a","text":"x"}',
      'nonsense',
      '',
      '[1]',
      '{"id":"b"}',
      '{"text":"x"}',
      'null',
      '{"id":"c","text":"y"}',
      '',
    ]
    expect(await checked([lines.join('\n')])).toEqual({
      exitCode: 1,
      findings: [
        { id: 'a', findings: [] },
        { id: 'c', findings: [] },
      ],
      problems: [
        'Line 2 is no JSON object, as {"id":"1","text":"…"} is. It is left out.',
        'Line 4 is no JSON object, as {"id":"1","text":"…"} is. It is left out.',
        'Line 5 has no text. It is left out.',
        'Line 6 has no id that is a text or a number. It is left out.',
        'Line 7 is no JSON object, as {"id":"1","text":"…"} is. It is left out.',
      ],
    })
  })

  it('reads no further than it has printed', async () => {
    let read = 0
    function* lines() {
      for (; read < 6_000; read += 1) yield `{"id":${read},"text":"all is well"}\n`
    }
    let printed = 0
    let farthest = 0
    const findings = new Writable({
      highWaterMark: 64,
      write(_chunk, _encoding, done) {
        printed += 1
        farthest = Math.max(farthest, read - printed)
        setImmediate(done)
      },
    })
    expect(await checkLines(Readable.from(lines()), findings, sink().stream)).toBe(0)
    expect(read).toBe(6_000)
    expect(farthest).toBeLessThan(3_000)
  })
})
