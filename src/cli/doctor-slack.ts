import { z } from 'zod'
import type { SlackMode } from '../config.ts'
import type { Clock } from '../core/clock.ts'
import type { Finding } from './doctor.ts'

/** What is read of Slack's answers; everything else in them is left alone. */
const body = z.looseObject({
  ok: z.boolean(),
  error: z.string().optional(),
  team: z.string().optional(),
  team_id: z.string().optional(),
  enterprise_id: z.string().nullish(),
  is_enterprise_install: z.boolean().optional(),
})

/** An answer of Slack's with its two telling headers, or why there is none. `date` is Slack's clock. */
export type Asked =
  | { kind: 'answer'; body: z.infer<typeof body>; scopes: string[] | null; date: Date | null }
  | { kind: 'refused'; code: string; date: Date | null }
  | { kind: 'silence'; reason: string }

export type Ask = (method: string, token: string, args?: Record<string, string>) => Promise<Asked>

/** How long to wait for one answer, in milliseconds. */
const patience = 10_000

/** Calls methods of the Web API. Not by Slack's client, which hides the headers and tries for half an hour. */
export function askSlack(fetch: typeof globalThis.fetch, apiUrl: string): Ask {
  return async (method, token, args = {}) => {
    const request = {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(args).toString(),
      signal: AbortSignal.timeout(patience),
    }
    try {
      return await readAnswer(await fetch(new URL(method, apiUrl), request))
    } catch (error) {
      return { kind: 'silence', reason: reasonOf(error) }
    }
  }
}

async function readAnswer(response: Response): Promise<Asked> {
  const date = dateOf(response.headers.get('date'))
  if (response.status === 429) return { kind: 'refused', code: 'ratelimited', date }
  const parsed = body.safeParse(await response.json().catch(() => null))
  if (!parsed.success) return { kind: 'silence', reason: `it answered ${response.status}, not as Slack does` }
  if (!parsed.data.ok) return { kind: 'refused', code: parsed.data.error ?? 'unknown_error', date }
  return { kind: 'answer', body: parsed.data, scopes: scopesOf(response.headers.get('x-oauth-scopes')), date }
}

const scopesOf = (header: string | null): string[] | null => header?.split(',').map((scope) => scope.trim()) ?? null

function dateOf(header: string | null): Date | null {
  const date = new Date(header ?? Number.NaN)
  return Number.isNaN(date.getTime()) ? null : date
}

/** Node's fetch hides what happened in `cause`. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  if (error.name === 'TimeoutError') return `no answer within ${patience / 1000} s`
  const { cause } = error
  return cause instanceof Error && 'code' in cause ? String(cause.code) : error.message
}

const silence = (reason: string): string =>
  `Slack cannot be reached (${reason}). Check the network, a proxy or firewall on the way, and SLACK_API_URL.`

const reinstall = 'On the app’s page, “OAuth & Permissions”, install the app (again) and copy its bot token into SLACK_BOT_TOKEN.'

export function checkBotToken(test: Asked): Finding {
  const check = 'bot token'
  if (test.kind === 'silence') return { check, level: 'problem', sentence: silence(test.reason) }
  if (test.kind === 'refused') return { check, level: 'problem', sentence: `Slack refuses it (${test.code}). ${reinstall}` }
  return { check, level: 'ok', sentence: `Slack knows it, for the workspace ${test.body.team ?? test.body.team_id}.` }
}

/** Signatures are refused when five minutes old, and due times are compared with this clock. In seconds. */
const mostSkew = 60

export function checkClock(test: Asked, clock: Clock): Finding | null {
  if (test.kind === 'silence' || !test.date) return null
  const skew = Math.round((clock.now().getTime() - test.date.getTime()) / 1000)
  if (Math.abs(skew) <= mostSkew) return { check: 'clock', level: 'ok', sentence: 'It agrees with Slack’s to a minute.' }
  const words = `This machine’s clock is ${Math.abs(skew)} s ${skew > 0 ? 'ahead of' : 'behind'} Slack’s. Turn on time synchronisation (NTP).`
  return { check: 'clock', level: 'warning', sentence: words }
}

export function checkScopes(test: Asked, wanted: string[]): Finding {
  const check = 'scopes'
  if (test.kind !== 'answer' || !test.scopes)
    return { check, level: 'warning', sentence: 'Slack did not say which scopes the token has.' }
  const granted = test.scopes
  const missing = wanted.filter((scope) => !granted.includes(scope))
  if (missing.length === 0) return { check, level: 'ok', sentence: 'The token has every scope of manifest.yml.' }
  return {
    check,
    level: 'problem',
    sentence: `The token lacks ${missing.join(', ')}. Paste manifest.yml into “App Manifest” on the app’s page, save, and install the app again.`,
  }
}

/** What helps against an app-level token that Slack does not take. */
const newAppToken =
  'On the app’s page, “Basic Information”, make an app-level token with the scope connections:write and set SLACK_APP_TOKEN.'

/**
 * Socket Mode: whether Slack would open a connection (the address it gives is not used).
 * HTTP: what Slack must be told; whether its requests arrive cannot be seen from here.
 */
export async function checkWayToSlack(ask: Ask, mode: SlackMode, publicUrl: string | null): Promise<Finding> {
  if (mode.kind === 'http') {
    const address = `${publicUrl ?? 'https://<your address>'}/slack/events`
    return {
      check: 'HTTP',
      level: 'ok',
      sentence: `The three addresses in the app’s manifest must be ${address}; only Slack can tell whether it gets there.`,
    }
  }
  const check = 'app-level token'
  const opened = await ask('apps.connections.open', mode.appToken)
  if (opened.kind === 'silence') return { check, level: 'problem', sentence: silence(opened.reason) }
  if (opened.kind === 'answer') return { check, level: 'ok', sentence: 'Slack opens connections for it (Socket Mode).' }
  if (opened.code === 'ratelimited')
    return {
      check,
      level: 'warning',
      sentence: 'Slack asks for a pause before it opens another connection. Ask again in a minute.',
    }
  return { check, level: 'problem', sentence: `Slack refuses it (${opened.code}). ${newAppToken}` }
}
