import { defined } from '../json.ts'
import { refuse, refuseArguments } from '../refuse.ts'
import { type Bookmark, type Conversation, secondsNow } from '../state.ts'
import type { Fields } from '../types.ts'
import { conversationIn, type MethodCall, type Methods } from './method.ts'

/** The links above a channel. https://docs.slack.dev/reference/methods/bookmarks.add */
export const bookmarkMethods: Methods = {
  'bookmarks.add': {
    tier: 't2',
    scopes: ['bookmarks:write'],
    run: (call) => {
      const { team, args } = call
      const conversation = changeable(call)
      const title = args.required('title')
      if (args.text('type') !== 'link') refuse('invalid_bookmark_type')
      if (!args.text('link')) refuseArguments('missing required field: link')
      if (conversation.bookmarks.length >= team.settings.mostBookmarks) refuse('too_many_bookmarks')
      const bookmark: Bookmark = {
        id: team.world.nextId('Bk'),
        channel_id: conversation.id,
        title,
        type: 'link',
        ...given(call),
        icon_url: null,
        entity_id: null,
        date_created: secondsNow(team.world),
        rank: String(conversation.bookmarks.length),
        app_id: team.app.id,
        shortcut_id: null,
        ...changed(call),
      }
      conversation.bookmarks.push(bookmark)
      return { bookmark }
    },
  },
  'bookmarks.edit': {
    tier: 't2',
    scopes: ['bookmarks:write'],
    run: (call) => {
      const bookmark = bookmarkIn(call, changeable(call))
      Object.assign(bookmark, defined({ title: call.args.text('title') }), given(call), changed(call))
      return { bookmark }
    },
  },
  'bookmarks.list': { tier: 't3', scopes: ['bookmarks:read'], run: (call) => ({ bookmarks: channelIn(call).bookmarks }) },
  'bookmarks.remove': {
    tier: 't2',
    scopes: ['bookmarks:write'],
    run: (call) => {
      const conversation = changeable(call)
      const bookmark = bookmarkIn(call, conversation)
      conversation.bookmarks = conversation.bookmarks.filter((each) => each !== bookmark)
      return {}
    },
  },
}

function channelIn(call: MethodCall): Conversation {
  const conversation = conversationIn(call, 'channel_id')
  return conversation.kind === 'im' ? refuse('channel_not_found') : conversation
}

function changeable(call: MethodCall): Conversation {
  const conversation = channelIn(call)
  if (!conversation.members.has(call.team.botUserId)) refuse('permission_denied')
  return conversation
}

const bookmarkIn = ({ args }: MethodCall, conversation: Conversation): Bookmark =>
  conversation.bookmarks.find(({ id }) => id === args.required('bookmark_id')) ?? refuse('not_found')

function given({ args }: MethodCall): Fields {
  const link = args.text('link')
  const emoji = args.text('emoji')
  if (link !== undefined && !/^https?:\/\/\S+$/.test(link)) refuse('invalid_link')
  if (emoji && !/^:[\p{Ll}\p{N}_+'-]+:$/u.test(emoji)) refuse('invalid_emoji')
  return defined({ link, emoji })
}

const changed = ({ team }: MethodCall): Fields => ({
  date_updated: secondsNow(team.world),
  last_updated_by_user_id: team.botUserId,
  last_updated_by_team_id: team.id,
})
