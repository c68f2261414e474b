import { elementsOf } from '../blocks.ts'
import { shapeFile } from '../files.ts'
import { heldBy, type Lookup, stateWith } from '../form-fields.ts'
import { interact, whoDid } from '../interactions.ts'
import { fieldsOf, isFields, textOf } from '../json.ts'
import { Refused } from '../refuse.ts'
import type { Member, Team } from '../state.ts'
import type { Answer, Block, Fields, FieldValue, OpenView, SubmitAnswer } from '../types.ts'
import { pushView, replaceView, shownView, stackOf } from '../views.ts'
import { act, findElement, isEmpty, putState } from './clicks.ts'
import { uploaded } from './write.ts'

/** The form on top before somebody. @throws Error where none is open */
export function topView(team: Team, member: Member): OpenView {
  const view = stackOf(team, member.id).at(-1)
  if (!view) throw new Error(`no form is open before ${member.name}`)
  return view
}

/** Somebody fills fields, named by label, block_id or action_id. A field with `dispatch_action` is sent at once. */
export async function fillAs(team: Team, member: Member, values: Record<string, FieldValue>, common: Lookup): Promise<void> {
  const lookup: Lookup = { ...common, file: (chosen) => shapeFile(team, uploaded(team, member, chosen)) }
  for (const [name, value] of Object.entries(values)) {
    const view = topView(team, member)
    const found = findElement(view.blocks, name)
    const state = stateWith(found.element, value, lookup)
    putState(team, view.id, found, state)
    if (found.block.dispatch_action !== true) continue
    await act(team, member, view, { ...state, action_id: found.element.action_id, block_id: found.block.block_id })
  }
}

/** Somebody sends the form on top. What the client would keep back is not sent. */
export async function submitAs(team: Team, member: Member): Promise<SubmitAnswer> {
  const view = topView(team, member)
  if (!view.submit) throw new Error('that form has nothing to submit it with')
  const missing = keptBack(view)
  if (Object.keys(missing).length > 0)
    return { ok: false, status: null, body: null, milliseconds: 0, sent: false, action: 'none', errors: missing }
  view.errors = {}
  const answer = await interact(team, {
    type: 'view_submission',
    ...whoDid(team, member),
    view: shownView(view),
    response_urls: [],
  })
  return answer.ok ? follow(team, member, view, answer) : { ...answer, sent: true, action: 'none', errors: {} }
}

function follow(team: Team, member: Member, view: OpenView, answer: Answer): SubmitAnswer {
  try {
    return { ...answer, sent: true, ...afterwards(team, member, view, fieldsOf(answer.body)) }
  } catch (error) {
    if (error instanceof Refused) return { ...answer, ok: false, error: error.code, sent: true, action: 'none', errors: {} }
    throw error
  }
}

/** Does to the form what the app answered. https://docs.slack.dev/surfaces/modals/ */
function afterwards(team: Team, member: Member, view: OpenView, body: Fields): Pick<SubmitAnswer, 'action' | 'errors'> {
  const now = stackOf(team, member.id).find(({ id }) => id === view.id) ?? view
  switch (body.response_action) {
    case 'errors':
      now.errors = errorsFor(now, body.errors)
      return { action: 'errors', errors: now.errors }
    case 'update':
      replaceView(team, now, body.view)
      return { action: 'update', errors: {} }
    case 'push':
      pushView(team, member.id, body.view)
      return { action: 'push', errors: {} }
    case 'clear':
      team.stacks.delete(member.id)
      return { action: 'clear', errors: {} }
    case undefined:
      close(team, member, now)
      return { action: 'close', errors: {} }
    default:
      throw new Refused('invalid_response_action')
  }
}

/** Slack shows errors only at fields of the form that was sent. */
function errorsFor(view: OpenView, errors: unknown): Record<string, string> {
  const inputs = new Set(view.blocks.filter(({ type }) => type === 'input').map(({ block_id }) => textOf(block_id)))
  const entries = Object.entries(fieldsOf(errors))
  if (entries.length === 0 || !entries.every(([block, text]) => inputs.has(block) && typeof text === 'string'))
    throw new Refused('invalid_response_errors')
  return Object.fromEntries(entries.map(([block, text]) => [block, textOf(text)]))
}

function close(team: Team, member: Member, view: OpenView): void {
  team.stacks.set(
    member.id,
    stackOf(team, member.id).filter(({ id }) => id !== view.id),
  )
}

/** Somebody closes the form on top, or all of them; the app hears of it where it asked to. */
export async function closeAs(team: Team, member: Member, all: boolean): Promise<void> {
  const closed = all ? stackOf(team, member.id).toReversed() : [topView(team, member)]
  for (const view of closed) close(team, member, view)
  for (const view of closed.filter(({ notify_on_close }) => notify_on_close))
    await interact(team, { type: 'view_closed', ...whoDid(team, member), view: shownView(view), is_cleared: all })
}

/** What Slack's client does not let pass, by block_id. */
function keptBack(view: OpenView): Record<string, string> {
  const inputs = view.blocks.filter(({ type }) => type === 'input')
  const entries = inputs.flatMap((block) => {
    const why = whyKept(block, stateFor(view, block))
    return why ? [[textOf(block.block_id), why] as const] : []
  })
  return Object.fromEntries(entries)
}

function stateFor(view: OpenView, block: Block): Fields {
  const element = elementsOf(block)[0]
  return view.state.values[textOf(block.block_id)]?.[textOf(element?.action_id)] ?? {}
}

function whyKept(block: Block, state: Fields): string | null {
  if (isEmpty(state)) return block.optional === true ? null : 'Please complete this required field.'
  const element = isFields(block.element) ? block.element : {}
  const held = heldBy(state)
  if (Array.isArray(held)) return held.length > limit(element.max_selected_items) ? 'Too many are chosen.' : null
  if (typeof held !== 'string') return null
  if (element.type === 'plain_text_input') return whyTextKept(element, held)
  if (element.type === 'number_input') return whyNumberKept(element, Number(held))
  if (element.type === 'email_text_input' && !/^\S+@\S+\.\S+$/.test(held)) return 'Enter a valid email address.'
  return element.type === 'url_text_input' && !/^https?:\/\/\S+$/.test(held) ? 'Enter a valid URL.' : null
}

function whyTextKept(element: Fields, text: string): string | null {
  if (text.length < Number(element.min_length ?? 0)) return `Enter at least ${element.min_length} characters.`
  return text.length > Math.min(limit(element.max_length), 3000) ? 'That is too long.' : null
}

function whyNumberKept(element: Fields, number: number): string | null {
  const isWhole = Number.isInteger(number) || element.is_decimal_allowed === true
  if (Number.isNaN(number) || !isWhole) return 'Enter a valid number.'
  const isInside = number >= Number(element.min_value ?? Number.NEGATIVE_INFINITY) && number <= limit(element.max_value)
  return isInside ? null : 'That number is out of range.'
}

const limit = (value: unknown): number => (value === undefined ? Number.POSITIVE_INFINITY : Number(value))
