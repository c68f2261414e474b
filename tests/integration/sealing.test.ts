import { randomUUID } from 'node:crypto'
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { answerKeysIn } from '../../src/config.ts'
import { giveUpLostKeys, openSeals, resealAll } from '../../src/database/open-seals.ts'
import { findAnswer, saveAnswer } from '../../src/store/answers.ts'
import { countUnopened } from '../../src/store/reseal.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { keyOf } from '../support/seals.ts'

describe('the key that seals answers', () => {
  let database: TestDatabase
  let folder: string
  beforeAll(async () => {
    database = await createTestDatabase()
  })
  afterAll(() => database.drop())
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'answer-key-'))
  })
  afterEach(async () => {
    await rm(folder, { recursive: true })
    await database.pool.query('truncate "Incident" cascade')
    await database.pool.query('truncate "AnswerKey"')
  })

  const source = (given: string[] = [], place = folder) => ({ given, folder: place, read: answerKeysIn })
  const open = (given: string[] = [], role: 'bot' | 'cli' = 'bot', place = folder) =>
    openSeals(database.db, source(given, place), role)

  /** An answer to a prompt that stands for itself, in plain text, as before answers were sealed. */
  async function plainAnswers(count: number): Promise<string[]> {
    const incidentId = randomUUID()
    await database.pool.query(
      `insert into "Incident" (id, "workspaceId", number, title, description, severity, status, kind, "isPrivate", "declaredBy", "declaredAt")
       values ($1, 'T1', (select count(*) from "Incident"), 't', '', 'sev1', 'resolved', 'live', false, 'U1', now())`,
      [incidentId],
    )
    const ids = Array.from({ length: count }, () => randomUUID())
    await database.pool.query(
      `insert into "Prompt" (id, "workspaceId", "incidentId", "userId", "questionId", reason, state, "dueAt", "createdAt")
       select id, 'T1', $1, 'U1', 'q', '', 'answered', now(), now() from unnest($2::uuid[]) as id`,
      [incidentId, ids],
    )
    await database.pool.query(
      `insert into "Answer" ("workspaceId", "incidentId", "promptId", "userId", text, visibility, "writtenAt")
       select 'T1', $1, id, 'U1', 'words of ' || id, 'only_me', now() from unnest($2::uuid[]) as id`,
      [incidentId, ids],
    )
    return ids
  }
  const sealedWith = async (): Promise<(string | null)[]> => {
    const { rows } = await database.pool.query('select distinct "sealedWith" from "Answer" order by 1')
    return rows.map((row) => row.sealedWith)
  }
  const textOf = async (seals: Awaited<ReturnType<typeof open>>, id = '') =>
    (await database.db.transaction((tx) => findAnswer(tx, seals, id)))?.text

  it('is made at the first start, for its owner alone, and found again at the next', async () => {
    const seals = await open()
    const file = join(folder, 'answer.key')
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect(await readdir(folder)).toEqual(['answer.key'])
    expect(answerKeysIn(await readFile(file, 'utf8'))).toHaveLength(1)
    expect((await open()).keys).toEqual(seals.keys)
    expect(JSON.stringify((await database.pool.query('select * from "AnswerKey"')).rows)).not.toContain(
      await readFile(file, 'utf8'),
    )
  })

  it('is one, of however many bots begin at once', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => open()))
    expect(new Set(all.map(({ keys }) => keys.join())).size).toBe(1)
    expect(all.every(({ problem }) => problem === null)).toBe(true)
  })

  it('is not made by a command, nor in another folder for a database that has one', async () => {
    expect((await open([], 'cli')).problem).toBeNull()
    expect(await readdir(folder)).toEqual([])
    await open()
    const elsewhere = await mkdtemp(join(tmpdir(), 'answer-key-'))
    const seals = await open([], 'bot', elsewhere)
    expect(seals.problem).toContain(
      "The key that this database's answers are sealed under is missing. Bring it back: as ANSWER_KEY",
    )
    expect(await readdir(elsewhere)).toEqual([])
    await rm(elsewhere, { recursive: true })
  })

  it('wins where it is set, and what the file has sealed can still be opened', async () => {
    const [id] = await plainAnswers(1)
    const own = await open()
    await resealAll(database.db, own)
    const given = await open([keyOf(3)])
    expect(await textOf(given, id)).toBe(`words of ${id}`)
    await resealAll(database.db, given)
    expect(await sealedWith()).toEqual([given.keys[0]])
    await rm(join(folder, 'answer.key'))
    expect(await textOf(await open([keyOf(3)]), id)).toBe(`words of ${id}`)
  })

  it('seals what is in plain text, and goes on where it was killed', async () => {
    const ids = await plainAnswers(1_201)
    const seals = await open([keyOf(1)])
    let batches = 0
    const dying = {
      ...database.db,
      transaction: ((work) => {
        batches += 1
        return batches > 2 ? Promise.reject(new Error('killed')) : database.db.transaction(work)
      }) satisfies typeof database.db.transaction,
    }
    await expect(resealAll(dying, seals)).rejects.toThrow('killed')
    expect(await sealedWith()).toEqual([seals.keys[0], null])
    await resealAll(database.db, seals)
    expect(await sealedWith()).toEqual([seals.keys[0]])
    expect(await textOf(seals, ids[700])).toBe(`words of ${ids[700]}`)

    const newer = await open([keyOf(2), keyOf(1)])
    await resealAll(database.db, newer)
    expect(await sealedWith()).toEqual([newer.keys[0]])
    expect((await open([keyOf(2)])).problem).toBeNull()
  })

  it('leaves a damaged row as it is, and is not stopped by it', async () => {
    const [damaged = '', whole = ''] = await plainAnswers(2)
    const seals = await open([keyOf(1)])
    await resealAll(database.db, seals)
    await database.pool.query(`update "Answer" set text = reverse(text) where "promptId" = $1`, [damaged])
    const newer = await open([keyOf(2), keyOf(1)])
    await resealAll(database.db, newer)
    expect(await textOf(newer, damaged)).toBeNull()
    expect(await textOf(newer, whole)).toBe(`words of ${whole}`)
    expect(await database.db.transaction((tx) => countUnopened(tx, [newer.keys[0] ?? '']))).toBe(1)
  })

  it('that is a wrong one opens nothing, seals nothing and says so; with the right one all is as before', async () => {
    const [id = ''] = await plainAnswers(1)
    await resealAll(database.db, await open([keyOf(1)]))
    const wrong = await open([keyOf(9)])
    expect(wrong.problem).toContain('sealed under another key than the one that is set')
    expect(await textOf(wrong, id)).toBeNull()
    await resealAll(database.db, wrong)
    expect(await textOf(await open([keyOf(1)]), id)).toBe(`words of ${id}`)
    expect((await open([keyOf(9)])).problem).not.toBeNull()
  })

  it('that cannot be read, or is none, is named with its file', async () => {
    await writeFile(join(folder, 'answer.key'), 'something else')
    expect((await open()).problem).toContain(`There is no key that seals answers in ${join(folder, 'answer.key')}`)
    await rm(join(folder, 'answer.key'))
    await writeFile(join(folder, 'file'), '')
    await chmod(join(folder, 'file'), 0o600)
    expect((await open([], 'bot', join(folder, 'file'))).problem).toMatch(/cannot be (read|kept).*ENOTDIR/)
  })

  it('can be given up where it is lost for good, and what comes after is sealed under a new one', async () => {
    const [lost = '', written = ''] = await plainAnswers(2)
    await resealAll(database.db, await open([keyOf(1)]))
    expect(await giveUpLostKeys(database.db, source([keyOf(2)]))).toEqual({ keys: 1, unopened: 2 })
    const seals = await open([keyOf(2)])
    expect(seals.problem).toBeNull()
    expect(await textOf(seals, lost)).toBeNull()
    const answer = await database.db.transaction((tx) => findAnswer(tx, seals, written))
    if (answer) await database.db.transaction((tx) => saveAnswer(tx, seals, { ...answer, text: 'anew' }))
    expect(await textOf(seals, written)).toBe('anew')
    expect(await textOf(await open([keyOf(2), keyOf(1)]), lost)).toBe(`words of ${lost}`)
    expect(await giveUpLostKeys(database.db, source([keyOf(2)]))).toEqual({ keys: 0, unopened: 1 })
  })
})
