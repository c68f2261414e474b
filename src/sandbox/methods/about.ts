import { refuse } from '../refuse.ts'
import { shapeUser, shapeUserGroup } from '../shapes.ts'
import type { Methods } from './method.ts'
import { nextCursor, pageOf } from './page.ts'

/** Who the app, the workspace and the people are. */
export const aboutMethods: Methods = {
  'auth.test': {
    tier: 'special',
    run: ({ team }) => {
      const user = team.members.get(team.botUserId)?.name
      return {
        url: team.url,
        team: team.name,
        user,
        team_id: team.id,
        user_id: team.botUserId,
        bot_id: team.botId,
        is_enterprise_install: false,
      }
    },
  },
  'apps.connections.open': {
    tier: 't3',
    token: 'app',
    run: ({ team }) => ({ url: team.world.sockets.ticket(team.app) }),
  },
  'team.info': {
    tier: 't3',
    scopes: ['team:read'],
    run: ({ team, args }) => {
      if (args.has('team') && args.text('team') !== team.id) refuse('team_not_found')
      const { id, name, domain, url } = team
      return {
        team: { id, name, domain, url, email_domain: '', icon: { image_default: true }, avatar_base_url: `${url}avatar/` },
      }
    },
  },
  'bots.info': {
    tier: 't3',
    scopes: ['users:read'],
    run: ({ team, args }) => {
      const id = args.text('bot')
      const member = id ? [...team.members.values()].find((each) => each.botId === id) : undefined
      if (!member) return refuse('bot_not_found')
      const app_id = member.id === team.botUserId ? team.app.id : ''
      return { bot: { id, deleted: false, name: member.name, updated: member.updated, app_id, user_id: member.id, icons: {} } }
    },
  },
  'users.info': {
    tier: 't4',
    scopes: ['users:read'],
    run: ({ team, args }) => {
      const member = team.members.get(args.text('user') ?? '')
      return member ? { user: shapeUser(team, member) } : refuse('user_not_found')
    },
  },
  'users.list': {
    tier: 't2',
    scopes: ['users:read'],
    run: (call) => {
      const page = pageOf(call, [...call.team.members.values()])
      const members = page.items.map((member) => shapeUser(call.team, member))
      return { members, cache_ts: Math.floor(call.team.world.now().getTime() / 1000), ...nextCursor(page) }
    },
  },
  'usergroups.list': {
    tier: 't2',
    scopes: ['usergroups:read'],
    run: ({ team, args }) => {
      if (team.settings.isFree) refuse('plan_upgrade_required')
      return { usergroups: [...team.userGroups.values()].map((group) => shapeUserGroup(team, group, args.flag('include_users'))) }
    },
  },
  'usergroups.users.list': {
    tier: 't2',
    scopes: ['usergroups:read'],
    run: ({ team, args }) => {
      if (team.settings.isFree) refuse('plan_upgrade_required')
      const group = team.userGroups.get(args.text('usergroup') ?? '')
      return group ? { users: group.users } : refuse('no_such_subteam')
    },
  },
}
