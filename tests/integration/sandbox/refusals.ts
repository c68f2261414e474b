import type { Fields } from '../../../src/sandbox/index.ts'
import { modal, type Town } from './world.ts'

/** Something that Slack refuses: the call, the code, and what has to be so before. */
export type Refusal = {
  method: string
  when: string
  args: (town: Town) => Fields
  error: string
  before?: (town: Town) => unknown
}

const refusal = (
  method: string,
  error: string,
  when: string,
  args: (town: Town) => Fields,
  before?: (town: Town) => unknown,
): Refusal => ({
  method,
  when,
  args,
  error,
  ...(before ? { before } : {}),
})

const long = (length: number) => 'x'.repeat(length)
const noChannel = { channel: 'C00000000' }
const home = { type: 'home', blocks: [{ type: 'divider' }] }
const wrongBlocks = [{ type: 'section', text: { type: 'mrkdwn', text: '' } }]
const withArchived = (town: Town) => ({ channel: town.closed.id })

const channels: Refusal[] = [
  refusal('conversations.create', 'invalid_name_required', 'it has no name', () => ({})),
  refusal('conversations.create', 'invalid_name_specials', 'the name has a capital', () => ({ name: 'Inc' })),
  refusal('conversations.create', 'invalid_name_specials', 'the name has a space', () => ({ name: 'inc one' })),
  refusal('conversations.create', 'invalid_name_punctuation', 'the name is only signs', () => ({ name: '-_-' })),
  refusal('conversations.create', 'invalid_name_maxlength', 'the name has 81 characters', () => ({ name: long(81) })),
  refusal('conversations.create', 'name_taken', 'the name is taken', () => ({ name: 'open' })),
  refusal('conversations.create', 'name_taken', 'an archived channel has the name', () => ({ name: 'closed' })),
  refusal('conversations.create', 'name_taken', 'a channel the bot cannot see has the name', () => ({ name: 'hidden' })),
  refusal(
    'conversations.create',
    'restricted_action',
    'bots may not make channels',
    () => ({ name: 'new' }),
    ({ ws }) => {
      ws.settings.restrictsChannelCreation = true
    },
  ),
  refusal('conversations.invite', 'channel_not_found', 'there is no such channel', ({ tom }) => ({
    ...noChannel,
    users: tom.id,
  })),
  refusal('conversations.invite', 'channel_not_found', 'it is private and the bot is not in it', ({ hidden, tom }) => ({
    channel: hidden.id,
    users: tom.id,
  })),
  refusal('conversations.invite', 'no_user', 'nobody is named', ({ open }) => ({ channel: open.id })),
  refusal('conversations.invite', 'user_not_found', 'there is no such user', ({ open }) => ({
    channel: open.id,
    users: 'U00000000',
  })),
  refusal('conversations.invite', 'already_in_channel', 'they are in it', ({ open, maya }) => ({
    channel: open.id,
    users: maya.id,
  })),
  refusal('conversations.invite', 'cant_invite_self', 'it is the bot', ({ open, ws }) => ({
    channel: open.id,
    users: ws.botUserId,
  })),
  refusal('conversations.invite', 'not_in_channel', 'the bot is not in it', ({ outside, tom }) => ({
    channel: outside.id,
    users: tom.id,
  })),
  refusal('conversations.invite', 'is_archived', 'it is archived', (town) => ({ ...withArchived(town), users: town.tom.id })),
  refusal(
    'conversations.invite',
    'cant_invite',
    'they have been deactivated',
    ({ open, tom }) => ({ channel: open.id, users: tom.id }),
    ({ tom }) => tom.changes({ isDeleted: true }),
  ),
  refusal(
    'conversations.invite',
    'ura_max_channels',
    'a guest of one channel has one',
    ({ open, ws }) => ({ channel: open.id, users: ws.person('guest').id }),
    ({ ws }) => ws.addChannel({ name: 'guests', members: [ws.addUser({ name: 'guest', isGuest: 'single' })] }),
  ),
  refusal('conversations.invite', 'method_not_supported_for_channel_type', 'it is a direct message', ({ maya, tom }) => ({
    channel: maya.dm(),
    users: tom.id,
  })),
  refusal('conversations.invite', 'invalid_arguments', 'more than 100 are named', ({ open }) => ({
    channel: open.id,
    users: Array.from({ length: 101 }, (_, n) => `U${n}`).join(','),
  })),
  ...['setTopic', 'setPurpose'].flatMap((verb) => {
    const key = verb === 'setTopic' ? 'topic' : 'purpose'
    const method = `conversations.${verb}`
    return [
      refusal(method, 'too_long', 'it has 251 characters', ({ open }) => ({ channel: open.id, [key]: long(251) })),
      refusal(method, 'not_in_channel', 'the bot is not in it', ({ outside }) => ({ channel: outside.id, [key]: 'x' })),
      refusal(method, 'is_archived', 'it is archived', (town) => ({ ...withArchived(town), [key]: 'x' })),
      refusal(method, 'channel_not_found', 'there is no such channel', () => ({ ...noChannel, [key]: 'x' })),
      refusal(method, 'method_not_supported_for_channel_type', 'it is a direct message', ({ maya }) => ({
        channel: maya.dm(),
        [key]: 'x',
      })),
    ]
  }),
  refusal('conversations.info', 'channel_not_found', 'it is private and the bot is not in it', ({ hidden }) => ({
    channel: hidden.id,
  })),
  refusal('conversations.list', 'invalid_types', 'there is no such type', () => ({ types: 'rooms' })),
  refusal('conversations.list', 'invalid_limit', 'the limit is above 1000', () => ({ limit: 1001 })),
  refusal('conversations.list', 'invalid_cursor', 'the cursor is none of ours', () => ({ cursor: 'abc' })),
  refusal('users.conversations', 'invalid_types', 'there is no such type', () => ({ types: 'rooms' })),
  refusal('users.conversations', 'invalid_limit', 'the limit is negative', () => ({ limit: -1 })),
  refusal('users.conversations', 'invalid_cursor', 'the cursor is none of ours', () => ({ cursor: 'abc' })),
  refusal('conversations.members', 'channel_not_found', 'there is no such channel', () => noChannel),
  refusal('conversations.members', 'invalid_limit', 'the limit is no number', ({ open }) => ({
    channel: open.id,
    limit: 'many',
  })),
  refusal('conversations.members', 'invalid_cursor', 'the cursor is none of ours', ({ open }) => ({
    channel: open.id,
    cursor: 'abc',
  })),
  refusal('conversations.join', 'is_archived', 'it is archived', withArchived),
  refusal('conversations.join', 'channel_not_found', 'there is no such channel', () => noChannel),
  refusal('conversations.join', 'method_not_supported_for_channel_type', 'it is private', ({ secret }) => ({
    channel: secret.id,
  })),
  refusal(
    'conversations.leave',
    'cant_leave_general',
    'it is general',
    ({ ws }) => ({ channel: ws.channel('general').id }),
    ({ maya, ws }) => maya.invites('general', [ws.botUserId]),
  ),
  refusal(
    'conversations.leave',
    'last_member',
    'nobody else is in the private channel',
    ({ secret }) => ({ channel: secret.id }),
    ({ maya, secret }) => maya.leaves(secret),
  ),
  refusal('conversations.leave', 'is_archived', 'it is archived', withArchived),
  refusal('conversations.leave', 'channel_not_found', 'there is no such channel', () => noChannel),
  refusal('conversations.archive', 'already_archived', 'it is archived', withArchived),
  refusal('conversations.archive', 'not_in_channel', 'the bot is not in it', ({ outside }) => ({ channel: outside.id })),
  refusal('conversations.archive', 'cant_archive_general', 'it is general', ({ ws }) => ({ channel: ws.channel('general').id })),
  refusal('conversations.archive', 'channel_not_found', 'there is no such channel', () => noChannel),
  refusal('conversations.unarchive', 'not_archived', 'it is open', ({ open }) => ({ channel: open.id })),
  refusal('conversations.unarchive', 'channel_not_found', 'there is no such channel', () => noChannel),
  refusal(
    'conversations.rename',
    'not_authorized',
    'somebody else made it',
    ({ secret }) => ({ channel: secret.id, name: 'other' }),
    ({ maya, secret, ws }) => {
      const made = ws.addChannel({ name: 'mayas', members: [maya, ws.botUserId] })
      return Object.assign(secret, { id: made.id })
    },
  ),
  refusal('conversations.rename', 'not_in_channel', 'the bot is not in it', ({ outside }) => ({
    channel: outside.id,
    name: 'other',
  })),
  refusal('conversations.rename', 'name_taken', 'the name is taken', ({ open }) => ({ channel: open.id, name: 'outside' })),
  refusal('conversations.rename', 'invalid_name_specials', 'the name is unusable', ({ open }) => ({
    channel: open.id,
    name: 'A b',
  })),
  refusal('conversations.rename', 'is_archived', 'it is archived', (town) => ({ ...withArchived(town), name: 'other' })),
  refusal('conversations.open', 'users_list_not_supplied', 'nobody is named', () => ({})),
  refusal('conversations.open', 'too_many_users', 'nine are named', () => ({
    users: Array.from({ length: 9 }, (_, n) => `U${n}`).join(','),
  })),
  refusal('conversations.open', 'user_not_found', 'there is no such user', () => ({ users: 'U00000000' })),
  refusal(
    'conversations.open',
    'user_disabled',
    'they have been deactivated',
    ({ tom }) => ({ users: tom.id }),
    ({ tom }) => tom.changes({ isDeleted: true }),
  ),
  refusal('conversations.open', 'channel_not_found', 'there is no such channel', () => noChannel),
  refusal('conversations.open', 'method_not_supported_for_channel_type', 'it is a channel', ({ open }) => ({ channel: open.id })),
]

const reading: Refusal[] = [
  ...['conversations.history', 'conversations.replies'].flatMap((method) => [
    refusal(method, 'channel_not_found', 'it is private and the bot is not in it', ({ hidden }) => ({
      channel: hidden.id,
      ts: '1.0',
    })),
    refusal(method, 'not_in_channel', 'the bot is not in it', ({ outside }) => ({ channel: outside.id, ts: '1.0' })),
    refusal(method, 'invalid_ts_oldest', 'oldest is no time', ({ open, mayas }) => ({
      channel: open.id,
      ts: mayas,
      oldest: 'yesterday',
    })),
    refusal(method, 'invalid_ts_latest', 'latest is no time', ({ open, mayas }) => ({
      channel: open.id,
      ts: mayas,
      latest: 'today',
    })),
    refusal(method, 'invalid_cursor', 'the cursor is none of ours', ({ open, mayas }) => ({
      channel: open.id,
      ts: mayas,
      cursor: 'abc',
    })),
    refusal(method, 'invalid_arguments', 'no channel is named', () => ({ ts: '1.0' })),
  ]),
  refusal('conversations.replies', 'thread_not_found', 'there is no such message', ({ open }) => ({
    channel: open.id,
    ts: '1.000000',
  })),
  refusal('users.info', 'user_not_found', 'there is no such user', () => ({ user: 'U00000000' })),
  refusal('users.list', 'invalid_cursor', 'the cursor is none of ours', () => ({ cursor: 'abc' })),
  refusal('bots.info', 'bot_not_found', 'there is no such bot', () => ({ bot: 'B00000000' })),
  refusal('team.info', 'team_not_found', 'it is another workspace', () => ({ team: 'T00000000' })),
  refusal(
    'usergroups.list',
    'plan_upgrade_required',
    'the workspace is free',
    () => ({}),
    ({ ws }) => {
      ws.settings.isFree = true
    },
  ),
  refusal(
    'usergroups.users.list',
    'plan_upgrade_required',
    'the workspace is free',
    () => ({}),
    ({ ws }) => {
      ws.settings.isFree = true
    },
  ),
  refusal('usergroups.users.list', 'no_such_subteam', 'there is no such group', () => ({ usergroup: 'S00000000' })),
  refusal('files.info', 'file_not_found', 'there is no such file', () => ({ file: 'F00000000' })),
  refusal('files.info', 'invalid_arguments', 'no file is named', () => ({})),
]

const writing: Refusal[] = [
  refusal('chat.postMessage', 'channel_not_found', 'no channel is named', () => ({ text: 'x' })),
  refusal('chat.postMessage', 'channel_not_found', 'there is no such channel', () => ({ ...noChannel, text: 'x' })),
  refusal('chat.postMessage', 'channel_not_found', 'it is private and the bot is not in it', ({ hidden }) => ({
    channel: hidden.id,
    text: 'x',
  })),
  refusal(
    'chat.postMessage',
    'not_in_channel',
    'the bot is not in it and has no chat:write.public',
    ({ outside }) => ({ channel: outside.id, text: 'x' }),
    ({ ws }) => ws.scopes.splice(0, 99, 'chat:write'),
  ),
  refusal('chat.postMessage', 'is_archived', 'it is archived', (town) => ({ ...withArchived(town), text: 'x' })),
  refusal('chat.postMessage', 'no_text', 'there is nothing in it', ({ open }) => ({ channel: open.id })),
  refusal('chat.postMessage', 'invalid_blocks', 'a block is wrong', ({ open }) => ({
    channel: open.id,
    text: 'x',
    blocks: wrongBlocks,
  })),
  refusal('chat.postMessage', 'invalid_blocks_format', 'the blocks are no JSON', ({ open }) => ({
    channel: open.id,
    text: 'x',
    blocks: '[{',
  })),
  refusal('chat.postMessage', 'msg_blocks_too_long', 'the blocks are 14,000 characters', ({ open }) => ({
    channel: open.id,
    text: 'x',
    blocks: Array.from({ length: 5 }, () => ({ type: 'section', text: { type: 'mrkdwn', text: long(2800) } })),
  })),
  refusal('chat.postMessage', 'too_many_attachments', 'it has 101 attachments', ({ open }) => ({
    channel: open.id,
    attachments: Array.from({ length: 101 }, () => ({ text: 'x' })),
  })),
  refusal('chat.postMessage', 'invalid_metadata_format', 'the metadata has no payload', ({ open }) => ({
    channel: open.id,
    text: 'x',
    metadata: { event_type: 'x' },
  })),
  refusal('chat.postMessage', 'metadata_too_large', 'the metadata is large', ({ open }) => ({
    channel: open.id,
    text: 'x',
    metadata: { event_type: 'x', event_payload: { long: long(20_000) } },
  })),
  refusal('chat.postMessage', 'markdown_text_conflict', 'it has text and markdown', ({ open }) => ({
    channel: open.id,
    text: 'x',
    markdown_text: 'y',
  })),
  refusal('chat.postMessage', 'invalid_attachments', 'a block of an attachment is wrong', ({ open }) => ({
    channel: open.id,
    attachments: [{ blocks: wrongBlocks }],
  })),
  refusal('chat.postMessage', 'msg_too_long', 'the text has 40,001 characters', ({ open }) => ({
    channel: open.id,
    text: long(40_001),
  })),
  refusal('chat.postMessage', 'cannot_reply_to_message', 'there is no such thread', ({ open }) => ({
    channel: open.id,
    text: 'x',
    thread_ts: '1.000000',
  })),
  refusal('chat.postEphemeral', 'user_not_in_channel', 'they are not in it', ({ open, tom }) => ({
    channel: open.id,
    text: 'x',
    user: tom.id,
  })),
  refusal('chat.postEphemeral', 'not_in_channel', 'the bot is not in it', ({ outside, maya }) => ({
    channel: outside.id,
    text: 'x',
    user: maya.id,
  })),
  refusal('chat.postEphemeral', 'channel_not_found', 'there is no such channel', ({ maya }) => ({
    ...noChannel,
    text: 'x',
    user: maya.id,
  })),
  refusal('chat.postEphemeral', 'is_archived', 'it is archived', (town) => ({
    ...withArchived(town),
    text: 'x',
    user: town.maya.id,
  })),
  refusal('chat.postEphemeral', 'no_text', 'there is nothing in it', ({ open, maya }) => ({ channel: open.id, user: maya.id })),
  refusal('chat.postEphemeral', 'invalid_blocks', 'a block is wrong', ({ open, maya }) => ({
    channel: open.id,
    user: maya.id,
    blocks: wrongBlocks,
  })),
  refusal('chat.postEphemeral', 'invalid_arguments', 'nobody is named', ({ open }) => ({ channel: open.id, text: 'x' })),
  refusal('chat.update', 'message_not_found', 'there is no such message', ({ open }) => ({
    channel: open.id,
    ts: '1.000000',
    text: 'x',
  })),
  refusal('chat.update', 'cant_update_message', 'somebody else wrote it', ({ open, mayas }) => ({
    channel: open.id,
    ts: mayas,
    text: 'x',
  })),
  refusal('chat.update', 'msg_too_long', 'the text has 4,001 characters', ({ open, bots }) => ({
    channel: open.id,
    ts: bots,
    text: long(4001),
  })),
  refusal('chat.update', 'no_text', 'there is nothing in it', ({ open, bots }) => ({ channel: open.id, ts: bots })),
  refusal('chat.update', 'invalid_blocks', 'a block is wrong', ({ open, bots }) => ({
    channel: open.id,
    ts: bots,
    blocks: wrongBlocks,
  })),
  refusal('chat.update', 'invalid_metadata_format', 'the metadata is no JSON', ({ open, bots }) => ({
    channel: open.id,
    ts: bots,
    text: 'x',
    metadata: '{',
  })),
  refusal(
    'chat.update',
    'is_inactive',
    'the channel is archived',
    ({ open, bots }) => ({ channel: open.id, ts: bots, text: 'x' }),
    ({ maya, open }) => maya.archives(open),
  ),
  refusal('chat.update', 'channel_not_found', 'there is no such channel', () => ({ ...noChannel, ts: '1.0', text: 'x' })),
  refusal('chat.update', 'invalid_arguments', 'no message is named', ({ open }) => ({ channel: open.id, text: 'x' })),
  refusal('chat.delete', 'message_not_found', 'there is no such message', ({ open }) => ({ channel: open.id, ts: '1.000000' })),
  refusal('chat.delete', 'cant_delete_message', 'somebody else wrote it', ({ open, mayas }) => ({ channel: open.id, ts: mayas })),
  refusal('chat.delete', 'channel_not_found', 'there is no such channel', () => ({ ...noChannel, ts: '1.0' })),
  refusal('chat.getPermalink', 'message_not_found', 'there is no such message', ({ open }) => ({
    channel: open.id,
    message_ts: '1.000000',
  })),
  refusal('chat.getPermalink', 'channel_not_found', 'it is private and the bot is not in it', ({ hidden }) => ({
    channel: hidden.id,
    message_ts: '1.0',
  })),
]

const onMessage = (name?: string) => (town: Town) => ({ channel: town.open.id, timestamp: town.mayas, ...(name ? { name } : {}) })
const addBookmark = (more: Fields) => (town: Town) => ({
  channel_id: town.open.id,
  title: 'x',
  type: 'link',
  link: 'https://example.org',
  ...more,
})

const marks: Refusal[] = [
  ...['reactions.add', 'reactions.remove', 'reactions.get', 'pins.add', 'pins.remove'].flatMap((method) => [
    refusal(method, 'no_item_specified', 'no message is named', ({ open }) => ({ channel: open.id, name: 'eyes' })),
    refusal(method, 'bad_timestamp', 'the time is none', ({ open }) => ({ channel: open.id, timestamp: 'now', name: 'eyes' })),
    refusal(method, 'message_not_found', 'there is no such message', ({ open }) => ({
      channel: open.id,
      timestamp: '1.000000',
      name: 'eyes',
    })),
    refusal(method, 'channel_not_found', 'it is private and the bot is not in it', ({ hidden }) => ({
      channel: hidden.id,
      timestamp: '1.0',
      name: 'eyes',
    })),
  ]),
  refusal('reactions.add', 'already_reacted', 'it has reacted', onMessage('eyes'), (town) =>
    town.call('reactions.add', onMessage('eyes')(town)),
  ),
  refusal('reactions.add', 'invalid_name', 'the name is none', onMessage('no such thing')),
  refusal('reactions.add', 'invalid_name', 'the workspace has no such emoji', onMessage('parrot'), ({ ws }) => {
    ws.settings.emoji = ['eyes']
  }),
  refusal('reactions.add', 'too_many_reactions', 'it has reacted 23 times', onMessage('eyes'), async (town) => {
    for (let n = 0; n < 23; n += 1) await town.call('reactions.add', onMessage(`e${n}`)(town))
  }),
  refusal('reactions.add', 'is_archived', 'it is archived', onMessage('eyes'), ({ maya, open }) => maya.archives(open)),
  refusal('reactions.add', 'not_in_channel', 'the bot is not in it', ({ outside }) => ({
    channel: outside.id,
    timestamp: '1.000000',
    name: 'eyes',
  })),
  refusal('reactions.add', 'too_many_emoji', 'it has 50 kinds of them', onMessage('one-more'), async (town) => {
    for (let n = 0; n < 50; n += 1) await town.maya.reacts(town.open, town.mayas, `e${n}`)
  }),
  ...['reactions.remove', 'pins.add'].map((method) =>
    refusal(method, 'not_in_channel', 'the bot is not in it', ({ outside }) => ({
      channel: outside.id,
      timestamp: '1.000000',
      name: 'eyes',
    })),
  ),
  refusal('reactions.remove', 'no_reaction', 'it has not reacted', onMessage('eyes')),
  refusal('reactions.remove', 'invalid_name', 'there is no name', onMessage()),
  refusal('pins.add', 'already_pinned', 'it is pinned', onMessage(), (town) => town.call('pins.add', onMessage()(town))),
  refusal('pins.add', 'too_many_pins', 'the channel is full of pins', onMessage(), ({ ws }) => {
    ws.settings.mostPins = 0
  }),
  refusal('pins.add', 'not_pinnable', 'the message was deleted', onMessage(), async ({ maya, open, mayas }) => {
    await maya.posts(open, 'reply', { threadTs: mayas })
    await maya.deletes(open, mayas)
  }),
  refusal('pins.remove', 'no_pin', 'it is not pinned', onMessage()),
  refusal('pins.list', 'channel_not_found', 'there is no such channel', () => noChannel),
  refusal('bookmarks.add', 'channel_not_found', 'there is no such channel', addBookmark({ channel_id: 'C00000000' })),
  refusal('bookmarks.add', 'permission_denied', 'the bot is not in it', ({ outside }) => ({
    channel_id: outside.id,
    title: 'x',
    type: 'link',
    link: 'https://example.org',
  })),
  refusal('bookmarks.add', 'invalid_bookmark_type', 'it is no link', addBookmark({ type: 'file' })),
  refusal('bookmarks.add', 'invalid_link', 'the link is none', addBookmark({ link: 'example' })),
  refusal('bookmarks.add', 'invalid_emoji', 'the emoji is none', addBookmark({ emoji: 'no' })),
  refusal('bookmarks.add', 'invalid_arguments', 'it has no title', addBookmark({ title: '' })),
  refusal('bookmarks.add', 'too_many_bookmarks', 'the channel is full of them', addBookmark({}), ({ ws }) => {
    ws.settings.mostBookmarks = 0
  }),
  refusal(
    'bookmarks.edit',
    'not_found',
    'there is no such bookmark',
    ({ open }) => ({ channel_id: open.id, bookmark_id: 'Bk1' }),
    (town) => town.call('bookmarks.add', addBookmark({})(town)),
  ),
  refusal('bookmarks.edit', 'permission_denied', 'the bot is not in it', ({ outside }) => ({
    channel_id: outside.id,
    bookmark_id: 'Bk1',
  })),
  refusal('bookmarks.remove', 'not_found', 'there is no such bookmark', ({ open }) => ({
    channel_id: open.id,
    bookmark_id: 'Bk1',
  })),
  refusal('bookmarks.list', 'channel_not_found', 'it is private and the bot is not in it', ({ hidden }) => ({
    channel_id: hidden.id,
  })),
]

const others: Refusal[] = [
  refusal('views.open', 'invalid_trigger_id', 'the trigger is none', () => ({ trigger_id: '1.2.x', view: modal() })),
  refusal('views.open', 'invalid_arguments', 'there is no view', () => ({ trigger_id: '1.2.x' })),
  refusal('views.push', 'invalid_trigger_id', 'the trigger is none', () => ({ trigger_id: '1.2.x', view: modal() })),
  refusal('views.update', 'not_found', 'no such view is open', () => ({ view_id: 'V00000000', view: modal() })),
  refusal('views.update', 'invalid_arguments', 'no view is named', () => ({ view: modal() })),
  refusal('views.publish', 'invalid_arguments', 'it is no Home', ({ maya }) => ({ user_id: maya.id, view: modal() })),
  refusal('views.publish', 'invalid_arguments', 'there is no such user', () => ({
    user_id: 'U00000000',
    view: home,
  })),
  refusal('views.publish', 'view_too_large', 'it is larger than 250 kB', ({ maya }) => ({
    user_id: maya.id,
    view: { type: 'home', blocks: [], callback_id: long(250_001) },
  })),
  refusal(
    'views.publish',
    'hash_conflict',
    'it has changed since',
    ({ maya }) => ({ user_id: maya.id, hash: '1.old', view: home }),
    ({ call, maya }) => call('views.publish', { user_id: maya.id, view: home }),
  ),
  refusal('files.getUploadURLExternal', 'missing_argument', 'it has no length', () => ({ filename: 'a.txt' })),
  refusal('files.completeUploadExternal', 'file_not_found', 'nothing was uploaded', () => ({ files: [{ id: 'F00000000' }] })),
  refusal('files.completeUploadExternal', 'invalid_arguments', 'no file is named', () => ({ files: [] })),
  refusal(
    'files.completeUploadExternal',
    'channels_limit_exceeded',
    'it goes to 101 channels',
    (town) => ({
      files: [{ id: town.ws.messages(town.open).at(-1)?.files?.[0]?.id }],
      channels: Array.from({ length: 101 }, (_, n) => `C${n}`).join(','),
    }),
    ({ maya, open }) => maya.posts(open, '', { files: [{ name: 'a.txt', content: 'x' }] }),
  ),
  refusal('files.delete', 'file_not_found', 'there is no such file', () => ({ file: 'F00000000' })),
  refusal(
    'files.delete',
    'cant_delete_file',
    'somebody else’s it is',
    ({ ws, open }) => ({ file: ws.messages(open).at(-1)?.files?.[0]?.id }),
    ({ maya, open }) => maya.posts(open, '', { files: [{ name: 'a.txt', content: 'x' }] }),
  ),
  refusal('apps.connections.open', 'not_allowed_token_type', 'it comes with a bot token', () => ({})),
  refusal('no.such.method', 'unknown_method', 'there is no such method', () => ({})),
]

export const refusals: readonly Refusal[] = [...channels, ...reading, ...writing, ...marks, ...others]
