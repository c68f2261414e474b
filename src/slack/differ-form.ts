import type { App } from '@slack/bolt'
import type { Ctx } from '../context.ts'
import { differingFrom, differingOf } from '../core/differing.ts'
import { nameOf } from '../core/incident.ts'
import type { Differing } from '../core/material/material.ts'
import { Refusal } from '../core/refusal.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { markDiffering } from '../flows/mark-differing.ts'
import { readDiffering } from '../flows/read-differing.ts'
import type { Modal } from './blocks.ts'
import type { Desk } from './desk.ts'
import { forms } from './ids.ts'
import { type Outcome, registerKeptForm, type Sent, takenOff } from './kept-form.ts'
import { lastZoneOf } from './own-zone.ts'
import { type DifferMetadata, differFields, differMetadata, differModal } from './views/differ-form.ts'

type Opening = { ctx: Ctx; viewer: PersonViewer; responseUrl: string | null }

/** The form to say that two accounts differ. @throws Refusal where they may not see the incident, or there are no two yet */
export async function differForm({ ctx, viewer, responseUrl }: Opening, incidentId: string): Promise<Modal> {
  const read = await readDiffering(ctx, { viewer, incidentId, timeZone: await lastZoneOf(ctx, viewer) })
  if (read.accounts.length < 2)
    throw new Refusal(
      `There are no two accounts in the review of ${nameOf(read.incident)} yet. Answers and surprises stand there once it is open.`,
    )
  return differModal(read.incident, read, responseUrl)
}

export const registerDiffering = (app: App, desk: Desk): void => registerKeptForm(app, desk, forms.differ, differMetadata, differ)

/** What was chosen is said to differ; what was taken off the pairs is taken back. */
async function differ({ desk, viewer, metadata, filled, requestKey }: Sent<DifferMetadata>): Promise<Outcome> {
  const { incidentId, shown } = metadata
  const [one = '', other = ''] = [filled.chosen(differFields.one)[0], filled.chosen(differFields.other)[0]]
  const off = takenOff(shown, filled.chosen(differFields.kept)).map(differingFrom)
  const chosen = one !== '' || other !== '' || off.length === 0 ? differingOf(one, other) : null
  const told: string[] = []
  if (chosen && (await markDiffering(desk.ctx, { viewer, incidentId, accounts: chosen, isOff: false, requestKey })))
    told.push(differingText(chosen, false))
  for (const { isOff: _said, ...accounts } of off) {
    const key = `${requestKey}:${accounts.one} ${accounts.other}`
    if (await markDiffering(desk.ctx, { viewer, incidentId, accounts, isOff: true, requestKey: key }))
      told.push(differingText(accounts, true))
  }
  return told.length === 0 ? null : { told: told.join(' ') }
}

/** What was said of two accounts, told to whoever said it. */
export const differingText = ({ one, other }: Differing, isOff: boolean): string =>
  isOff
    ? `${one} and ${other} are not said to differ any more.`
    : `${one} and ${other} differ: the review says so, and keeps both as they are. \`/incident differ ${one} ${other} not\` takes that back.`
