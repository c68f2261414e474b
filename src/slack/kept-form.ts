import type { App, ViewOutput } from '@slack/bolt'
import type { z } from 'zod'
import type { MaterialKind } from '../core/material/material.ts'
import type { Typed } from '../core/material/material-typed.ts'
import { Refusal } from '../core/refusal.ts'
import type { PersonViewer } from '../core/viewer.ts'
import type { Nudge } from '../core/wording/wording.ts'
import type { Desk } from './desk.ts'
import { typedIn } from './form-values.ts'
import { ackInTime } from './in-time.ts'
import { tellSaved } from './material-page.ts'
import { readJson } from './payloads.ts'
import { sentenceFor } from './refusals.ts'
import { respond } from './respond.ts'
import { type Filled, fieldOf, filledIn } from './submitted.ts'
import { sentence } from './views/answers.ts'

/** From where a form was opened: `page` is one of the list, which is shown as it is then. */
type OpenedFrom = { responseUrl: string | null; page: string | null }

export type Sent<Metadata> = {
  desk: Desk
  viewer: PersonViewer
  view: ViewOutput
  metadata: Metadata
  /** One text for each field. */
  typed: Typed
  filled: Filled
  requestKey: string
}

/** What was kept, to be shown, or told in a sentence; null where the request was done before; or what is wrong, by field. */
export type Outcome =
  | { kind: MaterialKind; id: number; nudges?: readonly Nudge[] }
  | { told: string }
  | null
  | { errors: Record<string, string> }

/** What stood in a form when it was opened, and stands there no longer. */
export const takenOff = (shown: readonly string[], kept: readonly string[]): string[] =>
  shown.filter((value) => !kept.includes(value))

/** A form about what goes into a review. What is wrong in a field is said beside it, and nothing that was typed is lost. */
export function registerKeptForm<Metadata extends OpenedFrom>(
  app: App,
  desk: Desk,
  callbackId: string,
  metadata: z.ZodType<Metadata>,
  keep: (sent: Sent<Metadata>) => Promise<Outcome>,
): void {
  app.view({ type: 'view_submission', callback_id: callbackId }, async ({ body, view, ack }) => {
    const viewer: PersonViewer = { kind: 'person', workspaceId: desk.workspaceId, userId: body.user.id }
    try {
      const sent = sentWith(desk, viewer, view, metadata)
      const outcome = await keep(sent)
      if (outcome && 'errors' in outcome) return ack({ response_action: 'errors', errors: outcome.errors })
      await ackInTime(() => ack(), said(sent, outcome))
    } catch (error) {
      const errors = { [fieldOf(error, view)]: sentenceFor(error, desk.ctx.log).replaceAll('`', '') }
      await ack({ response_action: 'errors', errors })
    }
  })
}

/** @throws Refusal where this version of the bot has not written the form */
function sentWith<Metadata>(desk: Desk, viewer: PersonViewer, view: ViewOutput, schema: z.ZodType<Metadata>): Sent<Metadata> {
  const metadata = schema.safeParse(readJson(view.private_metadata)).data
  if (!metadata) throw new Refusal('This form was opened before the bot changed. Please open it again.')
  const requestKey = `view:${view.id}:${view.hash}`
  return { desk, viewer, view, metadata, typed: typedIn(view), filled: filledIn(view), requestKey }
}

async function said({ desk, viewer, metadata }: Sent<OpenedFrom>, kept: Exclude<Outcome, { errors: Record<string, string> }>) {
  if (kept === null) return
  if ('kind' in kept) await tellSaved({ ctx: desk.ctx, viewer }, { ...metadata, ...kept, nudges: kept.nudges ?? [] })
  else if (metadata.responseUrl) await respond(metadata.responseUrl, sentence(kept.told)).catch(() => false)
}
