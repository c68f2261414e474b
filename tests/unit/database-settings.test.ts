import { expect, it } from 'vitest'
import { urlOf } from '../../src/database/connection.ts'
import { findPackage } from '../../src/database/embedded-binaries.ts'
import { allows } from '../../src/database/embedded-reach.ts'
import { settingsText } from '../../src/database/embedded-settings.ts'

it('writes a folder with a quote, a comma or a space so that PostgreSQL reads it as one', () => {
  expect(settingsText(`/home/o'hara, jo/run`)).toContain(`unix_socket_directories = '"/home/o''hara, jo/run"'`)
})

it('lets a setting of the caller win', () => {
  const lines = settingsText('/run', { shared_buffers: '8MB' }).split('\n')
  expect(lines.filter((line) => line.startsWith('shared_buffers'))).toEqual([`shared_buffers = '8MB'`])
})

it('gives an address whose socket folder survives any character', () => {
  const address = new URL(urlOf({ host: '/data & more/run?', port: 5432, user: 'postgres', database: 'second_story' }))
  expect(address.searchParams.get('host')).toBe('/data & more/run?')
  expect(address.pathname).toBe('/second_story')
})

it('reads permission bits as the system does: the owner’s, else the group’s, else everybody’s', () => {
  const account = { uid: 65534, gid: 65534 }
  expect(allows({ uid: 0, gid: 0, mode: 0o755 }, account, 1)).toBe(true)
  expect(allows({ uid: 0, gid: 0, mode: 0o700 }, account, 1)).toBe(false)
  expect(allows({ uid: 0, gid: 65534, mode: 0o750 }, account, 5)).toBe(true)
  expect(allows({ uid: 65534, gid: 0, mode: 0o077 }, account, 1)).toBe(false)
  expect(allows({ uid: 0, gid: 65534, mode: 0o705 }, account, 1)).toBe(false)
})

it('says what to do where npm has no PostgreSQL for the system', async () => {
  await expect(findPackage('plan9-x64')).rejects.toThrow(/no PostgreSQL for this system \(plan9-x64\).*set DATABASE_URL/)
})
