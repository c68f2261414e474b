import { type Logger, pino } from 'pino'
import type { LogLevel } from './config.ts'

/** Where the log goes: standard error, so that standard output is free for what a command prints. */
export type LogStream = { write(line: string): void }

/** Fields that hold a secret, wherever a library puts them: Slack's clients and `pg` hang their requests and options on errors. */
const secretFields = [
  'token',
  'botToken',
  'appToken',
  'signingSecret',
  'clientSecret',
  'client_secret',
  'id_token',
  'password',
  'connectionString',
  'authorization',
  'answerKeys',
]

const paths = secretFields.flatMap((field) => [field, `*.${field}`, `*.*.${field}`])

/** The token shapes of Slack and the password of an address, in whatever text they stand. */
const secretsInText: [RegExp, string][] = [
  [/\b(?:xoxe\.)?(?:xox[a-z]|xapp)-[\w-]+/g, '(hidden)'],
  [/(\w+:\/\/[^\s:/@"]+:)[^\s@"]+@/g, '$1(hidden)@'],
]

/**
 * The log: one JSON object a line, with a fixed sentence and ids beside it. No people's text, no tokens.
 * @param stream standard error where none is given
 */
export function createLog(level: LogLevel, stream: LogStream = pino.destination({ fd: 2, sync: true })): Logger {
  return pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths, censor: '(hidden)' },
    },
    { write: (line) => stream.write(withoutSecrets(line)) },
  )
}

const withoutSecrets = (line: string): string =>
  secretsInText.reduce((text, [pattern, instead]) => text.replace(pattern, instead), line)
