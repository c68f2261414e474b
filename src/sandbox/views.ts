import { checkView } from './block-kit/index.ts'
import { blocksWithIds } from './blocks.ts'
import { refuseProblem } from './content.ts'
import { stateOf } from './form-fields.ts'
import { secret } from './ids.ts'
import { isFields, listOf, textOf } from './json.ts'
import { refuse } from './refuse.ts'
import { secondsNow, type Team } from './state.ts'
import type { Fields, OpenView, View } from './types.ts'

/** A modal and two on top of it. https://docs.slack.dev/reference/methods/views.push */
const highestStack = 3

/**
 * Makes a view out of what the app sent.
 * @param over the view it replaces, whose id, place and filled fields it keeps
 * @throws Refused with Slack's code where the view is wrong, `duplicate_external_id`
 */
export function makeView(team: Team, payload: unknown, over?: OpenView): OpenView {
  refuseProblem(checkView(payload))
  const given = isFields(payload) ? payload : {}
  const id = over?.id ?? team.world.nextId('V')
  const externalId = textOf(given.external_id)
  if (externalId !== '' && allViews(team).some((view) => view.external_id === externalId && view.id !== id))
    refuse('duplicate_external_id')
  const blocks = blocksWithIds(team.world, listOf(given.blocks))
  return {
    id,
    team_id: team.id,
    type: given.type === 'home' ? 'home' : 'modal',
    blocks,
    ...frameOf(given),
    external_id: externalId,
    state: stateOf(blocks, over?.state),
    hash: `${secondsNow(team.world)}.${secret(4)}`,
    previous_view_id: over?.previous_view_id ?? null,
    root_view_id: over?.root_view_id ?? id,
    app_id: team.app.id,
    app_installed_team_id: team.id,
    bot_id: team.botId,
    errors: {},
  }
}

const frameOf = (given: Fields) => ({
  private_metadata: textOf(given.private_metadata),
  callback_id: textOf(given.callback_id),
  title: objectOrNull(given.title),
  submit: objectOrNull(given.submit),
  close: objectOrNull(given.close),
  clear_on_close: given.clear_on_close === true,
  notify_on_close: given.notify_on_close === true,
})

const objectOrNull = (value: unknown): Fields | null => (isFields(value) ? value : null)

/** The view as Slack gives it to the app. */
export function shownView(view: OpenView): View {
  const { errors: _, ...shown } = view
  return structuredClone(shown)
}

export const stackOf = (team: Team, userId: string): OpenView[] => team.stacks.get(userId) ?? []

const allViews = (team: Team): OpenView[] => [...[...team.stacks.values()].flat(), ...team.homes.values()]

export function findView(team: Team, which: { id?: string | undefined; externalId?: string | undefined }): OpenView | undefined {
  return allViews(team).find((view) =>
    which.id ? view.id === which.id : Boolean(which.externalId) && view.external_id === which.externalId,
  )
}

/** Opens a modal before somebody, in place of what was open. */
export function openView(team: Team, userId: string, payload: unknown): OpenView {
  const view = modal(makeView(team, payload))
  team.stacks.set(userId, [view])
  return view
}

/** Puts a modal on top of those open. @throws Refused `not_found` where none is, `push_limit_reached` */
export function pushView(team: Team, userId: string, payload: unknown): OpenView {
  const stack = stackOf(team, userId)
  const top = stack.at(-1) ?? refuse('not_found')
  if (stack.length >= highestStack) refuse('push_limit_reached')
  const view = { ...modal(makeView(team, payload)), previous_view_id: top.id, root_view_id: top.root_view_id }
  team.stacks.set(userId, [...stack, view])
  return view
}

/** Puts another view in the place of one. @throws Refused */
export function replaceView(team: Team, old: OpenView, payload: unknown): OpenView {
  const view = makeView(team, payload, old)
  for (const [user, stack] of team.stacks)
    team.stacks.set(
      user,
      stack.map((each) => (each === old ? view : each)),
    )
  for (const [user, home] of team.homes) if (home === old) team.homes.set(user, view)
  return view
}

/** @throws Refused `invalid_arguments` for a Home where a modal belongs */
function modal(view: OpenView): OpenView {
  if (view.type === 'modal') return view
  return refuse('invalid_arguments', { response_metadata: { messages: ['[ERROR] must be a modal [json-pointer:/view/type]'] } })
}
