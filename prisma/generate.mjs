// Writes the Prisma client to src/generated/prisma, unless it was made from this schema by this version of Prisma already.
// `prisma generate` looks for a schema engine that it would download; it never runs one, so any executable satisfies it
// and nothing is fetched.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const generated = join(root, 'src/generated/prisma')
const madeFromFile = join(generated, 'made-from.txt')
const prismaPackage = createRequire(import.meta.url).resolve('prisma/package.json')

const madeFrom = createHash('sha256')
for (const file of [join(root, 'prisma/schema.prisma'), prismaPackage]) madeFrom.update(readFileSync(file))
const wanted = `${madeFrom.digest('hex')}\n`

if (!existsSync(madeFromFile) || readFileSync(madeFromFile, 'utf8') !== wanted) {
  generate()
  writeFileSync(madeFromFile, wanted)
}

function generate() {
  const env = {
    ...process.env,
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
  }
  const cli = join(dirname(prismaPackage), 'build', 'index.js')
  const run = spawnSync(process.execPath, [cli, 'generate', '--no-hints'], { cwd: root, env, encoding: 'utf8' })
  if (run.status === 0) return
  process.stderr.write(`${run.stdout}${run.stderr}`)
  process.exit(run.status ?? 1)
}
