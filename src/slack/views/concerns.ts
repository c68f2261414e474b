import type { KnownBlock, SectionBlock } from '@slack/types'
import { z } from 'zod'
import { type Incident, nameOf } from '../../core/incident.ts'
import type { KnownMaterial, Told } from '../../core/known-material.ts'
import type { Concern } from '../../core/material/material-concerns.ts'
import type { Visibility } from '../../core/prompts.ts'
import { type Entry, entryRef } from '../../core/timeline.ts'
import {
  actions as blockActions,
  button,
  clampText,
  context,
  dateToken,
  escapeText,
  type Message,
  message,
  option,
  overflow,
  section,
} from '../blocks.ts'
import { actions } from '../ids.ts'
import { type ChangeWords, changeLine } from './changes.ts'
import { materialBlock } from './material-list.ts'

/** What concerns one person in a review, for them alone. */
export type ShownConcerns = {
  incident: Incident
  own: readonly Entry[]
  showing: readonly Entry[]
  answers: readonly { promptId: string; question: string; visibility: Visibility }[]
  named: ReadonlySet<number>
  material: readonly { told: Told; concern: Concern }[]
  known: KnownMaterial
  viewerId: string
}

const blocksAPage = 12
const longestWords = 500

/** What somebody chose beside an entry, and the page that is to be shown afterwards. */
export const concernValue = z.tuple([
  z.coerce.number().int(),
  z.enum(['edit', 'hide', 'show', 'name', 'label', 'right']),
  z.coerce.number().int(),
])
type Verb = z.infer<typeof concernValue>[1]

/** A page of what concerns somebody, with what they can do about each. `page` counts from 0 and is clamped. */
export function concernsMessage(concerns: ShownConcerns, words: ChangeWords, page: number): Message {
  const { incident } = concerns
  const rows = rowsOf(concerns, words)
  const count = Math.max(Math.ceil(rows.length / blocksAPage), 1)
  const shown = Math.min(Math.max(page, 0), count - 1)
  const title = `What concerns you in the review of ${nameOf(incident)}`
  return message(title, [
    section(`*${title}*`),
    context(
      'Only you see this. You stand in the review by the label of your role, unless you say otherwise here, moment by moment; you can take that back at any time.',
    ),
    ...(rows.length === 0
      ? [section('Nothing in the review is yours or shows you.')]
      : rows.slice(shown * blocksAPage, (shown + 1) * blocksAPage).map((row) => row(shown))),
    blockActions(`concerns:${incident.id}`, ...turning(incident, shown, count), addButton(incident)),
  ])
}

const addButton = ({ id }: Incident) => button('Add what I saw', actions.addAccount, { value: id })

function turning({ id }: Incident, page: number, count: number) {
  const to = (text: string, target: number) => button(text, `${actions.showConcerns}:${target}`, { value: `${id} ${target}` })
  return [...(page > 0 ? [to('Back', page - 1)] : []), ...(page < count - 1 ? [to('Go on', page + 1)] : [])]
}

type Row = (page: number) => KnownBlock

function rowsOf({ own, showing, answers, named, material, known, viewerId }: ShownConcerns, words: ChangeWords): Row[] {
  return [
    ...own.map(
      (entry): Row =>
        (page) =>
          ownBlock(entry, named.has(entry.id), page),
    ),
    ...showing.map(
      (entry): Row =>
        (page) =>
          showingBlock(entry, words, page),
    ),
    ...answers.map(
      (answer): Row =>
        () =>
          answerBlock(answer),
    ),
    ...material.map(
      ({ told, concern }): Row =>
        () =>
          materialBlock(told, known, viewerId, `_${concernWords[concern]}_ · `),
    ),
  ]
}

const concernWords: Record<Concern, string> = {
  own: 'yours',
  thanked: 'thanks you',
  in_care: 'in your care',
  mentioned: 'mentions you',
}

function ownBlock(entry: Entry, isNamed: boolean, page: number): SectionBlock {
  const how = entry.hiddenAt ? 'hidden' : isNamed ? 'with your name' : 'by your role'
  return section(
    `*${headOf(entry)}* · yours, ${how}\n${wordsOf(entry)}`,
    menu(entry, page, [
      ['Change the wording', 'edit'],
      isNamed ? ['Show by my role', 'label'] : ['Show with my name', 'name'],
      entry.hiddenAt ? ['Bring it back', 'show'] : ['Take it off the timeline', 'hide'],
      ['Say what was different', 'right'],
    ]),
  )
}

const showingBlock = (entry: Entry, words: ChangeWords, page: number): SectionBlock =>
  section(
    `*${headOf(entry)}* · shows you, by your role\n${entry.change ? changeLine(entry, words) : wordsOf(entry)}`,
    menu(entry, page, [['Say what was different', 'right']]),
  )

const menu = ({ id }: Entry, page: number, choices: readonly (readonly [string, Verb])[]) =>
  overflow(
    `${actions.concernMenu}:${id}`,
    choices.map(([text, verb]) => option(text, `${id} ${verb} ${page}`)),
  )

const headOf = ({ id, happenedAt }: Entry): string => `${entryRef(id)} · ${dateToken(happenedAt, '{date_short_pretty} {time}')}`

const wordsOf = ({ text }: Entry): string => (text?.trim() ? clampText(text, longestWords) : '_The words have not reached us._')

const seenBy: Record<Visibility, string> = {
  only_me: 'only you see it',
  host: 'the host of the review sees it',
  by_role: 'in the review by your role',
  with_name: 'in the review with your name',
  merged: 'in the review, merged with others',
}

const answerBlock = ({ promptId, question, visibility }: ShownConcerns['answers'][number]): SectionBlock =>
  section(
    `*Your answer* · ${seenBy[visibility]}\n${escapeText(question)}`,
    button('Change', `${actions.answer}:${promptId.replaceAll('-', '')}`, { value: promptId }),
  )
