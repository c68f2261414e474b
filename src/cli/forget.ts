import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import type { Ctx } from '../context.ts'
import { realClock } from '../core/clock.ts'
import { Refusal } from '../core/refusal.ts'
import { openDatabase } from '../database/open.ts'
import { openSeals } from '../database/open-seals.ts'
import { forgetPerson } from '../flows/forget-person.ts'
import { createLog } from '../log.ts'
import { keySource, placeOfDatabase, readSettings } from '../startup.ts'
import type { Who } from '../store/forgetting.ts'
import { listWorkspaces } from '../store/workspaces.ts'

const usage = 'npm run -s cli -- forget U012AB3CD'

type Wanted = { userId: string; workspaceId: string | null; isSure: boolean }

/** Erases somebody from the record, once whoever types it has said that they mean it. @throws Refusal where nothing was erased */
export async function forget(args: string[]): Promise<number> {
  const wanted = wantedFrom(args)
  const config = readSettings()
  const log = createLog('silent')
  const database = await openDatabase({ ...placeOfDatabase(config), role: 'cli', log })
  try {
    const seals = await openSeals(database.db, keySource(config), 'cli')
    const ctx: Ctx = { db: database.db, clock: realClock, log, config, seals }
    const who = { workspaceId: await workspaceOf(ctx, wanted), userId: wanted.userId }
    if (!wanted.isSure) await askWhetherSure(who)
    if (!(await forgetPerson(ctx, who))) throw new Refusal(nothingOf(who))
    process.stdout.write(doneText(who))
    return 0
  } finally {
    await database.close()
  }
}

async function workspaceOf(ctx: Ctx, { workspaceId, userId }: Wanted): Promise<string> {
  const all = await ctx.db.statement((tx) => listWorkspaces(tx))
  const meant = workspaceId === null ? all : all.filter(({ id }) => id === workspaceId)
  const [only, ...others] = meant
  if (!only) throw new Refusal('There is no such workspace here: the bot has not run with this database, or not for it.')
  if (others.length > 0) throw new Refusal(`Say which workspace: --workspace ${meant.map(({ id }) => id).join(' or ')}.`)
  if (only.botUserId === userId) throw new Refusal('That is the bot itself.')
  return only.id
}

/** @throws Refusal where they are not, or cannot be asked */
async function askWhetherSure({ userId }: Who): Promise<void> {
  if (!process.stdin.isTTY)
    throw new Refusal(`This cannot be undone. To go on without being asked: ${usage.replace('U012AB3CD', userId)} --yes`)
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  const typed = await lines.question(`This erases ${userId} and cannot be undone. Type the id once more to go on: `)
  lines.close()
  if (typed.trim() !== userId) throw new Refusal('Nothing was erased.')
}

const nothingOf = ({ userId, workspaceId }: Who): string =>
  `Nothing of ${userId} is here: no such person is known in ${workspaceId}, or they were forgotten before.`

const doneText = ({ userId }: Who): string =>
  [
    `${userId} is forgotten.`,
    '',
    'Erased: their answers, notes and drafts, released or not; the questions to them, and what they wished; what they had expected and saw;',
    'their words in the log and on timelines; their name, their settings and their sessions. A moment of theirs keeps its place and says',
    'that its words were erased.',
    'Replaced: their id, wherever it stood. In reviews they are a role, a responder or “somebody”. What they hosted, led or looked after',
    'has nobody now; whoever asked them for a call finds that they were not reached.',
    'Kept: what they wrote into reviews for everybody (sections, conditions, changes, titles), without their name; what other people wrote',
    'in their own words; and what they merged into a published review, as nobody can tell which of it is theirs.',
    'In Slack: the bot takes what it wrote to them out of their direct messages and empties their page; if it is not running, when it',
    'starts. What people wrote in Slack themselves is Slack’s, as are exports and backups whoever made them.',
    '',
  ].join('\n')

function wantedFrom(args: string[]): Wanted {
  const { values, positionals } = parsed(args)
  const [typed = '', ...others] = positionals
  const userId = /^(?:<@)?([UW][A-Z0-9]{1,20})(?:\|[^>]*)?>?$/.exec(typed)?.[1]
  if (!userId || others.length > 0)
    throw new Refusal(`Say whom, by their Slack id, which their profile in Slack shows under “Copy member ID”: ${usage}`)
  return { userId, workspaceId: values.workspace ?? null, isSure: values.yes ?? false }
}

function parsed(args: string[]) {
  const options = { workspace: { type: 'string' }, yes: { type: 'boolean' } } as const
  try {
    return parseArgs({ args, options, allowPositionals: true })
  } catch (error) {
    if (error instanceof TypeError) throw new Refusal(`${error.message}\nUsage: ${usage}`)
    throw error
  }
}
