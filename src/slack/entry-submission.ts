import type { App, ViewOutput } from '@slack/bolt'
import { aboutFrom, type EntryWish, type HandKind, handKinds } from '../core/entry-by-hand.ts'
import { type Incident, nameOf } from '../core/incident.ts'
import { echoMoment, readMoment } from '../core/natural-time/natural-time.ts'
import { Refusal } from '../core/refusal.ts'
import { type Entry, entryRef, momentOf } from '../core/timeline.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { addEntry } from '../flows/add-entry.ts'
import { addMessage } from '../flows/add-message.ts'
import { editEntry } from '../flows/edit-entry.ts'
import { listIncidents } from '../flows/list-incidents.ts'
import { escapeText, type Modal } from './blocks.ts'
import type { Desk } from './desk.ts'
import { forms } from './ids.ts'
import { ackInTime } from './in-time.ts'
import { zoneOf } from './own-zone.ts'
import { timelinePage } from './pages.ts'
import { readJson } from './payloads.ts'
import { sentenceFor } from './refusals.ts'
import { respond } from './respond.ts'
import { type Filled, fieldOf, filledIn } from './submitted.ts'
import { sentence } from './views/answers.ts'
import { wordsIn } from './views/chosen-message.ts'
import { type EntryForm, type EntryMetadata, entryMetadata, entryModal } from './views/entry-form.ts'
import { digestOf, fields } from './views/forms.ts'

type Submitted = {
  desk: Desk
  viewer: PersonViewer
  view: ViewOutput
  metadata: EntryMetadata
  filled: Filled
  requestKey: string
}
type Saved = { incident: Incident; entry: Entry } | null

/** What comes of it: the form again, or with what is wrong in it; or it is saved, and closes. */
type Outcome =
  | { kind: 'again'; view: Modal }
  | { kind: 'errors'; errors: Record<string, string> }
  | { kind: 'saved'; shown: Promise<void> }

/** The form for an entry. A time that somebody typed is said back before anything is kept, with all that they typed. */
export function registerEntrySubmission(app: App, desk: Desk): void {
  app.view({ type: 'view_submission', callback_id: forms.entry }, async ({ body, view, ack }) => {
    const outcome = await submitted(desk, { kind: 'person', workspaceId: desk.workspaceId, userId: body.user.id }, view)
    if (outcome.kind === 'again') return ack({ response_action: 'update', view: outcome.view })
    if (outcome.kind === 'errors') return ack({ response_action: 'errors', errors: outcome.errors })
    await ackInTime(() => ack(), outcome.shown)
  })
}

async function submitted(desk: Desk, viewer: PersonViewer, view: ViewOutput): Promise<Outcome> {
  try {
    const metadata = metadataIn(view.private_metadata)
    const sent = { desk, viewer, view, metadata, filled: filledIn(view), requestKey: `view:${view.id}:${view.hash}` }
    const again = await echoed(sent)
    return again ? { kind: 'again', view: again } : { kind: 'saved', shown: tell(sent, await save(sent)) }
  } catch (error) {
    return { kind: 'errors', errors: { [fieldOf(error, view)]: sentenceFor(error, desk.ctx.log).replaceAll('`', '') } }
  }
}

/** @throws Refusal where this version of the bot has not written it */
function metadataIn(json: string): EntryMetadata {
  const read = entryMetadata.safeParse(readJson(json)).data
  if (!read) throw new Refusal('This form was opened before the bot changed. Please open it again.')
  return read
}

/** The form again with how the time was read; null where no other time was typed than the one that was said back, or none. */
async function echoed({ desk, viewer, view, metadata, filled }: Submitted): Promise<Modal | null> {
  const when = filled.text(fields.when).trim()
  if (when === metadata.time.text || (when === '' && metadata.of.what === 'new')) return null
  const zone = await zoneOf(desk, viewer)
  const now = desk.ctx.clock.now()
  const moment = readMoment(when, now, zone)
  if ('problem' in moment) throw new Refusal(moment.problem, fields.when)
  const form: EntryForm = {
    metadata: { ...metadata, time: { text: when, at: moment.at.toISOString() } },
    title: view.title.text,
    filled: { ...typed(filled), when, incidentId: filled.chosen(fields.incident)[0] ?? null },
    mayBeSilent: isOptional(view),
    echo: echoMoment(moment.at, now, zone),
    incidents: hasChoice(view) ? await listIncidents(desk.ctx, viewer) : [],
    words: wordsIn(view.blocks),
  }
  return entryModal(form)
}

const blockOf = ({ blocks }: ViewOutput, id: string) => blocks.find(({ block_id }) => block_id === id)
const hasChoice = (view: ViewOutput): boolean => blockOf(view, fields.incident) !== undefined
const isOptional = (view: ViewOutput): boolean => {
  const block = blockOf(view, fields.text)
  return block !== undefined && 'optional' in block && block.optional === true
}

const typed = (filled: Filled) => ({
  kind: kindIn(filled),
  text: filled.text(fields.text).trim(),
  about: filled.text(fields.about).trim(),
})

const kindIn = (filled: Filled): HandKind => handKinds.find((kind) => kind === filled.chosen(fields.kind)[0]) ?? 'note'

async function save({ desk, viewer, view, metadata, filled, requestKey }: Submitted): Promise<Saved> {
  const { of, time } = metadata
  const { kind, text, about } = typed(filled)
  const words = { text: escapeText(text), about: aboutFrom(escapeText(about)) }
  const happenedAt = time.at !== null && filled.text(fields.when).trim() === time.text ? new Date(time.at) : null
  const who = { viewer, requestKey }
  switch (of.what) {
    case 'new':
      return addEntry(desk.ctx, { ...who, incidentId: of.incidentId, kind, ...words, happenedAt })
    case 'edit':
      return editEntry(desk.ctx, { ...who, entryId: of.entryId, wish: wishIn(of.shown, { kind, text, about }, happenedAt) })
    case 'message': {
      const incidentId = of.incidentId ?? filled.chosen(fields.incident)[0] ?? ''
      const wish = {
        ...(text !== '' && { text: words.text }),
        ...(words.about !== null && { about: words.about }),
        ...(happenedAt && time.at !== momentOf(of.message.ts).toISOString() && { happenedAt }),
      }
      return addMessage(desk.ctx, { ...who, incidentId, kind, wish, message: { ...of.message, text: wordsIn(view.blocks) } })
    }
  }
}

type Shown = Extract<EntryMetadata['of'], { what: 'edit' }>['shown']
type Typed = ReturnType<typeof typed>

/** Others may have changed the entry while the form was open: only what this person changed in it is changed. */
const wishIn = (shown: Shown, { kind, text, about }: Typed, happenedAt: Date | null): EntryWish => ({
  ...(kind !== shown.kind && { kind }),
  ...(digestOf(text) !== shown.text && { text: escapeText(text) }),
  ...(digestOf(about) !== shown.about && { about: aboutFrom(escapeText(about)) }),
  ...(happenedAt && happenedAt.toISOString() !== shown.at && { happenedAt }),
})

/** The page that the form was opened from, as it is now; or where the entry stands. It is saved, whether this can be shown or not. */
async function tell({ desk, viewer, metadata }: Submitted, saved: Saved): Promise<void> {
  const { responseUrl, page } = metadata
  if (!responseUrl || !saved) return
  const { incident, entry } = saved
  const shown = page
    ? await timelinePage({ ctx: desk.ctx, viewer }, incident.id, page.number, page.hasHidden)
    : sentence(`${entryRef(entry.id)} is on the timeline of ${nameOf(incident)}. \`/incident timeline\` shows it.`)
  await respond(responseUrl, shown, { replaces: page !== null }).catch(() => false)
}
