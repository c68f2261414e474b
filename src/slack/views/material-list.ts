import type { SectionBlock } from '@slack/types'
import { z } from 'zod'
import { isThankedNamed } from '../../core/credit.ts'
import { type Incident, nameOf } from '../../core/incident.ts'
import type { KnownMaterial, Told } from '../../core/known-material.ts'
import { materialKinds } from '../../core/material/material.ts'
import { materialTable } from '../../core/material/material-table.ts'
import {
  actions as blockActions,
  button,
  context,
  escapeText,
  type Message,
  message,
  option,
  section,
  staticSelect,
} from '../blocks.ts'
import { actions } from '../ids.ts'
import { materialLine, shownWords } from './material-line.ts'

/** What of it is looked at: all, one kind, what was taken out, or the answers that something can be made of. */
export const materialViews = ['all', ...materialKinds, 'removed', 'answers'] as const
export type MaterialView = (typeof materialViews)[number]

/** A page of the list, as a value: `all 0`. */
const pageParts = z.tuple([z.enum(materialViews), z.coerce.number().int()])
export type MaterialPage = { view: MaterialView; number: number }
export const pageValue = ({ view, number }: MaterialPage): string => `${view} ${number}`
export function materialPageIn(value: string): MaterialPage {
  const [view = 'all', number = 0] = pageParts.safeParse(value.split(' ')).data ?? []
  return { view, number }
}

/** What can be chosen beside something of the list. */
export const menuVerbs = [
  'edit',
  'back',
  'link',
  'together',
  'rests',
  'been',
  'outcome',
  'decline',
  'name',
  'unname',
  'remove',
  'restore',
] as const
export type MenuVerb = (typeof menuVerbs)[number]

/** How many things one message shows at the most, and what they may take as JSON: it stays readable on a phone. */
const rowsAPage = 10
const pageBudget = 10_000

export type MaterialList = {
  incident: Incident
  known: KnownMaterial
  removed: readonly Told[]
  answers: readonly { ref: string; words: string }[]
}

/** What goes into the review beside timeline and answers, a page of it, for one person's eyes. */
export function materialMessage(list: MaterialList, page: MaterialPage, viewerId: string): Message {
  const { incident } = list
  const pages = pagesOf(rowsOf(list, page.view, viewerId))
  const shown = Math.min(Math.max(page.number, 0), pages.length - 1)
  const rows = pages[shown] ?? []
  const title = `What goes into the review of ${nameOf(incident)}${headings[page.view] === '' ? '' : `: ${headings[page.view]}`}`
  return message(title, [
    section(`*${escapeText(title)}*`),
    ...(rows.length === 0 ? [section(emptyText(page.view))] : rows.map(({ blockOf }) => blockOf({ ...page, number: shown }))),
    context(
      pages.length > 1
        ? `Part ${shown + 1} of ${pages.length}`
        : 'One sentence is enough: `/incident condition backups have been off since 22 September`',
    ),
    buttonsOf(list, { view: page.view, number: shown }, pages.length),
  ])
}

const headings: Record<MaterialView, string> = {
  all: '',
  condition: 'conditions',
  safeguard: 'safeguards',
  usual: 'usual work',
  surprise: 'surprises',
  helped: 'what held and helped',
  change: 'changes considered',
  removed: 'taken out',
  answers: 'released answers',
}

const emptyText = (view: MaterialView): string => {
  if (view === 'removed') return 'Nothing was taken out.'
  if (view === 'answers') return 'No answer is released, or the review is not open yet.'
  return 'Nothing is written down yet. What was true long before, and mattered?'
}

/** A row of the list, which knows the page that is to be shown after what is chosen in it. */
type Row = { blockOf(page: MaterialPage): SectionBlock }

function rowsOf({ incident, known, removed, answers }: MaterialList, view: MaterialView, viewerId: string): Row[] {
  if (view === 'answers') return answers.map((answer) => answerRow(incident, answer))
  if (view === 'removed') return removed.map((told) => row(told, known, [choice('Bring back', 'restore')]))
  const kinds = view === 'all' ? materialKinds : [view]
  const told: Told[] = kinds.flatMap((kind): Told[] => known[kind])
  return told.map((one) => row(one, known, choicesOf(one, viewerId)))
}

type Choice = { text: string; verb: MenuVerb }
const choice = (text: string, verb: MenuVerb): Choice => ({ text, verb })

function choicesOf(told: Told, viewerId: string): Choice[] {
  const [edit, rests, remove] = [choice('Edit', 'edit'), choice('What it rests on', 'rests'), choice('Take out', 'remove')]
  switch (told.kind) {
    case 'condition':
      return [
        edit,
        choice('One step further back', 'back'),
        choice('Link', 'link'),
        choice('Needed together', 'together'),
        rests,
        choice('I have been there too', 'been'),
        remove,
      ]
    case 'change':
      return [
        edit,
        choice('What came of it', 'outcome'),
        ...(told.state === 'declined' ? [] : [choice('Decline', 'decline')]),
        rests,
        remove,
      ]
    case 'helped': {
      const naming = isThankedNamed(told) ? choice('Take my name off', 'unname') : choice('Show my name', 'name')
      return [edit, ...(told.thankedId === viewerId && told.mayName ? [naming] : []), rests, remove]
    }
    case 'surprise':
      return (told.personId ?? told.recordedBy) === viewerId ? [edit, rests, remove] : []
    default:
      return [edit, rests, remove]
  }
}

/** One thing with everything that this person can do with it, elsewhere than in the list, which comes in its place afterwards. */
export const materialBlock = (told: Told, known: KnownMaterial, viewerId: string, before: string): SectionBlock =>
  row(told, known, choicesOf(told, viewerId), before).blockOf({ view: 'all', number: 0 })

function row(told: Told, known: KnownMaterial, choices: readonly Choice[], before = ''): Row {
  const line = before + materialLine(told, known)
  return {
    blockOf: (page) =>
      choices.length === 0
        ? section(line)
        : section(
            line,
            staticSelect(
              `${actions.materialMenu}:${told.ref}`,
              'Do …',
              choices.map(({ text, verb }) => option(text, `${told.ref} ${verb} ${pageValue(page)}`)),
            ),
          ),
  }
}

const answerRow = ({ id }: Incident, { ref, words }: { ref: string; words: string }): Row => ({
  blockOf: (page) =>
    section(
      `*${ref}* ${shownWords(words)}`,
      staticSelect(
        `${actions.useAnswer}:${ref}`,
        'Make it …',
        materialKinds
          .filter((kind) => kind !== 'surprise')
          .map((kind) => option(capital(materialTable[kind].name), `${id} ${kind} ${ref} ${pageValue(page)}`)),
      ),
    ),
})

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** In pages that Slack takes whole, so that nothing is lost between two of them; one page at least. */
function pagesOf(rows: readonly Row[]): Row[][] {
  const pages: Row[][] = [[]]
  let left = pageBudget
  for (const one of rows) {
    const size = JSON.stringify(one.blockOf({ view: 'all', number: pages.length })).length
    if ((pages.at(-1)?.length ?? 0) >= rowsAPage || size > left) {
      pages.push([])
      left = pageBudget
    }
    pages.at(-1)?.push(one)
    left -= size
  }
  return pages
}

function buttonsOf({ incident, removed, answers }: MaterialList, { view, number }: MaterialPage, count: number) {
  const to = (text: string, page: MaterialPage) =>
    button(text, `${actions.showMaterial}:${page.view}_${page.number}`, { value: `${incident.id} ${pageValue(page)}` })
  const kinds = materialKinds.map((kind) =>
    option(capital(materialTable[kind].name), `${incident.id} ${kind} ${pageValue({ view, number })}`),
  )
  return blockActions(
    `material:${incident.id}`,
    staticSelect(actions.addMaterial, 'Add …', kinds),
    button('Accounts that differ', actions.differ, { value: incident.id }),
    ...(number > 0 ? [to('Back', { view, number: number - 1 })] : []),
    ...(number < count - 1 ? [to('Go on', { view, number: number + 1 })] : []),
    ...(answers.length > 0 && view !== 'answers' ? [to('From an answer', { view: 'answers', number: 0 })] : []),
    ...(removed.length > 0 && view !== 'removed' ? [to(`Taken out: ${removed.length}`, { view: 'removed', number: 0 })] : []),
    ...(view === 'all' ? [] : [to('All', { view: 'all', number: 0 })]),
  )
}
