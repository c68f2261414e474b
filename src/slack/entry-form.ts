import type { Ctx } from '../context.ts'
import { handKinds } from '../core/entry-by-hand.ts'
import { type Incident, nameOf } from '../core/incident.ts'
import { echoMoment } from '../core/natural-time/natural-time.ts'
import { Refusal } from '../core/refusal.ts'
import { type Entry, entryRef, momentOf } from '../core/timeline.ts'
import { plainFrom } from '../core/typed-text.ts'
import type { PersonViewer } from '../core/viewer.ts'
import type { ChosenMessage } from '../flows/put-message.ts'
import { readEntry } from '../flows/read-entry.ts'
import { clampText, type Modal } from './blocks.ts'
import { lastZoneOf } from './own-zone.ts'
import { type EntryForm, type EntryMetadata, entryModal } from './views/entry-form.ts'
import { digestOf } from './views/forms.ts'

/** From where a form was opened: `page` is one of the timeline, which is shown as it is then. */
export type OpenedFrom = Pick<EntryMetadata, 'responseUrl' | 'page'>

const unsaid = { kind: 'note', text: '', about: '', when: '', incidentId: null } as const

/** The form for a new entry. @param text what somebody typed already, as it is shown to them */
export const newEntryForm = (incident: Incident, text: string, from: OpenedFrom): Modal =>
  entryModal({
    metadata: { of: { what: 'new', incidentId: incident.id }, time: { text: '', at: null }, ...from },
    title: `Add to ${nameOf(incident)}`,
    filled: { ...unsaid, text },
    mayBeSilent: false,
    echo: null,
    incidents: [],
    words: '',
  })

/** The form to change an entry. @throws Refusal where there is none for this viewer, or it is the bot's own record */
export async function editEntryForm(ctx: Ctx, viewer: PersonViewer, entryId: number, from: OpenedFrom): Promise<Modal> {
  const { entry } = await readEntry(ctx, { viewer, entryId })
  if (entry.change)
    throw new Refusal('This is the record of a change, and stays as it was made. It can be hidden, or an entry added beside it.')
  const when = echoMoment(entry.happenedAt, ctx.clock.now(), await lastZoneOf(ctx, viewer))
  const { text, about } = typedOf(entry)
  const at = entry.happenedAt.toISOString()
  const shown = { kind: entry.kind, text: digestOf(text), about: digestOf(about), at }
  return entryModal({
    metadata: { of: { what: 'edit', entryId, shown }, time: { text: when, at }, ...from },
    title: `Edit ${entryRef(entry.id)}`,
    filled: { ...unsaid, kind: handKinds.find((kind) => kind === entry.kind) ?? 'note', text, about, when },
    mayBeSilent: text === '',
    echo: null,
    incidents: [],
    words: '',
  })
}

/** What an entry says, as somebody would type it into a field. */
const typedOf = ({ text, about }: Entry) => ({
  text: clampText(plainFrom(text ?? ''), 3000).trim(),
  about: plainFrom(about ?? ''),
})

/** What a message is to be added to: the incident of its channel; or, where that is none's, one of these. */
export type AddTo = { incident: Incident; incidents: [] } | { incident: null; incidents: Incident[] }

/** The form to put a message on a timeline. `zone` is that of the person. */
export function messageForm(message: ChosenMessage, to: AddTo, now: Date, zone: string, from: OpenedFrom): Modal {
  const at = momentOf(message.ts)
  const when = echoMoment(at, now, zone)
  const { text, ...rest } = message
  const of = { what: 'message', incidentId: to.incident?.id ?? null, message: { ...rest, files: fitting(rest.files) } } as const
  const form: EntryForm = {
    metadata: { of, time: { text: when, at: at.toISOString() }, ...from },
    title: to.incident ? `Add to ${nameOf(to.incident)}` : 'Add to timeline',
    filled: { ...unsaid, when, incidentId: to.incidents.length === 1 ? (to.incidents[0]?.id ?? null) : null },
    mayBeSilent: true,
    echo: null,
    incidents: to.incidents,
    words: to.incident ? '' : text,
  }
  return entryModal(form)
}

/** What a form can carry of files: it takes 3000 characters in all. */
export function fitting(files: ChosenMessage['files']): ChosenMessage['files'] {
  const short = files.map(({ id, name, permalink }) => ({ id, name: clampText(name, 80), permalink }))
  return short.filter((_file, index) => JSON.stringify(short.slice(0, index + 1)).length < 1_800)
}
