import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import { type Config, ConfigProblems } from '../config.ts'
import type { Clock } from '../core/clock.ts'
import { checkDatabase, type DatabaseProbe } from './doctor-database.ts'
import { checkAnnounceChannel, checkPeople, checkUserGroups } from './doctor-places.ts'
import { type Asked, askSlack, checkBotToken, checkClock, checkScopes, checkWayToSlack } from './doctor-slack.ts'

/** What was looked at, how it is, and, where it is not well, how to mend it. */
export type Finding = { check: string; level: 'ok' | 'warning' | 'problem'; sentence: string }

type Input = {
  /** What `readConfig` gave, or threw. */
  settings: Config | ConfigProblems
  clock: Clock
  /** Looks at the database, in the eyes of one workspace (null where Slack has not named it). */
  probeDatabase: DatabaseProbe
  fetch?: typeof fetch
  /** The text of `manifest.yml`; the one of this program where none is given. */
  manifest?: string
}

/** Looks at everything the bot needs from outside. What fails is a finding, never an error. */
export async function runDoctor({
  settings,
  clock,
  probeDatabase,
  fetch = globalThis.fetch,
  manifest = ownManifest(),
}: Input): Promise<Finding[]> {
  if (settings instanceof ConfigProblems)
    return settings.problems.map((sentence) => ({ check: 'settings', level: 'problem', sentence }))
  const settled: Finding = { check: 'settings', level: 'ok', sentence: 'Every setting can be read.' }
  if (!settings.slack) return [settled, noCredentials, ...(await checkDatabase(probeDatabase, null))]
  const { slack } = settings
  const ask = askSlack(fetch, slack.apiUrl)
  const test = await ask('auth.test', slack.botToken)
  const findings = [
    settled,
    checkBotToken(test),
    checkClock(test, clock),
    await checkWayToSlack(ask, slack.mode, settings.publicUrl),
  ]
  if (test.kind === 'answer') findings.push(checkScopes(test, scopesOf(manifest)), ...(await checkPlaces(settings, ask, test)))
  return [...findings, ...(await checkDatabase(probeDatabase, workspaceOf(test)))].filter((finding) => finding !== null)
}

async function checkPlaces(config: Config, ask: ReturnType<typeof askSlack>, test: Asked): Promise<(Finding | null)[]> {
  const token = config.slack?.botToken
  if (!token) return []
  const asBot = (method: string, args: Record<string, string>) => ask(method, token, args)
  const { announceChannel, invite } = config
  return [
    announceChannel ? await checkAnnounceChannel(asBot, announceChannel, test) : null,
    ...(await checkPeople(asBot, invite.people)),
    ...(await checkUserGroups(asBot, invite.userGroups)),
  ]
}

const noCredentials: Finding = {
  check: 'Slack',
  level: 'problem',
  sentence:
    'No Slack credentials are set. Create the app from manifest.yml at https://api.slack.com/apps, then set SLACK_BOT_TOKEN and SLACK_APP_TOKEN (or SLACK_SIGNING_SECRET for HTTP).',
}

/** The id under which the record keeps this workspace: the organisation's where the app is installed for all of it. */
function workspaceOf(test: Asked): string | null {
  if (test.kind !== 'answer') return null
  const { team_id: team, enterprise_id: enterprise, is_enterprise_install: isOrganisation } = test.body
  return (isOrganisation ? enterprise : team) ?? null
}

const manifestShape = z.object({ oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }) })

const scopesOf = (manifest: string): string[] => manifestShape.parse(parse(manifest)).oauth_config.scopes.bot

const ownManifest = (): string => readFileSync(new URL('../../manifest.yml', import.meta.url), 'utf8')

const signs = { ok: 'ok     ', warning: 'warning', problem: 'PROBLEM' }

/** One line for each finding, the worst last, so that it is in view. */
export function printFindings(findings: Finding[]): string {
  const order = ['ok', 'warning', 'problem']
  const sorted = [...findings].sort((a, b) => order.indexOf(a.level) - order.indexOf(b.level))
  return sorted.map(({ level, check, sentence }) => `${signs[level]}  ${check}: ${sentence}\n`).join('')
}
