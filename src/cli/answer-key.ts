import { Refusal } from '../core/refusal.ts'
import { newKey } from '../database/answer-key-file.ts'
import { openDatabase } from '../database/open.ts'
import { giveUpLostKeys } from '../database/open-seals.ts'
import { createLog } from '../log.ts'
import { keySource, placeOfDatabase, readSettings } from '../startup.ts'

/** Prints a new key for ANSWER_KEY. With `--give-up` it lets the bot begin anew without a key that is lost. @throws Refusal for any other word */
export async function answerKey(args: string[]): Promise<number> {
  const [word, ...others] = args
  if (word === undefined) process.stdout.write(`${newKey()}\n`)
  else if (word === '--give-up' && others.length === 0) process.stdout.write(await giveUp())
  else throw new Refusal('Say answer-key for a new key, or answer-key --give-up where the old one is lost for good.')
  return 0
}

async function giveUp(): Promise<string> {
  const config = readSettings()
  const database = await openDatabase({ ...placeOfDatabase(config), role: 'cli', log: createLog('silent') })
  try {
    const { keys, unopened } = await giveUpLostKeys(database.db, keySource(config))
    if (keys === 0) return 'No key is missing; nothing was given up.\n'
    return `Given up: ${keys} lost ${keys === 1 ? 'key' : 'keys'}. What was sealed under it stays in the database (answers and drafts: ${unopened}), and opens again if it is found. Start the bot again.\n`
  } finally {
    await database.close()
  }
}
