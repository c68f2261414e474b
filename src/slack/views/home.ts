import type { KnownBlock } from '@slack/types'
import type { PersonSettings } from '../../core/person-settings.ts'
import { remembered, type Visibility } from '../../core/prompts.ts'
import {
  button,
  context,
  divider,
  escapeText,
  type Home,
  header,
  home,
  input,
  type Modal,
  modal,
  option,
  plainInput,
  actions as row,
  section,
  staticSelect,
} from '../blocks.ts'
import { actions, forms } from '../ids.ts'
import { fields } from './forms.ts'

/** Something of somebody's own, without their words: those are in its form alone. */
export type HomeEntry = {
  subject: string
  promptId: string | null
  incident: string
  question: string
  state: string
  visibility: Visibility | null
  hasDraft: boolean
}

/** Two blocks each: with what stands around them they stay below the 100 that Slack takes. */
const itemsAPage = 40

/** Somebody's own page: what they were asked, what they told, who sees it, and what they chose. */
export function homeView(items: readonly HomeEntry[], settings: PersonSettings, page: number): Home {
  const pages = Math.max(1, Math.ceil(items.length / itemsAPage))
  const shown = Math.min(Math.max(page, 0), pages - 1)
  const here = items.slice(shown * itemsAPage, (shown + 1) * itemsAPage)
  return home([
    header('What is yours'),
    context('Only you see this page. Your words are not on it; they are behind the buttons.'),
    ...here.flatMap(itemBlocks),
    ...(items.length === 0 ? [section('Nothing has been asked of you, and you have written nothing.')] : []),
    ...(pages > 1 ? [turning(shown, pages)] : []),
    divider(),
    ...settingsBlocks(settings),
  ])
}

function itemBlocks(item: HomeEntry, index: number): KnownBlock[] {
  const buttons = buttonsFor(item)
  return [
    section(`*${escapeText(item.incident)}*\n${escapeText(item.question)}\n_${stateText(item)}_`),
    row(`own:${index}`, ...buttons),
  ]
}

function stateText({ state, visibility, hasDraft }: HomeEntry): string {
  const draft = hasDraft ? ' You have begun something that is not kept yet.' : ''
  if (visibility !== null) return `${whoSees[visibility]}${draft}`
  return `${states[state] ?? 'It waits for you, and can go on waiting.'}${draft}`
}

const whoSees: Record<Visibility, string> = {
  only_me: 'Kept. Only you see it.',
  host: 'Released to the host of the review alone.',
  by_role: 'Released to the review, by your role.',
  with_name: 'Released to the review, with your name.',
  merged: 'To be merged, without attribution.',
}

const states: Record<string, string> = {
  skipped: 'Skipped, and that is fine.',
  passed: 'Not yours, you said.',
  waiting: 'It comes back later, as you asked.',
  dropped: 'This question is no longer asked.',
}

function buttonsFor({ subject, promptId, state, visibility, hasDraft }: HomeEntry) {
  const write = (words: string) => button(words, actions.writeOwn, { value: subject })
  if (visibility !== null)
    return [
      write(hasDraft ? 'Go on writing' : 'Change'),
      ...(visibility === 'only_me' || promptId === null
        ? []
        : [button('Take it back', actions.withdrawOwn, { value: promptId })]),
    ]
  const skips = state === 'sent' && promptId !== null ? [button('Skip', actions.skip, { value: promptId })] : []
  return [write(hasDraft ? 'Go on writing' : state === 'sent' ? 'Answer' : 'Answer after all'), ...skips]
}

function turning(page: number, count: number): KnownBlock {
  const to = (words: string, target: number) => button(words, `${actions.turnHome}:${target}`, { value: String(target) })
  return row('turn', ...(page > 0 ? [to('Newer', page - 1)] : []), ...(page < count - 1 ? [to('Older', page + 1)] : []))
}

const beginnings: Record<(typeof remembered)[number], string> = {
  only_me: 'Only me',
  host: 'The host of the review',
  by_role: 'The review, by my role',
  with_name: 'The review, with my name',
}

function settingsBlocks({ visibility, isWordingCheckOff, isNeverAsked }: PersonSettings): KnownBlock[] {
  const choices = [option('I choose each time', 'none'), ...remembered.map((one) => option(beginnings[one], one))]
  const begins = staticSelect(actions.rememberOwn, 'Choose', choices, visibility ?? 'none')
  const wording = isWordingCheckOff ? 'on' : 'off'
  return [
    header('What you chose'),
    section('Who may see it, as a form begins. You choose again in each.', begins),
    section(
      `Before you release something, I may ask one question back about its wording. This is *${isWordingCheckOff ? 'off' : 'on'}*.`,
      button(`Switch it ${wording}`, actions.wordingOwn, { value: wording }),
    ),
    section(
      isNeverAsked ? 'I ask you nothing about incidents.' : 'I may ask you about incidents that you were in.',
      button(isNeverAsked ? 'Ask me again' : 'Never ask me anything', actions.neverOwn, {
        value: isNeverAsked ? 'ask' : 'never',
      }),
    ),
    section(
      'A merged account in a published review is taken out for its receipt.',
      button('I have a receipt', actions.enterReceipt),
    ),
  ]
}

/** Where somebody puts in the receipt of what they merged. */
export const enterReceiptModal = (): Modal =>
  modal({
    callbackId: forms.redact,
    title: 'Take it out',
    submit: 'Take it out',
    close: 'Close',
    blocks: [
      input('The receipt, from your direct messages', fields.text, plainInput(fields.text, { placeholder: '7K3M-Q9WD-…' })),
      context('It is gone from the review and from every version of it. Nobody is told who did this.'),
    ],
  })
