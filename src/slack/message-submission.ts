import type { App } from '@slack/bolt'
import { z } from 'zod'
import { type MaterialKind, materialKinds } from '../core/material/material.ts'
import { wishFrom } from '../core/material/material-typed.ts'
import { markupFrom } from '../core/typed-text.ts'
import { addFromMessage } from '../flows/add-from-message.ts'
import type { Desk } from './desk.ts'
import { forms } from './ids.ts'
import { type Outcome, registerKeptForm, type Sent } from './kept-form.ts'
import { zoneOf } from './own-zone.ts'
import { wordsIn } from './views/chosen-message.ts'
import { fields } from './views/forms.ts'
import { type MaterialMessageMetadata, materialMessageMetadata } from './views/material-message.ts'

/** The form that makes something for the review of a message. */
export function registerMessageSubmission(app: App, desk: Desk): void {
  registerKeptForm(app, desk, forms.materialMessage, materialMessageMetadata, (sent) =>
    keep(sent, z.enum(materialKinds).catch('condition').parse(sent.typed[fields.kind])),
  )
}

async function keep<Kind extends MaterialKind>(sent: Sent<MaterialMessageMetadata>, kind: Kind): Promise<Outcome> {
  const { desk, viewer, view, metadata, typed, requestKey } = sent
  const said = markupFrom((typed[fields.text] ?? '').trim())
  const by = { now: desk.ctx.clock.now(), timeZone: await zoneOf(desk, viewer) }
  const kept = await addFromMessage(desk.ctx, {
    viewer,
    requestKey,
    incidentId: metadata.incidentId ?? typed[fields.incident] ?? '',
    message: { ...metadata.message, text: wordsIn(view.blocks) },
    draft: { kind, wish: said === '' ? {} : wishFrom(kind, said, by) },
  })
  return kept && { kind, id: kept.material.id, nudges: kept.nudges }
}
