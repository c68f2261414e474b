import { describe, expect, it } from 'vitest'
import { type Config, ConfigProblems, type Environment, readConfig } from '../../src/config.ts'

const botToken = 'xoxb-1111-2222-secretsecret'
const appToken = 'xapp-1-A111-2222-secretsecret'
const credentials = { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken }

/** The settings from a file of these lines. */
const fromFile = (...lines: string[]): Config => readConfig({}, (path) => (path === 'second-story.yml' ? lines.join('\n') : null))

function problemsOf(read: () => unknown): string[] {
  try {
    read()
  } catch (error) {
    if (error instanceof ConfigProblems) return error.problems
    throw error
  }
  return []
}
const problemsWith = (env: Environment): string[] => problemsOf(() => readConfig(env, () => null))
const problemsIn = (...lines: string[]): string[] => problemsOf(() => fromFile(...lines))

describe('without any setting', () => {
  it('there are good defaults and no Slack', () => {
    const config = readConfig({}, () => null)
    expect(config).toMatchObject({
      slack: null,
      database: { kind: 'embedded', dataDir: './data' },
      port: 3000,
      publicUrl: null,
      signIn: null,
      logLevel: 'info',
      defaultSeverity: 'sev3',
      channelName: 'inc-{date}-{title}',
      announceChannel: null,
      timeZone: 'UTC',
      workingHours: { days: [1, 2, 3, 4, 5], from: '10:00', to: '16:00' },
      delays: {
        firstQuestion: { days: 1, milliseconds: 0 },
        later: { days: 1, milliseconds: 0 },
        reviewOpens: { days: 3, milliseconds: 0 },
      },
    })
    expect(config.severities.map(({ key }) => key)).toEqual(['sev1', 'sev2', 'sev3', 'sev4'])
    expect(config.roles.map(({ key }) => key)).toEqual(['lead', 'communications', 'scribe'])
    expect(config.emoji).toEqual({ marks: [{ emoji: 'pushpin', kind: 'note', aliases: ['round_pushpin'] }], noticed: 'memo' })
  })

  it('an empty variable is not set', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: '  ', SLACK_BOT_TOKEN: '' }, () => null)).toEqual(readConfig({}, () => null))
  })

  it('an empty file, and a key with nothing after it, are as if they were not there', () => {
    expect(fromFile('')).toEqual(readConfig({}, () => null))
    expect(fromFile('# nothing yet', 'emoji:', 'severities:')).toEqual(readConfig({}, () => null))
  })
})

describe('Slack credentials', () => {
  it('with an app-level token mean Socket Mode', () => {
    expect(readConfig(credentials, () => null).slack).toEqual({
      botToken,
      apiUrl: 'https://slack.com/api/',
      mode: { kind: 'socket', appToken },
    })
  })

  it('with a signing secret mean HTTP', () => {
    const env = { SLACK_BOT_TOKEN: botToken, SLACK_SIGNING_SECRET: '0123456789abcdef' }
    expect(readConfig(env, () => null).slack?.mode).toEqual({ kind: 'http', signingSecret: '0123456789abcdef' })
  })

  it('with both mean Socket Mode', () => {
    expect(readConfig({ ...credentials, SLACK_SIGNING_SECRET: '0123456789abcdef' }, () => null).slack?.mode.kind).toBe('socket')
  })

  it('may end in a line break, as in a file of a secret store', () => {
    expect(readConfig({ ...credentials, SLACK_BOT_TOKEN: `${botToken}\n` }, () => null).slack?.botToken).toBe(botToken)
  })

  it('get a slash at the end of the API’s address', () => {
    const slack = readConfig({ ...credentials, SLACK_API_URL: 'http://localhost:9999/api' }, () => null).slack
    expect(slack?.apiUrl).toBe('http://localhost:9999/api/')
  })

  it.each<[Environment, string]>([
    [{ SLACK_BOT_TOKEN: botToken }, 'SLACK_APP_TOKEN: is missing'],
    [{ SLACK_APP_TOKEN: appToken }, 'SLACK_BOT_TOKEN: is missing, though SLACK_APP_TOKEN is set'],
    [{ SLACK_SIGNING_SECRET: '0123456789abcdef' }, 'SLACK_BOT_TOKEN: is missing, though SLACK_SIGNING_SECRET is set'],
  ])('that are set by half are a problem that names the other half', (env, beginning) => {
    const problems = problemsWith(env)
    expect(problems).toHaveLength(1)
    expect(problems[0]).toContain(beginning)
  })

  it('that were swapped are recognised, and never shown', () => {
    const problems = problemsWith({ SLACK_BOT_TOKEN: appToken, SLACK_APP_TOKEN: botToken })
    expect(problems).toEqual([
      'SLACK_BOT_TOKEN: must be the bot token, which begins with xoxb- (what is set looks like the one for SLACK_APP_TOKEN).',
      'SLACK_APP_TOKEN: must be the app-level token, which begins with xapp- (what is set looks like the one for SLACK_BOT_TOKEN).',
    ])
  })
})

describe('the environment', () => {
  it('names a server by DATABASE_URL', () => {
    const url = 'postgresql://someone@localhost/db?host=/var/run/postgresql'
    expect(readConfig({ DATABASE_URL: url, DATA_DIR: '/elsewhere' }, () => null).database).toEqual({ kind: 'url', url })
  })

  const pages = { PUBLIC_URL: 'https://incidents.example.com/', SLACK_CLIENT_ID: '12.34', SLACK_CLIENT_SECRET: 'its-secret' }

  it('gives the public address without a slash at its end, and with what people sign in', () => {
    expect(readConfig(pages, () => null)).toMatchObject({
      publicUrl: 'https://incidents.example.com',
      signIn: { clientId: '12.34', clientSecret: 'its-secret' },
    })
  })

  it.each(['http://localhost:3000', 'http://127.0.0.1:3000', 'http://[::1]:3000'])('takes %s, on this machine', (url) => {
    expect(readConfig({ ...pages, PUBLIC_URL: url }, () => null).publicUrl).toBe(url)
  })

  it.each([
    ['PUBLIC_URL', 'SLACK_CLIENT_ID and SLACK_CLIENT_SECRET are set'],
    ['SLACK_CLIENT_ID', 'PUBLIC_URL and SLACK_CLIENT_SECRET are set'],
    ['SLACK_CLIENT_SECRET', 'PUBLIC_URL and SLACK_CLIENT_ID are set'],
  ])('says what pages lack where %s is missing', (name, set) => {
    const problems = problemsWith({ ...pages, [name]: '' })
    expect(problems).toEqual([expect.stringContaining(`${name}: is missing, though ${set}. It is `)])
  })

  it('says both that one alone lacks', () => {
    expect(problemsWith({ PUBLIC_URL: pages.PUBLIC_URL })).toEqual([
      expect.stringMatching(/^SLACK_CLIENT_ID: is missing, though PUBLIC_URL is set\. .*Without pages, leave out all three\.$/),
      expect.stringMatching(/^SLACK_CLIENT_SECRET: is missing, though PUBLIC_URL is set\./),
    ])
  })

  it.each([
    'http://incidents.example.com',
    'https://example.com/incidents',
    'https://example.com/?a=b',
    'https://somebody:secret@example.com',
    'http://localhost.example.com',
    'ftp://localhost',
    'incidents.example.com',
  ])('refuses %s as the public address', (url) => {
    expect(problemsWith({ ...pages, PUBLIC_URL: url })).toEqual([
      expect.stringMatching(/^PUBLIC_URL: must be an address without a path/),
    ])
  })

  it('never shows the client secret', () => {
    expect(problemsWith({ ...pages, SLACK_CLIENT_ID: 'its-secret with more' }).join()).not.toContain('its-secret')
  })

  it.each([
    ['PORT', '70000'],
    ['PORT', 'http'],
    ['PORT', '-1'],
    ['PORT', '0x50'],
    ['LOG_LEVEL', 'loud'],
    ['DATABASE_URL', 'mysql://localhost/db'],
    ['DATABASE_URL', 'host=localhost dbname=db'],
    ['SLACK_API_URL', 'slack.com/api'],
  ])('refuses %s=%s and names the variable', (name, value) => {
    const problems = problemsWith({ [name]: value })
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(new RegExp(`^${name}: must be .*\\.$`))
  })
})

describe('which file is read', () => {
  it('is second-story.yml where there is one', () => {
    expect(fromFile('timeZone: Europe/Vienna').timeZone).toBe('Europe/Vienna')
  })

  it('is the one that CONFIG_FILE names', () => {
    const config = readConfig({ CONFIG_FILE: '/etc/bot.yml' }, (path) =>
      path === '/etc/bot.yml' ? 'timeZone: Asia/Kolkata' : 'timeZone: UTC',
    )
    expect(config.timeZone).toBe('Asia/Kolkata')
  })

  it('has to be there where it is named', () => {
    expect(problemsWith({ CONFIG_FILE: '/etc/bot.yml' })).toEqual([
      'CONFIG_FILE: there is no file /etc/bot.yml; mend the path, or take the variable away.',
    ])
  })

  it('has to be readable', () => {
    const problems = problemsOf(() => readConfig({ CONFIG_FILE: 'docs' }))
    expect(problems).toEqual([expect.stringMatching(/^CONFIG_FILE: docs cannot be read \(EISDIR/)])
  })

  it('has to be YAML, and the line that is not is named', () => {
    expect(problemsIn('timeZone: UTC', 'roles: [')[0]).toMatch(/^second-story\.yml:2 /)
    expect(problemsIn('timeZone: UTC', 'timeZone: UTC')[0]).toMatch(/^second-story\.yml:2 .*unique/)
  })

  it('has to hold keys', () => {
    expect(problemsIn('- one')).toEqual(['second-story.yml:1 the file must be a group of keys, not a list.'])
  })
})

describe('problems of the file', () => {
  it('are told all at once, with those of the environment, in the order of the file', () => {
    const problems = problemsOf(() =>
      readConfig({ PORT: 'x', SLACK_APP_TOKEN: appToken }, () =>
        [
          'timeZone: Europe/Viena',
          'severities:',
          '  - key: sev1',
          '    label: 1',
          '    meaning: bad',
          'delays:',
          '  later: 1 day',
        ].join('\n'),
      ),
    )
    expect(problems.map((problem) => problem.split(': ')[0])).toEqual([
      'PORT',
      'SLACK_BOT_TOKEN',
      'second-story.yml:1 timeZone',
      'second-story.yml:3 severities[0].review',
      'second-story.yml:4 severities[0].label',
      'second-story.yml:7 delays.later',
    ])
    expect(problems[2]).toContain('Did you mean “Europe/Vienna”?')
    expect(problems[4]).toContain('must be a text: "1"')
  })

  it('name an unknown key at its line, with the nearest known', () => {
    expect(problemsIn('timezone: UTC', 'delays:', '  firstquestion: P1D', '  nonsense: 1')).toEqual([
      'second-story.yml:1 timezone: is not a known key; did you mean “timeZone”?',
      'second-story.yml:3 delays.firstquestion: is not a known key; did you mean “firstQuestion”?',
      'second-story.yml:4 delays.nonsense: is not a known key. Known here: firstQuestion, secondQuestion, later, reviewOpens.',
    ])
  })

  it('never show a token or a password, wherever it was pasted', () => {
    const env = { ...credentials, DATABASE_URL: 'postgresql://bot:verysecret@db/incidents', LOG_LEVEL: botToken, PORT: appToken }
    const lines = [`timeZone: ${botToken}`, `${appToken}: 1`, 'announceChannel: verysecret', `defaultSeverity: xoxb-other-token`]
    const text = problemsOf(() => readConfig(env, () => lines.join('\n'))).join('\n')
    expect(text).toContain('(hidden)')
    expect(text).not.toMatch(/secret|xoxb-\w|xapp-\w/)
  })
})

describe('severities and roles', () => {
  it('may be a team’s own; the usual one is then the third, or the last of fewer', () => {
    const severity = (key: string) => `  - { key: ${key}, label: ${key}, meaning: words, review: full }`
    expect(fromFile('severities:', ...['p1', 'p2', 'p3', 'p4'].map(severity)).defaultSeverity).toBe('p3')
    expect(fromFile('severities:', ...['major', 'minor'].map(severity)).defaultSeverity).toBe('minor')
    expect(fromFile('defaultSeverity: p1', 'severities:', severity('p1'), severity('p2')).defaultSeverity).toBe('p1')
  })

  it.each([
    [
      ['defaultSeverity: sev9'],
      'second-story.yml:1 defaultSeverity: must be the key of one of the severities: sev1, sev2, sev3, sev4; did you mean',
    ],
    [['severities: []'], 'second-story.yml:1 severities: must hold at least one.'],
    [['roles: [{ key: scribe, label: Scribe }]'], 'second-story.yml:1 roles: must hold a role with the key “lead”'],
    [
      ['roles:', '- { key: lead, label: L }', '- { key: lead, label: M }'],
      'second-story.yml:3 roles[1].key: “lead” is there twice.',
    ],
    [
      ['roles:', '- { key: Lead, label: L }', '- { key: lead, label: M }'],
      'second-story.yml:2 roles[0].key: must begin with a small letter',
    ],
    [['roles:', '- { key: lead, label: "" }'], 'second-story.yml:2 roles[0].label: must not be empty.'],
  ])('refuse what makes no sense: %s', (lines, beginning) => {
    const problems = problemsIn(...lines)
    expect(problems).toHaveLength(1)
    expect(problems[0]).toContain(beginning)
  })

  it('are looked at for doubles even where something else is wrong with them', () => {
    expect(problemsIn('roles:', '- { key: lead, label: L }', '- { key: lead, label: 5 }')).toHaveLength(2)
  })
})

describe('emoji', () => {
  it('may be written with colons, and the bot’s own may be switched off', () => {
    const { emoji } = fromFile('emoji:', '  marks: [{ emoji: ":bulb:", kind: hypothesis }]', '  noticed: null')
    expect(emoji).toEqual({ marks: [{ emoji: 'bulb', kind: 'hypothesis', aliases: [] }], noticed: null })
  })

  it('may be in one place only', () => {
    const problems = problemsIn(
      'emoji:',
      '  noticed: eyes',
      '  marks:',
      '    - { emoji: eyes, kind: note, aliases: [bulb] }',
      '    - { emoji: bulb, kind: action }',
    )
    expect(problems).toEqual([
      'second-story.yml:2 emoji.noticed: “eyes” has a meaning already; an emoji can have one.',
      'second-story.yml:5 emoji.marks[1].emoji: “bulb” has a meaning already; an emoji can have one.',
    ])
  })

  it('stand only for what a person can say', () => {
    expect(problemsIn('emoji:', '  marks: [{ emoji: bulb, kind: severity }]')[0]).toContain(
      'emoji.marks[0].kind: must be one of note, observation',
    )
  })

  it('are named as in Slack', () => {
    expect(problemsIn('emoji:', '  noticed: 📌')[0]).toContain(
      'emoji.noticed: must be the name of an emoji as Slack shows it, such as pushpin.',
    )
  })
})

describe('the name of a channel', () => {
  it.each(['{number}', 'inc-{number}-{title}', 'vorfälle_{title}', '{severity}-{date}-{number}'])('may be %s', (template) => {
    expect(fromFile(`channelName: "${template}"`).channelName).toBe(template)
  })

  it.each([
    ['inc-{date}', 'must hold {number} or {title}'],
    ['inc-{nummer}-{title}', '“{nummer}” is not a slot; there are {number}, {date}, {title}, {severity}'],
    ['Inc-{title}', 'may hold only small letters'],
    ['inc {title}', 'may hold only small letters'],
    ['inc.{title}', 'may hold only small letters'],
    ['inc-{title', 'must hold {number} or {title}'],
    [`${'x'.repeat(31)}{title}`, 'may have at most 30 characters'],
  ])('may not be %s', (template, words) => {
    expect(problemsIn(`channelName: "${template}"`).join('\n')).toContain(`second-story.yml:1 channelName: ${words}`)
  })
})

describe('ids of Slack', () => {
  it('are taken', () => {
    const config = fromFile(
      'announceChannel: C0123ABCD',
      'invite:',
      '  people: [U0123ABCD, W0123ABCD]',
      '  userGroups: [S0123ABCD]',
    )
    expect(config.announceChannel).toBe('C0123ABCD')
    expect(config.invite).toEqual({ people: ['U0123ABCD', 'W0123ABCD'], userGroups: ['S0123ABCD'] })
  })

  it('are asked for where there is a name, with how to find them', () => {
    const problems = problemsIn('announceChannel: "#general"', 'invite:', '  people:', '    - "@maya"', '  userGroups: [oncall]')
    expect(problems).toEqual([
      'second-story.yml:1 announceChannel: must be the id of a channel, which begins with C or G, not “#general”: in Slack, click the channel’s name; the id is at the end of “About”.',
      expect.stringMatching(/^second-story\.yml:4 invite\.people\[0\]: must be the id of a person.*Copy member ID/),
      expect.stringMatching(/^second-story\.yml:5 invite\.userGroups\[0\]: must be the id of a user group.*Copy group ID/),
    ])
  })
})

describe('hours and delays', () => {
  it('are read', () => {
    const config = fromFile(
      'workingHours:',
      '  days: [sun, mon]',
      '  from: "09:30"',
      '  to: "24:00"',
      'delays:',
      '  firstQuestion: PT0S',
    )
    expect(config.workingHours).toEqual({ days: [1, 7], from: '09:30', to: '24:00' })
    expect(config.delays.firstQuestion).toEqual({ days: 0, milliseconds: 0 })
    expect(config.delays.later).toEqual({ days: 1, milliseconds: 0 })
  })

  it.each([
    ['days: []', 'workingHours.days: must hold at least one.'],
    ['days: [monday]', 'workingHours.days[0]: must be one of mon, tue'],
    ['from: "17:00"', 'workingHours.to: must be later than “from”'],
    ['from: 9', 'workingHours.from: must be a text: "9".'],
    ['to: "25:00"', 'workingHours.to: must be a time of day such as "10:00", in quotation marks.'],
  ])('refuse %s', (line, words) => {
    expect(problemsIn('workingHours:', `  ${line}`).join('\n')).toContain(words)
  })

  it('refuse an offset as a time zone: it knows no summer time', () => {
    expect(problemsIn('timeZone: "+02:00"')[0]).toContain('“+02:00” is not a time zone')
  })
})

describe('questions', () => {
  it('may be switched off, worded anew and added', () => {
    const { questions } = fromFile(
      'questions:',
      '  off: [noticed-first]',
      '  changed:',
      '    reasonable-then: How did that make sense then?',
      '  added:',
      '    - { id: own-one, moment: entry, text: What did you have in view? }',
    )
    expect(questions).toEqual({
      off: ['noticed-first'],
      changed: { 'reasonable-then': 'How did that make sense then?' },
      added: [{ id: 'own-one', moment: 'entry', text: 'What did you have in view?' }],
      channel: null,
    })
  })

  it('to the channel of an open incident are light ones, of the team too', () => {
    const own = '  added: [{ id: own-one, moment: during, audience: channel, text: What is steady? }]'
    expect(fromFile('questions:', own, '  channel: own-one').questions.channel).toBe('own-one')
    expect(problemsIn('questions:', '  channel: reasonable-then').join()).toContain(
      'there is no question “reasonable-then” of the moment “during” for the channel; there is theories-now, other-views, steering-by.',
    )
    expect(problemsIn('questions:', '  off: [theories-now]', '  channel: theories-now')).toHaveLength(1)
  })

  it('that the bank refuses are named at their lines', () => {
    const problems = problemsIn(
      'questions:',
      '  off:',
      '    - noticed-first',
      '    - no-such-question',
      '  changed:',
      '    neither: Words',
      '  added:',
      '    - { id: own-one, moment: entry, text: What did you see? }',
      '    - { id: own-one, moment: never, text: What did you see? }',
    )
    expect(problems.map((problem) => problem.split(': ')[0])).toEqual([
      'second-story.yml:4 questions.off[1]',
      'second-story.yml:6 questions.changed.neither',
      'second-story.yml:9 questions.added[1]',
      'second-story.yml:9 questions.added[1]',
    ])
  })
})
