import type { App } from '@slack/bolt'
import type { MaterialKind } from '../core/material/material.ts'
import { readTyped, type Wish } from '../core/material/material-typed.ts'
import { addMaterial } from '../flows/add-material.ts'
import { editMaterial } from '../flows/edit-material.ts'
import { stepBack } from '../flows/step-back.ts'
import type { Desk } from './desk.ts'
import { forms } from './ids.ts'
import { type Outcome, registerKeptForm, type Sent } from './kept-form.ts'
import { zoneOf } from './own-zone.ts'
import { type MaterialMetadata, materialMetadata, shortDigest } from './views/material-form.ts'

/** The form for anything that goes into a review: new, changed, or one step further back. */
export function registerMaterialSubmission(app: App, desk: Desk): void {
  registerKeptForm(app, desk, forms.material, materialMetadata, async (sent) => {
    const { metadata, typed, viewer } = sent
    const by = { now: desk.ctx.clock.now(), timeZone: await zoneOf(desk, viewer) }
    const isChanged = (key: string, said: string) => shortDigest(said) !== metadata.shown[key]
    const read = readTyped(metadata.kind, typed, by, isChanged)
    return 'problems' in read ? { errors: read.problems } : save(sent, metadata.kind, read.wish)
  })
}

async function save<Kind extends MaterialKind>(
  { desk, viewer, metadata, requestKey }: Sent<MaterialMetadata>,
  kind: Kind,
  wish: Wish<Kind>,
): Promise<Outcome> {
  const { of } = metadata
  const who = { viewer, requestKey }
  switch (of.what) {
    case 'new': {
      const draft = { kind, wish, wordsOf: of.wordsOf }
      const kept = await addMaterial(desk.ctx, { ...who, incidentId: of.incidentId, draft })
      return kept && { kind, id: kept.material.id, nudges: kept.nudges }
    }
    case 'edit': {
      const kept = await editMaterial(desk.ctx, { ...who, kind, id: of.id, wish })
      return kept && { kind, id: kept.material.id, nudges: kept.nudges }
    }
    case 'back': {
      const draft = { kind: 'condition' as const, wish }
      const made = await stepBack(desk.ctx, { ...who, conditionId: of.conditionId, draft })
      return made && { kind: 'condition', id: made.from.id, nudges: made.nudges }
    }
  }
}
