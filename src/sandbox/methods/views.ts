import { refuse, refuseArguments } from '../refuse.ts'
import { exchange } from '../triggers.ts'
import type { Fields, OpenView } from '../types.ts'
import { findView, makeView, openView, pushView, replaceView, shownView } from '../views.ts'
import type { MethodCall, Methods } from './method.ts'

/** Modals and the Home. */
export const viewMethods: Methods = {
  'views.open': { tier: 't4', run: (call) => withTrigger(call, openView) },
  'views.push': { tier: 't4', run: (call) => withTrigger(call, pushView) },
  'views.update': {
    tier: 't4',
    run: ({ team, args }) => {
      const view = payloadIn({ team, args })
      if (!args.text('view_id') && !args.text('external_id')) refuseArguments('missing required field: view_id')
      const old = findView(team, { id: args.text('view_id'), externalId: args.text('external_id') }) ?? refuse('not_found')
      needHash(args.text('hash'), old)
      return { view: shownView(replaceView(team, old, view)) }
    },
  },
  'views.publish': {
    tier: 't4',
    run: ({ team, args }) => {
      const view = payloadIn({ team, args })
      const member = team.members.get(args.required('user_id'))
      if (!member || member.isBot) return refuseArguments('user not found [json-pointer:/user_id]')
      const old = team.homes.get(member.id)
      if (old) needHash(args.text('hash'), old)
      const home = makeView(team, view, old)
      if (home.type !== 'home') refuseArguments('must be a home [json-pointer:/view/type]')
      team.homes.set(member.id, home)
      return { view: shownView(home) }
    },
  },
}

function withTrigger(call: MethodCall, open: (team: MethodCall['team'], userId: string, view: unknown) => OpenView): Fields {
  const view = payloadIn(call)
  const trigger = exchange(call.team, call.args.required('trigger_id'))
  const opened = open(call.team, trigger.userId, view)
  trigger.isExchanged = true
  return { view: shownView(opened) }
}

function payloadIn({ args }: MethodCall): unknown {
  if (!args.has('view')) refuseArguments('missing required field: view')
  return args.json('view', 'invalid_arguments')
}

function needHash(hash: string | undefined, view: OpenView): void {
  if (hash && hash !== view.hash) refuse('hash_conflict')
}
