import { chmod, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * A new folder that everybody may enter: as root, PostgreSQL runs under another account, which has to get in.
 * The caller removes it.
 */
export async function temporaryFolder(name = 'tests'): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `second-story-${name}-`))
  await chmod(folder, 0o755)
  return folder
}
