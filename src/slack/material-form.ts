import type { Ctx } from '../context.ts'
import { type Incident, nameOf } from '../core/incident.ts'
import { type MaterialKind, materialRef } from '../core/material/material.ts'
import { blankMaterial } from '../core/material/material-rules.ts'
import { materialTable } from '../core/material/material-table.ts'
import { type By, typedOf } from '../core/material/material-typed.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { type AllRead, readAllMaterial, readMaterial } from '../flows/read-material.ts'
import type { Modal } from './blocks.ts'
import { lastZoneOf } from './own-zone.ts'
import { linkModal, others, togetherModal } from './views/condition-forms.ts'
import { type MaterialMetadata, materialModal } from './views/material-form.ts'
import { shownWords } from './views/material-line.ts'
import { declineChangeModal, evidenceModal, outcomeModal } from './views/small-forms.ts'

type For = { ctx: Ctx; viewer: PersonViewer }

/** From where a form was opened: `page` is one of the list, which is shown as it is then. */
export type OpenedFrom = Pick<MaterialMetadata, 'responseUrl' | 'page'>

/** The form for something new. @param said what somebody typed already, as it is shown to them */
export async function newMaterialForm(
  who: For,
  incidentId: string,
  kind: MaterialKind,
  said: string,
  from: OpenedFrom,
): Promise<Modal> {
  const read = await readAllMaterial(who.ctx, { viewer: who.viewer, incidentId })
  const of = { what: 'new', incidentId, wordsOf: null } as const
  return freshForm(who, read, kind, said, { of, kind, ...from })
}

/** The form to change something. @throws Refusal where there is none for this viewer, or it is somebody else's own */
export async function editMaterialForm({ ctx, viewer }: For, kind: MaterialKind, id: number, from: OpenedFrom): Promise<Modal> {
  const { told, known } = await readMaterial(ctx, { viewer, kind, id })
  return materialModal({
    metadata: { of: { what: 'edit', id }, kind, ...from },
    title: `Edit ${told.ref}`,
    typed: typedOf(told, told.words, await timeOf({ ctx, viewer })),
    conditions: others(known, null),
    about:
      told.text === null
        ? `These are the words of ${told.wordsOf}, and go with it. With a sentence of your own in their place it stands by itself.`
        : null,
  })
}

/** The form for a condition one step further back. @throws Refusal where there is no such condition for this viewer */
export async function stepBackForm(who: For, conditionId: number, from: OpenedFrom): Promise<Modal> {
  const read = await readMaterial(who.ctx, { viewer: who.viewer, kind: 'condition', id: conditionId })
  const about = `*One step further back*\nWhat made this possible?\n> *${read.told.ref}* ${shownWords(read.told.words)}`
  return freshForm(who, read, 'condition', '', { of: { what: 'back', conditionId }, kind: 'condition', ...from }, about)
}

async function freshForm(
  who: For,
  { incident, known }: AllRead,
  kind: MaterialKind,
  said: string,
  metadata: Omit<MaterialMetadata, 'shown'>,
  about: string | null = null,
): Promise<Modal> {
  const time = await timeOf(who)
  const blank = blankMaterial(incident, kind, who.viewer.userId, time.now)
  const typed = { ...typedOf(blank, '', time), text: said }
  return materialModal({ metadata, title: titleOf(kind, incident), typed, conditions: others(known, null), about })
}

const titleOf = (kind: MaterialKind, incident: Incident): string =>
  `${capital(materialTable[kind].name.replace(/^an? /, ''))} · ${nameOf(incident)}`

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const timeOf = async ({ ctx, viewer }: For): Promise<By> => ({ now: ctx.clock.now(), timeZone: await lastZoneOf(ctx, viewer) })

/** @throws Refusal where there is no such condition for this viewer */
export async function linkForm(who: For, id: number, from: OpenedFrom): Promise<Modal> {
  const { told: condition, known, incident } = await readMaterial(who.ctx, { viewer: who.viewer, kind: 'condition', id })
  return linkModal({ condition, known, metadata: { conditionId: id, incidentId: incident.id, ...from } })
}

/** @throws Refusal where there is no such condition for this viewer */
export async function togetherForm(who: For, id: number, from: OpenedFrom): Promise<Modal> {
  const { told: condition, known, incident } = await readMaterial(who.ctx, { viewer: who.viewer, kind: 'condition', id })
  return togetherModal({ condition, known, metadata: { conditionId: id, incidentId: incident.id, ...from } })
}

/** What something rests on. @throws Refusal where there is no such thing for this viewer */
export async function evidenceForm({ ctx, viewer }: For, kind: MaterialKind, id: number, from: OpenedFrom): Promise<Modal> {
  const { told, known } = await readMaterial(ctx, { viewer, kind, id })
  return evidenceModal(told, known.evidence.get(materialRef(told)) ?? [], { kind, id, ...from })
}

/** What came of a change. @throws Refusal where there is no such change for this viewer */
export async function outcomeForm({ ctx, viewer }: For, id: number, from: OpenedFrom): Promise<Modal> {
  const { told } = await readMaterial(ctx, { viewer, kind: 'change', id })
  return outcomeModal(told, { kind: 'change', id, ...from })
}

/** @throws Refusal where there is no such change for this viewer */
export async function declineChangeForm({ ctx, viewer }: For, id: number, from: OpenedFrom): Promise<Modal> {
  const { told } = await readMaterial(ctx, { viewer, kind: 'change', id })
  return declineChangeModal(told, { kind: 'change', id, ...from })
}
