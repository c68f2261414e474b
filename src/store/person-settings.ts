import { z } from 'zod'
import { type PersonSettings, usualSettings } from '../core/person-settings.ts'
import { visibilities } from '../core/prompts.ts'
import type { PersonSettingsModel } from '../generated/prisma/models.ts'
import type { Tx } from './db.ts'

/** A choice that this version does not know counts as none. */
const visibility = z.enum(visibilities).nullable().catch(null)
const fromRow = (row: PersonSettingsModel): PersonSettings => ({ ...row, visibility: visibility.parse(row.visibility) })

/** What somebody chose for themselves, or what is usual. */
export async function findPersonSettings(tx: Tx, workspaceId: string, userId: string): Promise<PersonSettings> {
  const row = await tx.personSettings.findUnique({ where: { workspaceId_userId: { workspaceId, userId } } })
  return row ? fromRow(row) : usualSettings(workspaceId, userId)
}

export async function savePersonSettings(tx: Tx, settings: PersonSettings): Promise<void> {
  const { workspaceId, userId, ...chosen } = settings
  await tx.personSettings.upsert({
    where: { workspaceId_userId: { workspaceId, userId } },
    create: settings,
    update: chosen,
  })
}
