import { z } from 'zod'
import { answerKeysIn } from './answer-keys.ts'
import { shown } from './problems.ts'

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

const portNumber = 'must be the number of a port, 0 to 65535'
const tokenOwners = { 'xoxb-': 'SLACK_BOT_TOKEN', 'xapp-': 'SLACK_APP_TOKEN' }

function wrongToken(prefix: string, what: string, value: unknown): string {
  const owner = Object.entries(tokenOwners).find(([start]) => String(value).startsWith(start))?.[1]
  return `must be the ${what}, which begins with ${prefix}${owner ? ` (what is set looks like the one for ${owner})` : ''}`
}

const token = (prefix: string, what: string) =>
  z.string().startsWith(prefix, { error: (issue) => wrongToken(prefix, what, issue.input) })

const address = (protocols: string[], example: string) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    error: `must be an address such as ${example}`,
  })

const onThisMachine = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Cookies that are sent over a plain connection can be read by others: only the machine itself may be reached over one. */
function isOwnAddress(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, href, origin } = new URL(text)
  return href === `${origin}/` && (protocol === 'https:' || (protocol === 'http:' && onThisMachine.has(hostname)))
}

const withSlash = (text: string): string => (text.endsWith('/') ? text : `${text}/`)

/** Every variable that is read, described for the reference (docs/settings.md). */
export const environmentSchema = z.object({
  SLACK_BOT_TOKEN: token('xoxb-', 'bot token')
    .optional()
    .describe('The bot token of the Slack app (`xoxb-…`), from its page “OAuth & Permissions”.'),
  SLACK_APP_TOKEN: token('xapp-', 'app-level token')
    .optional()
    .describe(
      'The app-level token (`xapp-…`) with the scope `connections:write`, from the page “Basic Information”. It turns on Socket Mode, which needs no public address.',
    ),
  SLACK_SIGNING_SECRET: z
    .string()
    .regex(/^\S{8,}$/, 'must be the signing secret from the app’s page “Basic Information”: one word')
    .optional()
    .describe(
      'The signing secret, from the page “Basic Information”. It turns on HTTP: Slack sends everything to `/slack/events`. With an app-level token too, Socket Mode wins.',
    ),
  SLACK_API_URL: address(['https:', 'http:'], 'https://slack.com/api/')
    .transform(withSlash)
    .prefault('https://slack.com/api/')
    .describe('Where Slack’s Web API is. GovSlack has another: `https://slack-gov.com/api/`.'),
  DATABASE_URL: address(['postgres:', 'postgresql:'], 'postgresql://user:password@host:5432/name')
    .optional()
    .describe(
      'A PostgreSQL database, as `postgresql://user:password@host:5432/name`. Without it the bot runs its own in `DATA_DIR`.',
    ),
  DATA_DIR: z
    .string()
    .prefault('./data')
    .describe(
      'The folder of the bot’s own PostgreSQL (not where `DATABASE_URL` is set), and of the key that seals answers where `ANSWER_KEY` is not set.',
    ),
  ANSWER_KEY: z
    .string()
    .transform((text) => answerKeysIn(text))
    .refine((keys) => keys !== null, 'must be 32 bytes in base64 or hex: `npm run -s cli -- answer-key` prints one')
    .optional()
    .describe(
      'The key under which answers are sealed in the database: 32 bytes in base64 or hex. Several, with commas, the newest first: what was sealed under the others is sealed anew at the start. Without it the bot makes one, `answer.key` in `DATA_DIR`.',
    ),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, portNumber)
    .transform(Number)
    .pipe(z.number().max(65_535, portNumber))
    .prefault('3000')
    .describe('The port of `/healthz`, `/readyz` and, over HTTP, `/slack/events`.'),
  PUBLIC_URL: z
    .string()
    .refine(isOwnAddress, {
      error:
        'must be an address without a path, such as https://incidents.example.com; with http:// only on this machine, as http://localhost:3000',
    })
    .transform((text) => new URL(text).origin)
    .optional()
    .describe(
      'The address under which people reach this server, which turns on its pages ([web.md](web.md)). Everything works in Slack without one.',
    ),
  SLACK_CLIENT_ID: z
    .string()
    .regex(/^[\w.-]+$/, 'must be the client ID from the app’s page “Basic Information”: one word')
    .optional()
    .describe('For the pages: the client ID of the Slack app, from the page “Basic Information”. People sign in with Slack.'),
  SLACK_CLIENT_SECRET: z
    .string()
    .regex(/^\S{8,}$/, 'must be the client secret from the app’s page “Basic Information”: one word')
    .optional()
    .describe('For the pages: the client secret, from the same page.'),
  LOG_LEVEL: z
    .enum(logLevels, { error: (issue) => `must be one of ${logLevels.join(', ')}, not ${shown(issue.input)}` })
    .prefault('info')
    .describe('How much is written to standard error.'),
  CONFIG_FILE: z
    .string()
    .optional()
    .describe('The settings file (below). Without it `second-story.yml` in the working directory is read, if there is one.'),
})

export type Variables = z.output<typeof environmentSchema>
