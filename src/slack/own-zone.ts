import { setTimeout as wait } from 'node:timers/promises'
import type { Ctx } from '../context.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { knownZone } from '../core/working-time.ts'
import { findPerson } from '../store/people.ts'
import type { Desk } from './desk.ts'
import { meet } from './meet.ts'

/** How long Slack is waited for, in milliseconds: a form that answers late is a form that is lost. */
const patience = 1_000

/** The time zone in which somebody reads and types times: their own as Slack says it, or else the organisation's. */
export async function zoneOf(desk: Desk, viewer: PersonViewer): Promise<string> {
  await Promise.race([meet(desk, [viewer.userId]).catch(() => undefined), wait(patience)])
  return lastZoneOf(desk.ctx, viewer)
}

/** As `zoneOf`, by what Slack said last. */
export async function lastZoneOf({ db, config }: Ctx, { workspaceId, userId }: PersonViewer): Promise<string> {
  const person = await db.statement((tx) => findPerson(tx, workspaceId, userId))
  return knownZone(person?.timeZone ?? null, config.timeZone)
}
