import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'

/** An import that a file may not have, and what the linter then says. */
const forbidden = [
  ['src/core/incident.ts', "import { db } from '../store/db.ts'", 'src/core is pure'],
  ['src/core/clock.ts', "import { db } from 'node:fs'", 'src/core is pure'],
  ['src/core/people.ts', "import { db } from '@slack/web-api'", 'src/core is pure'],
  ['src/store/incidents.ts', "import { db } from '../flows/declare-incident.ts'", 'src/store knows only src/core'],
  ['src/store/entries.ts', "import { db } from '../jobs/queue.ts'", 'src/store knows only src/core'],
  ['src/jobs/worker.ts', "import { db } from '../slack/handlers.ts'", 'handlers are handed in'],
  ['src/jobs/queue.ts', "import { db } from '../generated/prisma/client.ts'", 'src/jobs knows only'],
  ['src/flows/add-note.ts', "import { db } from '../slack/api.ts'", 'A flow reads, decides, writes and enqueues.'],
  ['src/flows/run-due.ts', "import { db } from '@slack/web-api'", 'A flow reads, decides, writes and enqueues.'],
  ['src/flows/read-review.ts', "import { db } from '../jobs/worker.ts'", 'A flow reads, decides, writes and enqueues.'],
  ['src/flows/skip-prompt.ts', "import { db } from '../generated/prisma/client.ts'", 'A flow reads, decides'],
  ['src/slack/command.ts', "import { db } from '../web/server.ts'", 'src/slack knows flows, core'],
  ['src/slack/buttons.ts', "import { saveIncident as db } from '../store/incidents.ts'", 'changes are made by flows'],
  ['src/slack/submissions.ts', "import { insertEntry as db } from '../store/entries.ts'", 'changes are made by flows'],
  ['src/slack/events.ts', "import * as db from '../store/entries.ts'", 'changes are made by flows'],
  ['src/slack/respond.ts', "import { db } from '../jobs/queue.ts'", 'src/slack knows flows, core'],
  ['src/slack/views/incident.ts', "import { db } from '../../store/incidents.ts'", 'A view is a pure function'],
  ['src/slack/views/review.ts', "import { db } from '../api.ts'", 'A view is a pure function'],
  ['src/web/health.ts', "import { db } from '../slack/api.ts'", 'src/web knows flows'],
  ['src/web/server.ts', "import { saveIncident as db } from '../store/incidents.ts'", 'changes are made by flows'],
  ['src/config.ts', "import { db } from './store/db.ts'", 'Settings know only src/core'],
  ['src/config/file.ts', "import { db } from '../flows/add-note.ts'", 'Settings know only src/core'],
  ['src/database/open.ts', "import { db } from '../flows/add-note.ts'", 'src/database knows only src/store'],
  ['src/sandbox/sandbox.ts', "import { db } from '../core/clock.ts'", 'The sandbox knows nothing'],
  ['src/sandbox/methods/chat.ts', "import { db } from '../../slack/ids.ts'", 'The sandbox knows nothing'],
  ['src/app.ts', "import { db } from './sandbox/index.ts'", 'The bot knows nothing of the sandbox'],
  ['src/cli/export.ts', "import { db } from '../generated/prisma/client.ts'", 'only src/store knows the generated client'],
] as const

/** The same rooms, with an import that they may have. */
const allowed = [
  ['src/core/review/review.ts', "import { db } from './incident.ts'"],
  ['src/store/db.ts', "import { db } from '../generated/prisma/client.ts'"],
  ['src/jobs/processes.ts', "import { db } from '../database/lasting-connection.ts'"],
  ['src/flows/declare-incident.ts', "import { enqueue as db } from '../jobs/queue.ts'"],
  ['src/flows/mark-message.ts', "import { insertMark as db } from '../store/marks.ts'"],
  ['src/slack/deliver-channel.ts', "import { recordChannel as db } from '../flows/record-channel.ts'"],
  ['src/slack/show.ts', "import { savePosted as db } from '../store/posted-messages.ts'"],
  ['src/slack/connect.ts', "import { findIncident as db } from '../store/incidents.ts'"],
  ['src/slack/views/timeline.ts', "import { db } from '../blocks.ts'"],
  ['src/slack/views/forms.ts', "import { db } from '../../core/incident.ts'"],
  ['src/web/close-server.ts', "import { db } from '../flows/read-review.ts'"],
  ['src/config/rules.ts', "import { db } from '../core/severity.ts'"],
  ['src/database/migrate.ts', "import { db } from '../store/db.ts'"],
  ['src/sandbox/people/person.ts', "import { db } from '../state.ts'"],
  ['src/main.ts', "import { db } from './slack/api.ts'"],
] as const

const report = z.object({
  diagnostics: z.array(
    z.object({ category: z.string(), severity: z.string(), message: z.string(), location: z.object({ path: z.string() }) }),
  ),
})

let folder: string
let found: Map<string, string>

/** What the linter says of files with nothing in them but these imports; by the file's path. */
function lint(cases: readonly (readonly [string, string, ...string[]])[]): Map<string, string> {
  for (const [path, text] of cases) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), `${text}\n\nexport const used = db\n`)
  }
  const args = ['lint', '--vcs-enabled=false', '--reporter=json', '--max-diagnostics=none', 'src']
  const run = spawnSync(resolve('node_modules/.bin/biome'), args, { cwd: folder, encoding: 'utf8' })
  const { diagnostics } = report.parse(JSON.parse(run.stdout))
  const walls = diagnostics.filter(
    ({ category, severity }) => category === 'lint/style/noRestrictedImports' && severity === 'error',
  )
  return new Map(walls.map(({ location, message }) => [location.path, message]))
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'second-story-walls-'))
  copyFileSync('biome.json', join(folder, 'biome.json'))
  found = lint([...forbidden, ...allowed])
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the walls between the rooms', () => {
  it.each(forbidden)('keep %s from: %s', (path, _text, message) => {
    expect(found.get(path)).toContain(message)
  })

  it.each(allowed)('let %s have: %s', (path) => {
    expect(found.get(path)).toBeUndefined()
  })
})
