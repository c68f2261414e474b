import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canBeFilled, elicitsKinds, moments, type Question, slotNames, slotsAt, slotsIn } from '../../src/core/question.ts'
import { bank } from '../../src/core/question-bank.ts'
import { askedIn, fillQuestion, findQuestion, questionsWith } from '../../src/core/questions.ts'

const nothing = { off: [], changed: {}, added: [] }
const wordsIn = (text: string) => text.split(/\s+/).length
const withId = (questions: readonly Question[], id: string) => questions.find((question) => question.id === id)
const about = (text: string, textWithout?: string): Question => {
  const question: Question = { id: 'q', moment: 'entry', audience: 'author', elicits: [], text, followUps: [] }
  return textWithout === undefined ? question : { ...question, textWithout }
}

describe('the bank', () => {
  it('asks what made something seem reasonable, in these words', () => {
    expect(withId(bank, 'reasonable-then')?.text).toBe('What made this seem reasonable at the time?')
  })

  it('has a question for every moment, and for everything a question can bring to light', () => {
    expect(moments.filter((moment) => !bank.some((question) => question.moment === moment))).toEqual([])
    expect(elicitsKinds.filter((kind) => !bank.some(({ elicits }) => elicits.includes(kind)))).toEqual([])
  })

  it('has readable ids, each once, that a configuration file may use', () => {
    for (const { id } of bank) expect(id).toMatch(/^(?=.{1,30}$)[a-z]+(?:-[a-z]+)*$/)
    expect(new Set(bank.map(({ id }) => id)).size).toBe(bank.length)
  })

  it('says each thing once, in at most twenty words', () => {
    const texts = bank.flatMap(({ text, textWithout, followUps }) => [text, textWithout ?? '', ...followUps])
    expect(texts.filter((text) => wordsIn(text) > 20)).toEqual([])
    expect(new Set(bank.map(({ text }) => text)).size).toBe(bank.length)
  })

  it('asks how and what, and begins no question with "why" or "did"', () => {
    for (const { text, followUps } of bank)
      for (const said of [text, ...followUps]) expect(said).not.toMatch(/^(why|did|do|have)\b/i)
  })

  it('leaves open only what the record can fill, and has words for when it cannot', () => {
    for (const question of bank) {
      for (const name of slotsIn(question.text)) expect(slotsAt(question.moment), question.id).toContain(name)
      expect(slotsIn([question.textWithout ?? '', ...question.followUps].join(' ')), question.id).toEqual([])
      expect(canBeFilled(question, {}), question.id).toBe(true)
    }
  })

  it('asks nobody with hands on the keyboard to reflect', () => {
    for (const { moment, audience } of bank) if (moment === 'during') expect(['channel', 'lead']).toContain(audience)
  })

  it('leaves questions about a safeguard, a team or the organisation to the days after and the review, for the host to send', () => {
    const sentByTheHost = bank.filter(({ audience }) => ['safeguard-owner', 'team', 'organisation'].includes(audience))
    expect(sentByTheHost.length).toBeGreaterThan(5)
    for (const { moment } of sentByTheHost) expect(['days-after', 'review-meeting', 'month-after']).toContain(moment)
  })

  it('is shown whole in docs/questions.md', () => {
    const page = readFileSync(new URL('../../docs/questions.md', import.meta.url), 'utf8').split('\n')
    const rows = bank.map(({ id, audience, text, elicits, followUps }) => {
      return `| \`${id}\` | ${audience} | ${[text, ...followUps.map((said) => `*${said}*`)].join(' ')} | ${elicits.join(', ')} |`
    })
    expect(page.slice(page.indexOf('## The bank')).filter((line) => /^\| `[a-z-]+` \|/.test(line))).toEqual(rows)
  })
})

describe('filling a question from the record', () => {
  it('puts what the record says where it belongs', () => {
    expect(fillQuestion(about('What was in front of you at {time}?'), { time: '14:28' })).toBe(
      'What was in front of you at 14:28?',
    )
  })

  it('says it without, where the record has nothing or only white space', () => {
    const question = about('At {time}?', 'At that moment?')
    expect(fillQuestion(question, {})).toBe('At that moment?')
    expect(fillQuestion(question, { time: ' \n ' })).toBe('At that moment?')
  })

  it('knows beforehand what the record cannot fill', () => {
    const question = about('At {time}, around {action}?')
    expect(canBeFilled(question, { time: '14:28' })).toBe(false)
    expect(canBeFilled(question, { time: '14:28', action: 'restarting' })).toBe(true)
  })

  it('has general words for what has gone from the record since the question was chosen', () => {
    expect(fillQuestion(about('At {time}, around “{action}”?'), { time: '14:28' })).toBe('At 14:28, around “this”?')
    expect(fillQuestion(about('What was in front of you at {time}?'), {})).toBe('What was in front of you at that moment?')
  })

  it('takes people’s words as they are, braces and dollar signs too', () => {
    expect(fillQuestion(about('Around “{action}”?'), { action: 'echo {time} $& $1', time: '14:28' })).toBe(
      'Around “echo {time} $& $1”?',
    )
  })

  it('keeps every slot on one line and within 80 characters, whole characters only', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (action) => {
        const said = fillQuestion(about('{action}', '-'), { action })
        expect([...said].length).toBeLessThanOrEqual(80)
        expect(said).not.toMatch(/[\n\r\t\u2028\p{Cs}]/u)
      }),
    )
    expect(fillQuestion(about('{action}'), { action: 'drop\n\n table\tusers' })).toBe('drop table users')
    expect(fillQuestion(about('{action}'), { action: '😀'.repeat(100) })).toBe(`${'😀'.repeat(79)}…`)
  })
})

describe('a team’s changes to the bank', () => {
  it('changes nothing where nothing is asked for', () => {
    expect(questionsWith(nothing)).toEqual({ questions: [...bank], problems: [] })
  })

  it('switches off, rewords and adds', () => {
    const added = {
      id: 'customers-view',
      moment: 'action',
      text: 'What did customers see\nof this?',
      followUps: ['How do we know?'],
    }
    const changed = { 'in-front-of-you': ' What did you see at {time}? ' }
    const { questions, problems } = questionsWith({ off: ['also-going-on'], changed, added: [added] })
    expect(problems).toEqual([])
    expect(withId(questions, 'also-going-on')).toBeUndefined()
    expect(withId(questions, 'in-front-of-you')).toMatchObject({ text: 'What did you see at {time}?', moment: 'entry' })
    expect(withId(questions, 'in-front-of-you')).not.toHaveProperty('textWithout')
    expect(questions.at(-1)).toEqual({ ...added, text: 'What did customers see of this?', audience: 'author', elicits: [] })
  })

  it('takes an added question with everything said', () => {
    const added = {
      id: 'vendor_view',
      moment: 'days-after',
      audience: 'organisation',
      elicits: ['goals', 'conditions'],
      text: 'What did {condition} look like from the vendor’s side?',
      textWithout: 'What did it look like from the vendor’s side?',
      followUps: [],
    }
    expect(questionsWith({ ...nothing, added: [added] })).toEqual({ questions: [...bank, added], problems: [] })
  })

  it('thinks an added question without an audience is for everybody involved, where it is about no entry', () => {
    const { questions } = questionsWith({
      ...nothing,
      added: [{ id: 'sleep', moment: 'days-after', text: 'How did you sleep?' }],
    })
    expect(withId(questions, 'sleep')?.audience).toBe('involved')
  })

  const bad: [string, Partial<Parameters<typeof questionsWith>[0]>, RegExp][] = [
    [
      'an unknown id to switch off',
      { off: ['resonable-then'] },
      /^questions\.off: there is no question "resonable-then"\..*docs\/questions\.md/,
    ],
    ['an unknown id to reword', { changed: { nope: 'How?' } }, /^questions\.changed: there is no question "nope"/],
    ['an empty wording', { changed: { weighed: ' \n' } }, /^questions\.changed, "weighed": the text is empty/],
    [
      'a wording that is never asked',
      { changed: { weighed: 'Who approved this?' } },
      /^questions\.changed, "weighed": It looks for a person/,
    ],
    [
      'an unknown slot',
      { changed: { weighed: 'And {who}?' } },
      /"weighed": \{who\} cannot be filled here; there is \{time\}, \{action\}/,
    ],
    ['a slot of another moment', { changed: { weighed: 'And {safeguard}?' } }, /\{safeguard\} cannot be filled here/],
    ['a wording of 301 characters', { changed: { weighed: 'a'.repeat(301) } }, /"weighed": the text has 301 characters/],
    [
      'an unknown moment',
      { added: [{ id: 'x', moment: 'later', text: 'How?' }] },
      /^questions\.added\[0\], "x": there is no moment "later"; there is declare,/,
    ],
    [
      'an unknown audience',
      { added: [{ id: 'x', moment: 'action', audience: 'boss', text: 'How?' }] },
      /"x": there is no audience "boss"/,
    ],
    [
      'something no question elicits',
      { added: [{ id: 'x', moment: 'action', elicits: ['guilt'], text: 'How?' }] },
      /"x": "guilt" is nothing/,
    ],
    ['an empty added text', { added: [{ id: 'x', moment: 'action', text: '' }] }, /"x": the text is empty/],
    [
      'an id with capitals',
      { added: [{ id: 'My Question', moment: 'action', text: 'How?' }] },
      /"My Question": an id is small letters/,
    ],
    [
      'an id of the bank',
      { added: [{ id: 'weighed', moment: 'action', text: 'How?' }] },
      /"weighed": the bank has a question of that id/,
    ],
    [
      'an added question that is never asked',
      { added: [{ id: 'x', moment: 'action', text: 'Why didn’t you wait?' }] },
      /"x": It asks a person for a defence/,
    ],
    [
      'a follow-up that is never asked',
      { added: [{ id: 'x', moment: 'action', text: 'How?', followUps: ['Who broke it?'] }] },
      /"x": followUps\[0\]: It looks for/,
    ],
    [
      'a slot in the words without',
      { added: [{ id: 'x', moment: 'action', text: '{time}?', textWithout: '{time}?' }] },
      /textWithout: \{time\} cannot be filled here; there is no slot/,
    ],
  ]
  it.each(bad)('names %s, leaves the entry out and keeps the rest of the bank as it was', (_, config, sentence) => {
    const { questions, problems } = questionsWith({ ...nothing, ...config })
    expect(problems).toEqual([expect.stringMatching(sentence)])
    expect(questions).toEqual([...bank])
  })

  it('names the second of two added questions with one id, and every problem of an entry', () => {
    const one = { id: 'mine', moment: 'action', text: 'How was it?' }
    const { questions, problems } = questionsWith({ ...nothing, added: [one, { ...one, moment: 'x', text: '{safe}?' }] })
    expect(questions.filter(({ id }) => id === 'mine')).toHaveLength(1)
    expect(problems).toHaveLength(3)
    for (const problem of problems) expect(problem).toMatch(/^questions\.added\[1\], "mine": /)
    expect(problems.join('\n')).toMatch(/another added question has that id[\s\S]*no moment "x"[\s\S]*\{safe\} cannot be filled/)
  })

  it('finds a question in the team’s words, even one that was asked before it was switched off', () => {
    const config = { off: ['weighed'], changed: { weighed: 'What pulled which way at {time}?' }, added: [] }
    expect(findQuestion(config, 'weighed')?.text).toBe('What pulled which way at {time}?')
    expect(findQuestion(config, 'nope')).toBeNull()
    expect(askedIn(config)('weighed').questionText).toBe('What pulled which way at that moment?')
    expect(askedIn(config)('in-front-of-you').questionText).toBe('What was in front of you at that moment?')
  })

  it('knows the slots that the documentation names', () => {
    expect([...new Set(moments.flatMap(slotsAt))].sort()).toEqual([...slotNames].sort())
  })
})
