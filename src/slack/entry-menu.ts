import { z } from 'zod'
import type { Ctx } from '../context.ts'
import { type EntryWish, handKinds } from '../core/entry-by-hand.ts'
import { Refusal } from '../core/refusal.ts'
import { entryRef } from '../core/timeline.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { editEntry } from '../flows/edit-entry.ts'
import { readEntry } from '../flows/read-entry.ts'
import type { Message, Modal } from './blocks.ts'
import { changeWords } from './deliver-changes.ts'
import { editEntryForm } from './entry-form.ts'
import { timelinePage } from './pages.ts'
import { versionsMessage } from './views/entry-versions.ts'
import { menuValue } from './views/timeline.ts'

type Chosen = { ctx: Ctx; viewer: PersonViewer; value: string; requestKey: string; responseUrl: string | null }
type Outcome = { kind: 'open'; view: Modal } | { kind: 'say'; message: Message; replaces: boolean }

/** What somebody chose in the menu beside an entry: a kind, at once; or to edit, hide or bring it back, or see its versions. */
export async function chooseInMenu({ ctx, viewer, value, requestKey, responseUrl }: Chosen): Promise<Outcome> {
  const read = menuValue.safeParse(value.split(' ')).data
  if (!read) throw new Refusal('There is no such entry that you can see. `/incident timeline` shows them with their numbers.')
  const [entryId, what, number, hidden] = read
  const page = { number, hasHidden: hidden === 'hidden' }
  if (what === 'edit') return { kind: 'open', view: await editEntryForm(ctx, viewer, entryId, { responseUrl, page }) }
  if (what === 'versions') return { kind: 'say', message: await versionsPage(ctx, viewer, entryId), replaces: false }
  const { incident } = await readEntry(ctx, { viewer, entryId })
  await editEntry(ctx, { viewer, entryId, wish: wishFor(what), requestKey })
  return { kind: 'say', message: await timelinePage({ ctx, viewer }, incident.id, number, page.hasHidden), replaces: true }
}

function wishFor(what: string): EntryWish {
  if (what === 'hide' || what === 'show') return { isHidden: what === 'hide' }
  return { kind: z.enum(handKinds).parse(what) }
}

/** Every version of an entry, for somebody. @throws Refusal where there is none for them */
async function versionsPage(ctx: Ctx, viewer: PersonViewer, entryId: number): Promise<Message> {
  const { incident, entry, versions } = await readEntry(ctx, { viewer, entryId })
  return versionsMessage(incident, entry, versions, changeWords(ctx.config))
}

/** The number of an entry in what somebody typed: `E45`. @throws Refusal where there is none */
export function entryIn(words: string): number {
  const found = /(?:^|\s)E?(\d{1,10})$/i.exec(words.trim())?.[1]
  if (found) return Number(found)
  throw new Refusal(`Say which entry: \`/incident edit ${entryRef(45)}\`. \`/incident timeline\` shows them with their numbers.`)
}
