import { parseArgs } from 'node:util'
import type { Ctx } from '../context.ts'
import { realClock } from '../core/clock.ts'
import type { ExportInput } from '../core/export/export-clean.ts'
import { exportHtml } from '../core/export/export-html.ts'
import { exportJson } from '../core/export/export-json.ts'
import { exportMarkdown } from '../core/export/export-markdown.ts'
import { nameOf, numberIn } from '../core/incident.ts'
import { Refusal } from '../core/refusal.ts'
import type { Viewer } from '../core/viewer.ts'
import { openDatabase } from '../database/open.ts'
import { openSeals } from '../database/open-seals.ts'
import { findIncident } from '../flows/find-incident.ts'
import { readReview } from '../flows/read-review.ts'
import { createLog } from '../log.ts'
import { keySource, placeOfDatabase, readSettings } from '../startup.ts'
import { listWorkspaces } from '../store/workspaces.ts'

/** Every form of an export. */
const formats = {
  markdown: exportMarkdown,
  html: exportHtml,
  json: (input: ExportInput) => `${JSON.stringify(exportJson(input), null, 2)}\n`,
} as const
type Format = keyof typeof formats

const formatFrom = (text: string): Format | null => (text === 'markdown' || text === 'html' || text === 'json' ? text : null)

type Wanted = { number: number; format: Format; userId: string | null; workspaceId: string | null }

/** Prints an incident as it may be shown to anybody, or to the person named with `--for`. @throws Refusal where it may not */
export async function exportIncident(args: string[]): Promise<number> {
  const wanted = wantedFrom(args)
  const config = readSettings()
  const log = createLog('silent')
  const database = await openDatabase({ ...placeOfDatabase(config), role: 'cli', log })
  try {
    const seals = await openSeals(database.db, keySource(config), 'cli')
    process.stdout.write(await exported({ db: database.db, clock: realClock, log, config, seals }, wanted))
    return 0
  } finally {
    await database.close()
  }
}

async function exported(ctx: Ctx, wanted: Wanted): Promise<string> {
  const viewer = await viewerOf(ctx, wanted)
  const name = nameOf(wanted)
  const { incident } = await findIncident(ctx, { viewer, channelId: null, words: name })
  if (!incident)
    throw new Refusal(
      `There is no ${name} that may be shown. A private incident is exported for somebody in its channel: --for U012AB3CD.`,
    )
  const { facts, rendered, labels, names } = await readReview(ctx, { viewer, incidentId: incident.id })
  return formats[wanted.format]({ facts, rendered, labels, names, generatedAt: ctx.clock.now() })
}

async function viewerOf(ctx: Ctx, { userId, workspaceId }: Wanted): Promise<Viewer> {
  const all = await ctx.db.statement((tx) => listWorkspaces(tx))
  const meant = workspaceId ? all.filter(({ id }) => id === workspaceId) : all
  const [only, ...others] = meant
  if (!only) throw new Refusal('There is nothing here yet: the bot has not run with this database.')
  if (others.length > 0) throw new Refusal(`Say which workspace: --workspace ${meant.map(({ id }) => id).join(' or ')}.`)
  return userId ? { kind: 'person', workspaceId: only.id, userId } : { kind: 'public', workspaceId: only.id }
}

function wantedFrom(args: string[]): Wanted {
  const { values, positionals } = parsed(args)
  const number = numberIn(positionals[0] ?? '')
  if (number === null || positionals.length > 1)
    throw new Refusal('Say which incident: npm run -s cli -- export INC-1 --format markdown')
  const format = formatFrom(values.format ?? 'markdown')
  if (!format) throw new Refusal(`There is no format "${values.format}". There are ${Object.keys(formats).join(', ')}.`)
  return { number, format, userId: values.for ?? null, workspaceId: values.workspace ?? null }
}

function parsed(args: string[]) {
  const options = { format: { type: 'string' }, for: { type: 'string' }, workspace: { type: 'string' } } as const
  try {
    return parseArgs({ args, options, allowPositionals: true })
  } catch (error) {
    if (error instanceof TypeError) throw new Refusal(`${error.message}\nUsage: npm run -s cli -- export INC-1 --format markdown`)
    throw error
  }
}
