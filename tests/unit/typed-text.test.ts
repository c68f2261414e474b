import { describe, expect, it } from 'vitest'
import { channelIn, firstWord, personIn, plainFrom, quoted, readDeclaration } from '../../src/core/typed-text.ts'

const severityOf = (words: string): string | null => (/^sev[ -]?([1-4])$/i.test(words) ? `sev${words.at(-1)}` : null)
const read = (typed: string) => readDeclaration(typed, severityOf)

describe('what Slack makes of typed words', () => {
  it.each([
    ['sign-in fails for &lt;b&gt; &amp; others', 'sign-in fails for <b> & others'],
    ['<@U123|maya> broke nothing', '@maya broke nothing'],
    ['ask <@U123>', 'ask @someone'],
    ['see <#C123|ops> and <#C456>', 'see #ops and #a-channel'],
    ['<!here> look, <!subteam^S1|@db-owners>', '@here look, @db-owners'],
    ['<https://status.example.com|status.example.com> is red', 'https://status.example.com is red'],
    ['&amp;lt; stays as it was typed', '&lt; stays as it was typed'],
    ['typed by hand: &lt;@U123&gt;', 'typed by hand: <@U123>'],
    ['🔥 :fire: 数据库', '🔥 :fire: 数据库'],
  ])('%s becomes plain again', (sent, typed) => {
    expect(plainFrom(sent)).toBe(typed)
  })

  it('names a person or a channel only where Slack does', () => {
    expect(personIn('<@U123|maya> please')).toBe('U123')
    expect(personIn('@maya please')).toBeNull()
    expect(channelIn('<#C123|inc-1> monitoring')).toBe('C123')
    expect(channelIn('see <#C123|inc-1>')).toBeNull()
  })

  it('is quoted on one line, short, and unable to mention or format anything', () => {
    expect(quoted('<!channel> <b>\nnow')).toBe('"@channel &lt;b> now"'.replace('>', '&gt;'))
    expect(quoted('x'.repeat(200))).toBe(`"${'x'.repeat(60)}…"`)
  })

  it('has a first word, and a rest that keeps its lines', () => {
    expect(firstWord('  note one\n two  ')).toEqual({ first: 'note', rest: 'one\n two' })
    expect(firstWord('   ')).toEqual({ first: '', rest: '' })
  })
})

describe('a typed declaration', () => {
  it.each([
    'users table is empty sev1',
    'sev1 users table is empty',
    'SEV1: users table is empty',
    'users table is empty (sev1)',
    'users table is empty SEV-1',
    'users table is empty sev 1',
  ])('finds the severity in "%s"', (typed) => {
    expect(read(typed)).toMatchObject({ text: 'users table is empty', severity: 'sev1', doubtful: false })
  })

  it('leaves a severity in the middle of a sentence alone', () => {
    expect(read('was sev1 yesterday, slow today')).toMatchObject({ text: 'was sev1 yesterday, slow today', severity: null })
  })

  it('may be a severity alone, without a title', () => {
    expect(read('sev2')).toMatchObject({ text: '', severity: 'sev2' })
  })

  it.each(['--private', '—private', '–private', '--Private'])('takes %s anywhere', (flag) => {
    expect(read(`${flag} keys leaked sev1`)).toMatchObject({ text: 'keys leaked', isPrivate: true, severity: 'sev1' })
    expect(read(`keys leaked sev1 ${flag}`)).toMatchObject({ text: 'keys leaked', isPrivate: true, severity: 'sev1' })
  })

  it.each(['--privat', '-private', '--pirvate', '—drlil'])('doubts %s, which nobody may have meant as a title', (word) => {
    expect(read(`keys leaked ${word}`)).toMatchObject({ text: `keys leaked ${word}`, doubtful: true, isPrivate: false })
  })

  it('does not doubt flags of other programs', () => {
    expect(read('git push --force broke main')).toMatchObject({ text: 'git push --force broke main', doubtful: false })
  })

  it('keeps the lines of a longer text', () => {
    expect(read('table is empty\nsince 14:30 sev1').text).toBe('table is empty\nsince 14:30')
  })
})

describe('what kind of incident somebody declares', () => {
  it.each([
    ['slow mail', 'live'],
    ['slow mail --drill', 'drill'],
    ['--near-miss disk nearly full sev2', 'near_miss'],
    ['lost mails —retrospective', 'retrospective'],
  ])('is read from "%s": %s', (typed, kind) => {
    expect(read(typed)).toMatchObject({ kind, doubtful: false })
  })

  it('comes back in the form where it is misspelt', () => {
    expect(read('disk nearly full --near-mis').doubtful).toBe(true)
  })
})
