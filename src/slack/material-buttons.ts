import { z } from 'zod'
import { type MaterialKind, materialKinds, materialNamed } from '../core/material/material.ts'
import { Refusal } from '../core/refusal.ts'
import { addMaterial } from '../flows/add-material.ts'
import { agreeToCredit } from '../flows/agree-to-credit.ts'
import { pressBeenThere } from '../flows/press-been-there.ts'
import { readMaterial } from '../flows/read-material.ts'
import { removeMaterial } from '../flows/remove-material.ts'
import { restoreMaterial } from '../flows/restore-material.ts'
import { differForm } from './differ-form.ts'
import { actions } from './ids.ts'
import {
  declineChangeForm,
  editMaterialForm,
  evidenceForm,
  linkForm,
  newMaterialForm,
  outcomeForm,
  stepBackForm,
  togetherForm,
} from './material-form.ts'
import { materialPage } from './material-page.ts'
import { meet } from './meet.ts'
import { type Buttons, type Outcome, open, type Pressed, told } from './pressed.ts'
import { type MenuVerb, materialPageIn, menuVerbs } from './views/material-list.ts'

/** The buttons and menus of what goes into a review, by their ids. */
export const materialButtons: Buttons = {
  [actions.showMaterial]: async (pressed) => {
    const { first: incidentId, rest } = split(pressed.value)
    return { kind: 'say', message: await materialPage(pressed, incidentId, materialPageIn(rest)), replaces: isFromList(pressed) }
  },
  [actions.addMaterial]: async (pressed) => {
    const { first: incidentId, rest } = split(pressed.value)
    const { first, rest: page } = split(rest)
    const kind = kindIn(first)
    return open(await newMaterialForm(pressed, incidentId, kind, '', { responseUrl: pressed.responseUrl, page: page || null }))
  },
  [actions.materialMenu]: chooseInMenu,
  [actions.differ]: async (pressed) => open(await differForm(pressed, pressed.value)),
  [actions.useAnswer]: async (pressed) => {
    const { first: incidentId, rest } = split(pressed.value)
    const { first, rest: more } = split(rest)
    const { first: wordsOf, rest: page } = split(more)
    const kind = kindIn(first)
    const { viewer, requestKey } = pressed
    await addMaterial(pressed.ctx, { viewer, incidentId, draft: { kind, wish: {}, wordsOf }, requestKey })
    return list(pressed, incidentId, page.replace(/^answers /, `${kind} `))
  },
}

/** @throws Refusal where a value names no kind, as one that somebody made up */
function kindIn(word: string): MaterialKind {
  const kind = materialKinds.find((one) => one === word)
  if (!kind) throw new Refusal('There is no such thing here. `/incident material` shows what there is.')
  return kind
}

/** The first of the words of a value, and the rest. */
function split(value: string): { first: string; rest: string } {
  const [first = '', ...rest] = value.split(' ')
  return { first, rest: rest.join(' ') }
}

/** A list puts its next page in its own place. */
const isFromList = ({ blockId }: Pressed): boolean => blockId.startsWith('material:')

const list = async (pressed: Pressed, incidentId: string, page: string): Promise<Outcome> => ({
  kind: 'say',
  message: await materialPage(pressed, incidentId, materialPageIn(page)),
  replaces: true,
})

const menuVerb = z.enum(menuVerbs)

/** What somebody chose beside something, or under what was just kept. */
async function chooseInMenu(pressed: Pressed): Promise<Outcome> {
  const { first, rest } = split(pressed.value)
  const { first: verb, rest: page } = split(rest)
  const named = materialNamed(first)
  const wanted = menuVerb.safeParse(verb).data
  if (!named || !wanted) throw new Refusal('There is no such thing here. `/incident material` shows what there is.')
  const from = { responseUrl: pressed.responseUrl, page: pressed.blockId.startsWith('saved:') ? null : page }
  const form = await formFor(pressed, wanted, named, from)
  return form ? open(form) : doAtOnce(pressed, wanted, named, page)
}

type Named = NonNullable<ReturnType<typeof materialNamed>>
type From = Parameters<typeof editMaterialForm>[3]

async function formFor(pressed: Pressed, verb: MenuVerb, { kind, id }: Named, from: From) {
  switch (verb) {
    case 'edit':
      return editMaterialForm(pressed, kind, id, from)
    case 'back':
      return stepBackForm(pressed, id, from)
    case 'link':
      return linkForm(pressed, id, from)
    case 'together':
      return togetherForm(pressed, id, from)
    case 'rests':
      return evidenceForm(pressed, kind, id, from)
    case 'outcome':
      return outcomeForm(pressed, id, from)
    case 'decline':
      return declineChangeForm(pressed, id, from)
    default:
      return null
  }
}

async function doAtOnce(pressed: Pressed, verb: MenuVerb, { kind, id }: Named, page: string): Promise<Outcome> {
  const { ctx, viewer, requestKey, value } = pressed
  const ref = split(value).first
  if (verb === 'been') return beenThere(pressed, id)
  if (verb === 'remove') {
    const gone = await removeMaterial(ctx, { viewer, kind, id, requestKey })
    return gone ? list(pressed, gone.incident.id, page) : told(`${ref} was taken out.`)
  }
  if (verb === 'restore') {
    const back = await restoreMaterial(ctx, { viewer, kind, id, requestKey })
    return back ? list(pressed, back.incident.id, 'all 0') : told(`${ref} is back.`)
  }
  await meet(pressed.desk, [viewer.userId])
  const agreed = await agreeToCredit(ctx, { viewer, id, isAgreed: verb === 'name', requestKey })
  return agreed ? list(pressed, agreed.incident.id, page) : told('It is kept.')
}

/** Only a count is kept of it, and only that is told. */
async function beenThere({ ctx, viewer, requestKey }: Pressed, id: number): Promise<Outcome> {
  const { incident, told: condition } = await readMaterial(ctx, { viewer, kind: 'condition', id })
  const pressed = await pressBeenThere(ctx, { viewer, incidentId: incident.id, of: condition.ref, requestKey })
  if (!pressed) return told('It is counted.')
  const count = `${condition.ref}: have been there too: ${pressed.count}.`
  return told(
    pressed.isThere
      ? `${count} Only the number is shown, to anybody. Choosing it again takes yours back; after the review is published, nobody can find out who it was.`
      : `${count} Yours is taken back.`,
  )
}
