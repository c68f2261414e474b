import { checkedContent } from '../content.ts'
import { isVisible } from '../conversations.ts'
import { addFile, shapeFile, shareFiles } from '../files.ts'
import { defined, isFields, textOf } from '../json.ts'
import { asBot, type Draft } from '../messages.ts'
import { refuse, refuseArguments } from '../refuse.ts'
import type { Conversation, Team } from '../state.ts'
import type { Fields } from '../types.ts'
import type { MethodCall, Methods } from './method.ts'

/** https://docs.slack.dev/reference/methods/files.completeUploadExternal */
const mostChannels = 100

export const fileMethods: Methods = {
  'files.getUploadURLExternal': {
    tier: 't4',
    scopes: ['files:write'],
    run: ({ team, args }) => {
      const name = args.text('filename')
      const size = args.integer('length') ?? 0
      if (!name || !Number.isInteger(size) || size <= 0) return refuse('missing_argument')
      const { file } = addFile(team, { name, user: team.botUserId, size })
      return { upload_url: `${team.world.base}/upload/${team.id}/${file.id}`, file_id: file.id }
    },
  },
  'files.completeUploadExternal': { tier: 't4', scopes: ['files:write'], run: complete },
  'files.delete': {
    tier: 't3',
    scopes: ['files:write'],
    run: ({ team, args }) => {
      const stored = team.files.get(args.required('file')) ?? refuse('file_not_found')
      if (stored.file.user !== team.botUserId) refuse('cant_delete_file')
      team.files.delete(stored.file.id)
      return {}
    },
  },
  'files.info': {
    tier: 't4',
    scopes: ['files:read'],
    run: ({ team, args }) => {
      const stored = team.files.get(args.required('file'))
      const isSeen = stored?.shares.length === 0 || stored?.shares.some(({ channel }) => isInside(team, channel))
      return stored && isSeen ? { file: shapeFile(team, stored), comments: [] } : refuse('file_not_found')
    },
  },
}

const isInside = (team: Team, channel: string): boolean => {
  const conversation = team.conversations.get(channel)
  return conversation !== undefined && isVisible(conversation, team.botUserId)
}

/** Slack shares later than it answers: the answer names no message, `files.info` does. */
function complete(call: MethodCall): Fields {
  const { team, args } = call
  const given = args.json('files', 'invalid_arguments')
  if (!Array.isArray(given) || given.length === 0) return refuseArguments('missing required field: files')
  const files = given.map((each) => {
    const stored = isFields(each) ? team.files.get(textOf(each.id)) : undefined
    if (!stored?.isUploaded) return refuse('file_not_found')
    if (isFields(each) && typeof each.title === 'string') stored.file.title = each.title
    return stored
  })
  const channels = [...args.list('channel_id'), ...args.list('channels')]
  if (channels.length > mostChannels) refuse('channels_limit_exceeded')
  const places = channels.map((id) => placeFor(team, id))
  const said = sayingIn(call)
  for (const place of places) shareFiles(team, place, files, { ...asBot(team), ...said })
  return { files: files.map(({ file }) => ({ id: file.id, title: file.title })) }
}

function placeFor(team: Team, id: string): Conversation {
  const conversation = team.conversations.get(id)
  if (!conversation || !isVisible(conversation, team.botUserId)) return refuse('channel_not_found')
  return conversation.members.has(team.botUserId) ? conversation : refuse('not_in_channel')
}

function sayingIn({ args }: MethodCall): Pick<Draft, 'text' | 'blocks' | 'thread_ts'> {
  const comment = args.text('initial_comment')
  const blocks = args.json('blocks', 'invalid_blocks')
  const content = comment || blocks ? checkedContent(defined({ text: comment, blocks })) : { text: '' }
  const thread = args.text('thread_ts')
  return { ...content, ...(thread ? { thread_ts: thread } : {}) }
}
