import type { Tx } from './db.ts'

/** The names of all keys that answers of this database are or were sealed under. */
export async function listAnswerKeys(tx: Tx): Promise<string[]> {
  return (await tx.answerKey.findMany({ orderBy: { id: 'asc' } })).map(({ id }) => id)
}

/** As `listAnswerKeys`, and no other bot takes a key into use until this transaction ends. */
export async function listAnswerKeysForUpdate(tx: Tx): Promise<string[]> {
  await tx.$executeRaw`lock table "AnswerKey" in share row exclusive mode`
  return listAnswerKeys(tx)
}

/** From now on answers may be sealed under a key of this name. */
export async function insertAnswerKey(tx: Tx, id: string): Promise<void> {
  await tx.answerKey.createMany({ data: [{ id }], skipDuplicates: true })
}

/** Forgets the names of keys that are lost. What was sealed under them stays, and stays closed. */
export async function deleteAnswerKeys(tx: Tx, ids: string[]): Promise<void> {
  await tx.answerKey.deleteMany({ where: { id: { in: ids } } })
}
