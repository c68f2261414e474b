import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pino } from 'pino'
import { expect, it, onTestFinished } from 'vitest'
import { urlOf } from '../../src/database/connection.ts'
import { pendingMigrations } from '../../src/database/migrate.ts'
import { openDatabase } from '../../src/database/open.ts'
import { createEmptyDatabase } from '../support/database.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const log = pino({ level: 'silent' })

it('opens our own database in a data folder, migrated, for the bot and a command at once', async () => {
  const dataDir = await temporaryFolder('open')
  onTestFinished(() => rm(dataDir, { recursive: true }))
  const bot = await openDatabase({ dataDir, role: 'bot', log })
  const command = await openDatabase({ dataDir, role: 'cli', log })
  expect(await pendingMigrations(command.pool)).toEqual([])
  expect(await command.db.transaction((tx) => tx.incident.count())).toBe(0)
  await command.close()
  expect(await bot.isReachable()).toBe(true)
  await bot.close()
  expect(await bot.isReachable()).toBe(false)
})

it('opens a database by its address, for any number of bots', async () => {
  const { connection, drop } = await createEmptyDatabase()
  const url = urlOf(connection)
  const bots = await Promise.all([openDatabase({ url, role: 'bot', log }), openDatabase({ url, role: 'bot', log })])
  expect(await Promise.all(bots.map((bot) => bot.isReachable()))).toEqual([true, true])
  for (const bot of bots) await bot.close()
  await drop()
})

it('says what is wrong with an address', async () => {
  const { connection, drop } = await createEmptyDatabase()
  const open = (url: string) => openDatabase({ url, role: 'bot', log })
  await expect(open(urlOf({ ...connection, database: 'absent' }))).rejects.toThrow(
    'The database does not answer: the database of that name does not exist; make it with createdb. Check DATABASE_URL.',
  )
  await expect(open('postgresql://bot@127.0.0.1:1/bot')).rejects.toThrow('nothing listens there')
  await expect(open(urlOf({ ...connection, host: join(connection.host, 'absent') }))).rejects.toThrow(/does not answer: ENOENT/)
  await drop()
})
