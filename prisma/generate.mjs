// Writes the Prisma client to src/generated/prisma. `prisma generate` looks for a schema engine that it
// would download; it never runs one, so any executable satisfies it and nothing is fetched.
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const require = createRequire(import.meta.url)
const cli = join(dirname(require.resolve('prisma/package.json')), 'build', 'index.js')
const run = spawnSync(process.execPath, [cli, 'generate', '--no-hints'], {
  cwd: root,
  env: {
    ...process.env,
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
  },
  encoding: 'utf8',
})
if (run.status !== 0) process.stderr.write(`${run.stdout}${run.stderr}`)
process.exit(run.status ?? 1)
