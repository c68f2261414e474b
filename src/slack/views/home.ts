import type { KnownBlock } from '@slack/types'
import type { PersonSettings } from '../../core/person-settings.ts'
import type { Visibility } from '../../core/prompts.ts'
import { button, context, dateToken, divider, escapeText, type Home, header, home, actions as row, section } from '../blocks.ts'
import { actions } from '../ids.ts'
import { type Muted, settingsBlocks } from './home-settings.ts'

/** Something of somebody's own, without their words: those are in its form alone. */
export type HomeEntry = {
  subject: string
  promptId: string | null
  /** Null where they may not see the incident any more. */
  incident: { name: string; title: string } | null
  question: string
  momentAt: Date | null
  state: string
  visibility: Visibility | null
  hasDraft: boolean
  /** Whether they want to hear no more of it. */
  rests: boolean
}

export type ShownHome = {
  items: readonly HomeEntry[]
  muted: readonly Muted[]
  settings: PersonSettings
}

/** Two blocks each: with what stands around them they stay below the 100 that Slack takes. */
const itemsAPage = 40

/** Somebody's own page: what they were asked, what they told, who sees it, and what they chose. */
export function homeView({ items, muted, settings }: ShownHome, page: number): Home {
  const ordered = heaps.flatMap((heap) => items.filter((item) => heapOf(item) === heap))
  const pages = Math.max(1, Math.ceil(ordered.length / itemsAPage))
  const shown = Math.min(Math.max(page, 0), pages - 1)
  const here = ordered.slice(shown * itemsAPage, (shown + 1) * itemsAPage)
  return home([
    header('What is yours'),
    ...(items.length === 0 ? [section(nothingYet)] : [context(onlyYou), ...heaps.flatMap((heap) => heapBlocks(heap, here))]),
    ...(pages > 1 ? [turning(shown, pages)] : []),
    divider(),
    ...settingsBlocks(settings, muted),
  ])
}

const onlyYou = 'Only you see this page. Your words are not on it; they are behind the buttons.'

const nothingYet =
  'Nothing waits for you. Should you be part of an incident, what you are asked and what you tell will be here, for you alone.'

/** What waits comes first; then what they told; then what they let go. */
const heaps = ['waiting', 'told', 'gone'] as const
type Heap = (typeof heaps)[number]

const heapNames: Record<Heap, string> = { waiting: 'It waits, and can go on waiting', told: 'What you told', gone: 'Let go' }

function heapOf(item: HomeEntry): Heap {
  if (item.visibility !== null) return 'told'
  return item.hasDraft || isAsked(item) ? 'waiting' : 'gone'
}

const isAsked = ({ state, rests }: HomeEntry): boolean => !rests && (state === 'sent' || state === 'waiting')

function heapBlocks(heap: Heap, items: readonly HomeEntry[]): KnownBlock[] {
  const own = items.filter((item) => heapOf(item) === heap)
  return own.length === 0 ? [] : [header(heapNames[heap]), ...own.flatMap((item) => itemBlocks(item))]
}

const itemBlocks = (item: HomeEntry): KnownBlock[] => [section(itemText(item)), row(`own:${item.subject}`, ...buttonsFor(item))]

function itemText(item: HomeEntry): string {
  const { incident, question, momentAt } = item
  if (incident === null) return `*About an incident that you may not see any more*\n_${stateText(item)}_`
  const moment = momentAt === null ? '' : ` · ${dateToken(momentAt, '{date_short}, {time}')}`
  return `*${incident.name} · ${escapeText(incident.title)}*${moment}\n${escapeText(question)}\n_${stateText(item)}_`
}

function stateText(item: HomeEntry): string {
  const { state, visibility, hasDraft } = item
  const rests = state === 'sent' || state === 'waiting' ? 'It rests, as you wished.' : states[state]
  const stands = visibility === null ? (isAsked(item) ? states[state] : rests) : whoSees[visibility]
  return [stands, hasDraft ? 'You have begun something that is not kept yet.' : ''].filter(Boolean).join(' ')
}

const whoSees: Record<Visibility, string> = {
  only_me: 'Kept. Only you see it.',
  host: 'For the host of the review alone.',
  by_role: 'For the review, by your role.',
  with_name: 'For the review, with your name.',
  merged: 'For the review, merged without attribution.',
}

const states: Record<string, string> = {
  sent: 'One question. Skipping is fine.',
  waiting: 'It comes back later, as you asked.',
  skipped: 'Skipped, and that is fine.',
  passed: 'Not yours, you said.',
}

function buttonsFor(item: HomeEntry) {
  const { subject, promptId, incident, visibility, hasDraft } = item
  const write = (words: string) => button(words, actions.writeOwn, { value: subject })
  if (visibility !== null)
    return [
      write(hasDraft ? 'Go on writing' : 'Change'),
      ...(visibility === 'only_me' || promptId === null
        ? []
        : [button('Take it back', actions.withdrawOwn, { value: promptId })]),
    ]
  return [
    write(hasDraft ? 'Go on writing' : isAsked(item) ? 'Answer' : 'Answer after all'),
    ...(isAsked(item) && promptId !== null
      ? [
          button('Skip', actions.skip, { value: promptId }),
          button(`Nothing more about ${incident?.name ?? 'this one'}`, actions.promptMenu, { value: `${promptId} mute` }),
        ]
      : []),
  ]
}

function turning(page: number, count: number): KnownBlock {
  const to = (words: string, target: number) => button(words, `${actions.turnHome}:${target}`, { value: String(target) })
  return row('turn', ...(page > 0 ? [to('Newer', page - 1)] : []), ...(page < count - 1 ? [to('Older', page + 1)] : []))
}
