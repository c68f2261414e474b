import type {
  BookmarksAddArguments,
  BookmarksListArguments,
  ChatDeleteArguments,
  ChatPostMessageArguments,
  ChatUpdateArguments,
  ConversationsCreateArguments,
  ConversationsHistoryArguments,
  ConversationsInfoArguments,
  ConversationsInviteArguments,
  ConversationsJoinArguments,
  ConversationsMembersArguments,
  ConversationsOpenArguments,
  ConversationsRepliesArguments,
  ConversationsSetTopicArguments,
  FilesCompleteUploadExternalArguments,
  FilesDeleteArguments,
  FilesGetUploadURLExternalArguments,
  FilesInfoArguments,
  PinsAddArguments,
  PinsListArguments,
  ReactionsAddArguments,
  ReactionsGetArguments,
  ReactionsRemoveArguments,
  UsergroupsUsersListArguments,
  UsersConversationsArguments,
  UsersInfoArguments,
  ViewsOpenArguments,
  ViewsPublishArguments,
  ViewsUpdateArguments,
} from '@slack/web-api'
import { z } from 'zod'
import { slackMessage } from './payloads.ts'

/*
 * Every method of Slack's Web API that the bot calls, with the scopes it needs and the part of the answer that is read.
 * The manifest asks for these scopes and no others; a test holds the two together.
 * Scopes: https://docs.slack.dev/reference/methods
 */

const method =
  <Args>() =>
  <Answer extends z.ZodType>(scopes: readonly string[], answer: Answer) => ({ scopes, answer, args: (args: Args) => args })

const nothing = z.object({})
const cursor = z.object({ next_cursor: z.string().optional() }).optional()
const channel = z.object({
  id: z.string(),
  name: z.string(),
  creator: z.string().optional(),
  created: z.number().optional(),
  is_private: z.boolean().optional(),
})

/** What has to be known of a channel that is to become an incident's. Direct messages have no name. */
const channelInfo = z.object({
  id: z.string(),
  name: z.string().optional(),
  topic: z.object({ value: z.string(), creator: z.string() }).optional(),
  is_private: z.boolean().optional(),
  is_member: z.boolean().optional(),
  is_archived: z.boolean().optional(),
  is_im: z.boolean().optional(),
  is_mpim: z.boolean().optional(),
  is_ext_shared: z.boolean().optional(),
  is_pending_ext_shared: z.boolean().optional(),
})

const fileInfo = z.object({
  user: z.string().optional(),
  size: z.number().optional(),
  url_private: z.string().optional(),
  url_private_download: z.string().optional(),
  mimetype: z.string().optional(),
  /** Where it is shared: in public and private channels, and in direct messages. */
  channels: z.array(z.string()).optional(),
  groups: z.array(z.string()).optional(),
  ims: z.array(z.string()).optional(),
})

/** Without a channel a file is shared nowhere: what shows it says where. */
type Upload = Pick<FilesCompleteUploadExternalArguments, 'files'> & { channel_id?: string; thread_ts?: string }

/** Files can be pinned too; they have no message here. */
const pin = z.object({ created: z.number(), created_by: z.string(), message: slackMessage.optional().catch(undefined) })

export const methods = {
  'auth.test': method<Record<string, never>>()(
    [],
    z.object({
      url: z.string(),
      team: z.string(),
      team_id: z.string(),
      user_id: z.string(),
      bot_id: z.string(),
      enterprise_id: z.string().nullish(),
      is_enterprise_install: z.boolean().optional(),
    }),
  ),
  'bookmarks.add': method<BookmarksAddArguments>()(['bookmarks:write'], nothing),
  'bookmarks.list': method<BookmarksListArguments>()(
    ['bookmarks:read'],
    z.object({ bookmarks: z.array(z.object({ title: z.string().optional() })) }),
  ),
  'chat.delete': method<ChatDeleteArguments>()(['chat:write'], nothing),
  'chat.postMessage': method<ChatPostMessageArguments>()(
    ['chat:write', 'chat:write.public'],
    z.object({ channel: z.string(), ts: z.string() }),
  ),
  'chat.update': method<ChatUpdateArguments>()(['chat:write'], nothing),
  'conversations.create': method<ConversationsCreateArguments>()(['channels:manage', 'groups:write'], z.object({ channel })),
  'conversations.history': method<ConversationsHistoryArguments>()(
    ['channels:history', 'groups:history', 'im:history'],
    z.object({ messages: z.array(slackMessage), has_more: z.boolean().optional(), response_metadata: cursor }),
  ),
  'conversations.info': method<ConversationsInfoArguments>()(
    ['channels:read', 'groups:read'],
    z.object({ channel: channelInfo }),
  ),
  'conversations.invite': method<ConversationsInviteArguments>()(
    ['channels:manage', 'groups:write'],
    z.object({ errors: z.array(z.object({ user: z.string().optional(), error: z.string().optional() })).optional() }),
  ),
  'conversations.join': method<ConversationsJoinArguments>()(['channels:join'], nothing),
  'conversations.members': method<ConversationsMembersArguments>()(
    ['channels:read', 'groups:read'],
    z.object({ members: z.array(z.string()), response_metadata: cursor }),
  ),
  'conversations.open': method<ConversationsOpenArguments>()(['im:write'], z.object({ channel: z.object({ id: z.string() }) })),
  'conversations.replies': method<ConversationsRepliesArguments>()(
    ['channels:history', 'groups:history'],
    z.object({ messages: z.array(slackMessage), has_more: z.boolean().optional(), response_metadata: cursor }),
  ),
  'conversations.setTopic': method<ConversationsSetTopicArguments>()(['channels:manage', 'groups:write'], nothing),
  'files.completeUploadExternal': method<Upload>()(['files:write'], nothing),
  'files.delete': method<FilesDeleteArguments>()(['files:write'], nothing),
  'files.getUploadURLExternal': method<FilesGetUploadURLExternalArguments>()(
    ['files:write'],
    z.object({ upload_url: z.string(), file_id: z.string() }),
  ),
  'files.info': method<FilesInfoArguments>()(['files:read'], z.object({ file: fileInfo })),
  'pins.add': method<PinsAddArguments>()(['pins:write'], nothing),
  'pins.list': method<PinsListArguments>()(['pins:read'], z.object({ items: z.array(pin) })),
  'reactions.add': method<ReactionsAddArguments>()(['reactions:write'], nothing),
  'reactions.get': method<ReactionsGetArguments>()(['reactions:read'], z.object({ message: slackMessage.optional() })),
  'reactions.remove': method<ReactionsRemoveArguments>()(['reactions:write'], nothing),
  'usergroups.users.list': method<UsergroupsUsersListArguments>()(['usergroups:read'], z.object({ users: z.array(z.string()) })),
  'users.conversations': method<UsersConversationsArguments>()(
    ['channels:read', 'groups:read'],
    z.object({ channels: z.array(channel), response_metadata: cursor }),
  ),
  'users.info': method<UsersInfoArguments>()(
    ['users:read'],
    z.object({
      user: z.object({
        id: z.string(),
        name: z.string().optional(),
        real_name: z.string().optional(),
        tz: z.string().optional(),
        is_bot: z.boolean().optional(),
        deleted: z.boolean().optional(),
        is_restricted: z.boolean().optional(),
        is_ultra_restricted: z.boolean().optional(),
        profile: z.object({ display_name: z.string().optional(), real_name: z.string().optional() }).optional(),
      }),
    }),
  ),
  'views.open': method<ViewsOpenArguments>()([], nothing),
  'views.publish': method<ViewsPublishArguments>()([], nothing),
  'views.update': method<ViewsUpdateArguments>()([], nothing),
}

export type Methods = typeof methods
export type MethodName = keyof Methods
export type ArgsOf<Name extends MethodName> = Parameters<Methods[Name]['args']>[0]
export type AnswerOf<Name extends MethodName> = z.output<Methods[Name]['answer']>
