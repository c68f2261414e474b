import { type MaterialKind, materialKinds, materialNamed } from '../core/material/material.ts'
import type { Draft } from '../core/material/material-rules.ts'
import { materialTable } from '../core/material/material-table.ts'
import { wishFrom } from '../core/material/material-typed.ts'
import { Refusal } from '../core/refusal.ts'
import { addMaterial } from '../flows/add-material.ts'
import { type Asked, incidentMeant } from './incident-meant.ts'
import { editMaterialForm, newMaterialForm } from './material-form.ts'
import { materialPage, savedPage } from './material-page.ts'
import { lastZoneOf } from './own-zone.ts'
import { type CommandAnswer, nothing, type Subcommand, say, who } from './subcommand.ts'
import { materialViews } from './views/material-list.ts'

const does: Record<MaterialKind, string> = {
  condition: 'keeps what was true and mattered, for the review. One sentence is enough; `since` at its end is read as a time.',
  safeguard: 'keeps which net was there, weakened or absent.',
  usual: 'keeps how a step of the work is usually done, and what is written about it.',
  surprise: 'keeps what surprised you; it stays yours.',
  helped: 'keeps what held or helped: skill, luck, an idea, somebody.',
  change: 'keeps what could change, sooner or later with the condition that it would change.',
}

/** `/incident condition …` and the like: a sentence is kept at once, a number opens what it names, alone it opens the form. */
export const materialCommands: readonly Subcommand[] = [
  ...materialKinds.map(
    (kind): Subcommand => ({
      name: kind,
      does: does[kind],
      example: `/incident ${kind} ${materialTable[kind].example}`,
      run: (asked) => keep(asked, kind),
    }),
  ),
  {
    name: 'material',
    does: 'shows all of that with its numbers, to change, link and take out; `/incident material change` one kind of it.',
    example: '/incident material',
    run: async (asked) => {
      const { incident, words } = await incidentMeant(asked, 'material')
      const view = materialViews.find((one) => one === words.trim().toLowerCase()) ?? 'all'
      return say(await materialPage(asked, incident.id, { view, number: 0 }))
    },
  },
]

async function keep(asked: Asked, kind: MaterialKind): Promise<CommandAnswer> {
  const named = materialNamed(asked.words)
  if (named) return edit(asked, kind, named)
  const { incident, words } = await incidentMeant(asked, kind, materialTable[kind].example)
  const from = { responseUrl: asked.responseUrl, page: null }
  if (words.trim() === '') return { kind: 'open', view: await newMaterialForm(asked, incident.id, kind, '', from) }
  const draft = await draftFrom(asked, kind, words)
  const kept = await addMaterial(asked.ctx, { ...who(asked), incidentId: incident.id, draft })
  return kept ? say(await savedPage(asked, { kind, id: kept.material.id, nudges: kept.nudges })) : nothing
}

async function edit(asked: Asked, kind: MaterialKind, named: { kind: MaterialKind; id: number }): Promise<CommandAnswer> {
  if (named.kind !== kind)
    throw new Refusal(`That is ${materialTable[named.kind].name}: \`/incident ${named.kind} ${asked.words.trim()}\`.`)
  const from = { responseUrl: asked.responseUrl, page: null }
  return { kind: 'open', view: await editMaterialForm(asked, kind, named.id, from) }
}

/** A sentence; or the words of an entry or a released answer, by its number. */
async function draftFrom<Kind extends MaterialKind>({ ctx, viewer }: Asked, kind: Kind, words: string): Promise<Draft<Kind>> {
  const source = words.trim()
  if (/^[EA][1-9]\d{0,9}$/i.test(source)) return { kind, wish: {}, wordsOf: source }
  const by = { now: ctx.clock.now(), timeZone: await lastZoneOf(ctx, viewer) }
  return { kind, wish: wishFrom(kind, words, by) }
}
