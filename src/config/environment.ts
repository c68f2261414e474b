import { environmentSchema, type LogLevel, type Variables } from './environment-schema.ts'

/** How to reach Slack: over a socket that the bot opens, or over HTTP requests that Slack sends. */
export type SlackMode = { kind: 'socket'; appToken: string } | { kind: 'http'; signingSecret: string }

/** `apiUrl` ends in a slash. */
export type SlackSettings = { botToken: string; apiUrl: string; mode: SlackMode }

/** With what people sign in with Slack, on the pages. */
export type SignInSettings = { clientId: string; clientSecret: string }

export type DatabaseSettings = { kind: 'url'; url: string } | { kind: 'embedded'; dataDir: string }

export type EnvironmentSettings = {
  /** Null where no credentials are set at all. */
  slack: SlackSettings | null
  database: DatabaseSettings
  /** What answers are sealed under. `given`: keys from the environment, in base64, the newest first; `folder`: where the bot keeps its own. */
  answerKeys: { given: string[]; folder: string }
  port: number
  /** Where people reach this server, without a slash at the end; null where there are no pages. */
  publicUrl: string | null
  /** Null where there are no pages. */
  signIn: SignInSettings | null
  logLevel: LogLevel
}

/** As `process.env`. */
export type Environment = Record<string, string | undefined>

/** The settings of the environment, or null with what is wrong, each problem beginning with the variable. An empty variable is not set. */
export function environmentFrom(env: Environment): { settings: EnvironmentSettings | null; problems: string[] } {
  const given = Object.fromEntries(Object.keys(environmentSchema.shape).map((name) => [name, variableIn(env, name)]))
  const parsed = environmentSchema.safeParse(given)
  const problems = (parsed.error?.issues ?? []).map((issue) => `${issue.path.join('.')}: ${issue.message}.`)
  problems.push(...missingCredentials(given), ...missingForPages(given))
  return { settings: parsed.success && problems.length === 0 ? settingsOf(parsed.data) : null, problems }
}

/** A variable without the white space around it (a token read from a file often ends in a line break); undefined where it is empty. */
export const variableIn = (env: Environment, name: string): string | undefined => env[name]?.trim() || undefined

/** What must never be printed. */
export function secretsOf(env: Environment): string[] {
  const url = variableIn(env, 'DATABASE_URL')
  const names = [
    'SLACK_BOT_TOKEN',
    'SLACK_APP_TOKEN',
    'SLACK_SIGNING_SECRET',
    'SLACK_CLIENT_SECRET',
    'DATABASE_URL',
    'ANSWER_KEY',
  ]
  const password = url && URL.canParse(url) ? new URL(url).password : ''
  return [...names.map((name) => variableIn(env, name) ?? ''), password].filter((secret) => secret !== '')
}

/** Credentials are left out as a whole or set as a whole. */
function missingCredentials(given: Environment): string[] {
  const hasWay = given.SLACK_APP_TOKEN !== undefined || given.SLACK_SIGNING_SECRET !== undefined
  if (given.SLACK_BOT_TOKEN === undefined && hasWay) {
    const set = given.SLACK_APP_TOKEN === undefined ? 'SLACK_SIGNING_SECRET' : 'SLACK_APP_TOKEN'
    return [`SLACK_BOT_TOKEN: is missing, though ${set} is set. It is on the app’s page “OAuth & Permissions”.`]
  }
  if (given.SLACK_BOT_TOKEN !== undefined && !hasWay) {
    return [
      'SLACK_APP_TOKEN: is missing, though SLACK_BOT_TOKEN is set. Set it for Socket Mode, or SLACK_SIGNING_SECRET for HTTP; both are on the app’s page “Basic Information”.',
    ]
  }
  return []
}

const pageVariables: Record<string, string> = {
  PUBLIC_URL: 'It is the address under which people reach this server.',
  SLACK_CLIENT_ID: 'It is on the app’s page “Basic Information”.',
  SLACK_CLIENT_SECRET: 'It is on the app’s page “Basic Information”.',
}

/** Pages need all three, and nothing else needs any. */
function missingForPages(given: Environment): string[] {
  const names = Object.keys(pageVariables)
  const set = names.filter((name) => given[name] !== undefined)
  if (set.length === 0) return []
  const missing = names.filter((name) => given[name] === undefined)
  const isThere = `${set.join(' and ')} ${set.length === 1 ? 'is' : 'are'} set`
  return missing.map(
    (name) => `${name}: is missing, though ${isThere}. ${pageVariables[name]} Without pages, leave out all three.`,
  )
}

function settingsOf(variables: Variables): EnvironmentSettings {
  return {
    slack: slackOf(variables),
    database: variables.DATABASE_URL
      ? { kind: 'url', url: variables.DATABASE_URL }
      : { kind: 'embedded', dataDir: variables.DATA_DIR },
    answerKeys: { given: variables.ANSWER_KEY ?? [], folder: variables.DATA_DIR },
    port: variables.PORT,
    publicUrl: variables.PUBLIC_URL ?? null,
    signIn: signInOf(variables),
    logLevel: variables.LOG_LEVEL,
  }
}

function slackOf(variables: Variables): SlackSettings | null {
  const mode = modeOf(variables)
  if (!variables.SLACK_BOT_TOKEN || !mode) return null
  return { botToken: variables.SLACK_BOT_TOKEN, apiUrl: variables.SLACK_API_URL, mode }
}

function signInOf({ SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret }: Variables): SignInSettings | null {
  return clientId && clientSecret ? { clientId, clientSecret } : null
}

/** With both, Socket Mode wins. */
function modeOf(variables: Variables): SlackMode | null {
  if (variables.SLACK_APP_TOKEN) return { kind: 'socket', appToken: variables.SLACK_APP_TOKEN }
  if (variables.SLACK_SIGNING_SECRET) return { kind: 'http', signingSecret: variables.SLACK_SIGNING_SECRET }
  return null
}
