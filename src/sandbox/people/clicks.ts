import { blocksOf, elementsOf, plainOf } from '../blocks.ts'
import { heldBy, isField, type Lookup, stateOf, stateWith } from '../form-fields.ts'
import { actionTs, channelNameOf, interact, messageBefore, whoDid } from '../interactions.ts'
import { defined, textOf } from '../json.ts'
import type { Member, Team } from '../state.ts'
import { newResponseUrl } from '../triggers.ts'
import type { Answer, Block, Fields, FieldValue, OpenView, SeenMessage } from '../types.ts'
import { findView, shownView } from '../views.ts'

/** What can be acted on: a message that somebody sees, or a form or Home that is open before them. */
export type Target = SeenMessage | OpenView

type Found = { block: Block; element: Fields }

/** Somebody clicks a button, named by its `action_id` or by its text. @throws Error where there is none, or several */
export async function clickAs(
  team: Team,
  member: Member,
  target: Target,
  wanted: string,
  only?: { block?: string },
): Promise<Answer> {
  const found = findElement(blocksBefore(team, member, target), wanted, only?.block)
  const { type, action_id, text, value, style, url } = found.element
  return act(team, member, target, defined({ type, action_id, block_id: found.block.block_id, text, value, style, url }))
}

/** Somebody chooses in a menu, a date or the like, which is sent at once. */
export async function chooseAs(
  team: Team,
  member: Member,
  target: Target,
  wanted: string,
  value: FieldValue,
  lookup: Lookup,
): Promise<Answer> {
  const found = findElement(blocksBefore(team, member, target), wanted)
  if (!isField(found.element)) throw new Error(`nothing can be chosen in "${wanted}"`)
  const state = stateWith(found.element, value, lookup)
  if (!('ts' in target)) putState(team, target.id, found, state)
  return act(team, member, target, { ...state, action_id: found.element.action_id, block_id: found.block.block_id })
}

/** Puts something into a field of an open form. */
export function putState(team: Team, viewId: string, { block, element }: Found, state: Fields): void {
  const view = findView(team, { id: viewId })
  if (!view) throw new Error('that form is no longer open')
  const blockId = textOf(block.block_id)
  view.state.values[blockId] = { ...view.state.values[blockId], [textOf(element.action_id)]: state }
}

/** Sends one `block_actions`. */
export function act(team: Team, member: Member, target: Target, action: Fields): Promise<Answer> {
  const actions = [{ ...action, action_ts: actionTs(team) }]
  const common = { type: 'block_actions', ...whoDid(team, member), actions }
  if (!('ts' in target)) return interact(team, { ...common, ...aboutView(team, target.id) })
  const { conversation, message, isEphemeral } = messageBefore(team, member, target.channel, target.ts)
  const thread = message.thread_ts ? { thread_ts: message.thread_ts } : {}
  const container = { type: 'message', message_ts: message.ts, channel_id: conversation.id, is_ephemeral: isEphemeral, ...thread }
  const about = { userId: member.id, channel: conversation.id, ts: message.ts, threadTs: message.thread_ts ?? null, isEphemeral }
  return interact(team, {
    ...common,
    container,
    channel: { id: conversation.id, name: channelNameOf(conversation) },
    ...(isEphemeral ? {} : { message }),
    state: stateOf(blocksOf(message)),
    response_url: newResponseUrl(team, about),
  })
}

function aboutView(team: Team, id: string): Fields {
  const view = findView(team, { id })
  if (!view) throw new Error('that form is no longer open')
  return { container: { type: 'view', view_id: id }, view: shownView(view) }
}

function blocksBefore(team: Team, member: Member, target: Target): Block[] {
  if ('ts' in target) return blocksOf(messageBefore(team, member, target.channel, target.ts).message)
  return findView(team, { id: target.id })?.blocks ?? []
}

/** The element of this `action_id`, visible text, placeholder or label. @throws Error where there is none, or several */
export function findElement(blocks: Block[], wanted: string, blockId?: string): Found {
  const all = blocks
    .filter((block) => !blockId || block.block_id === blockId)
    .flatMap((block) => elementsOf(block).map((element) => ({ block, element })))
  const fitting = all.filter((found) => namesOf(found).includes(wanted))
  const [first, second] = fitting
  if (first && !second) return first
  const names = all.map((found) => namesOf(found).join(' / ')).join(' | ')
  throw new Error(`${first ? 'more than one' : 'no'} "${wanted}" among: ${names || 'nothing'}`)
}

function namesOf({ block, element }: Found): string[] {
  const own = [textOf(element.action_id), plainOf(element.text), plainOf(element.placeholder)]
  const whole =
    block.type === 'input' ? [textOf(block.block_id), plainOf(block.label)] : block.accessory ? [textOf(block.block_id)] : []
  return [...own, ...whole].filter(Boolean)
}

/** Whether nothing is in a field. */
export const isEmpty = (state: Fields): boolean => {
  const held = heldBy(state)
  return held === null || held === undefined || held === '' || (Array.isArray(held) && held.length === 0)
}
