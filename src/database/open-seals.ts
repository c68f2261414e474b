import { deleteAnswerKeys, insertAnswerKey, listAnswerKeys, listAnswerKeysForUpdate } from '../store/answer-keys.ts'
import type { Db, Tx } from '../store/db.ts'
import { countUnopened, resealSome, sealedTables } from '../store/reseal.ts'
import { createSeals, nameOfKey, type Seals } from '../store/seals.ts'
import { keyFileIn, makeKeyFile, readKeyFile } from './answer-key-file.ts'
import { DatabaseProblem } from './problem.ts'

/** `given`: keys from the environment, in base64, the newest first. `read`: takes the keys out of what the file in `folder` says. */
export type KeySource = { given: readonly string[]; folder: string; read(text: string): string[] | null }

/**
 * What seals and opens answers. Where the key is missing, wrong or cannot be read, everything else works all the same: the seals
 * say what is wrong, nothing is sealed, and what is sealed stays closed until the key is back.
 * A command looks with the keys that are there; a bot makes one at its first start, and takes a new one into use.
 */
export async function openSeals(db: Db, source: KeySource, role: 'bot' | 'cli'): Promise<Seals> {
  try {
    // In this order: a bot that begins at the same time writes its file before the database knows of its key.
    const known = await db.statement((tx) => listAnswerKeys(tx))
    const keys = await keysFrom(source)
    if (keys.length === 0 && known.length === 0) return role === 'cli' ? createSeals([]) : await firstSeals(db, source)
    return await sealsWith(db, keys, source, role)
  } catch (error) {
    if (error instanceof DatabaseProblem) return createSeals(source.given, `${error.message} ${howToMend(source)}`)
    throw error
  }
}

async function firstSeals(db: Db, source: KeySource): Promise<Seals> {
  await makeKeyFile(source.folder)
  return sealsWith(db, await keysFrom(source), source, 'bot')
}

/** Those of the environment, and behind them those of the file: what it sealed before there were others can still be opened. */
async function keysFrom({ given, folder, read }: KeySource): Promise<string[]> {
  const text = await readKeyFile(folder)
  const own = text === null ? [] : read(text)
  if (own === null) throw new DatabaseProblem(`There is no key that seals answers in ${keyFileIn(folder)}: it has other words.`)
  return [...new Set([...given, ...own])]
}

async function sealsWith(db: Db, keys: readonly string[], source: KeySource, role: 'bot' | 'cli'): Promise<Seals> {
  const names = keys.map(nameOfKey)
  const known = await db.transaction((tx) => (role === 'bot' ? takeIntoUse(tx, names) : listAnswerKeys(tx)))
  const problem = problemWith(names, known)
  return createSeals(keys, problem && `${problem} ${howToMend(source)}`)
}

/** Of two bots that begin at once with a key each, the first one counts. @returns the keys that were in use before */
async function takeIntoUse(tx: Tx, names: readonly string[]): Promise<string[]> {
  const known = await listAnswerKeysForUpdate(tx)
  const [newest] = names
  if (newest !== undefined && problemWith(names, known) === null) await insertAnswerKey(tx, newest)
  return known
}

function problemWith(names: readonly string[], known: readonly string[]): string | null {
  if (known.length === 0 || names.some((name) => known.includes(name))) return null
  return names.length === 0
    ? "The key that this database's answers are sealed under is missing."
    : "This database's answers are sealed under another key than the one that is set."
}

const howToMend = ({ folder }: KeySource): string =>
  `Bring it back: as ANSWER_KEY in the environment, or as the file ${keyFileIn(folder)}. Until then answers can neither be read nor written; everything else works. Where it is lost for good: npm run -s cli -- answer-key --give-up.`

/**
 * Forgets that answers were ever sealed under keys that are not at hand, so that the bot can go on without them.
 * @returns how many keys, and how many texts stay closed
 */
export async function giveUpLostKeys(db: Db, source: KeySource): Promise<{ keys: number; unopened: number }> {
  const names = (await keysFrom(source)).map(nameOfKey)
  return db.transaction(async (tx) => {
    const lost = (await listAnswerKeysForUpdate(tx)).filter((name) => !names.includes(name))
    await deleteAnswerKeys(tx, lost)
    return { keys: lost.length, unopened: await countUnopened(tx, names) }
  })
}

/** So many rows a transaction: what a kill undoes at most. */
const batch = 500
const first = '00000000-0000-0000-0000-000000000000'

/** Seals with the newest key all that is not, a batch a transaction: killed, it goes on at the next start. */
export async function resealAll(db: Db, seals: Seals): Promise<void> {
  if (seals.problem !== null || seals.keys.length === 0) return
  for (const table of sealedTables) {
    for (let after: string | null = first; after !== null; ) {
      const from: string = after
      after = await db.transaction((tx) => resealSome(tx, seals, table, from, batch))
    }
  }
}
