import { extname } from 'node:path'
import { emit } from './events.ts'
import { type Draft, post } from './messages.ts'
import { permalinkOf } from './shapes.ts'
import { type Conversation, nextEventTs, type StoredFile, secondsNow, type Team } from './state.ts'
import type { Fields, SlackFile } from './types.ts'

const mimetypes: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  gif: 'image/gif',
  pdf: 'application/pdf',
  md: 'text/markdown',
  json: 'application/json',
  csv: 'text/csv',
  txt: 'text/plain',
  log: 'text/plain',
}

/** A file that has an id, and bytes when they have been sent. */
export function addFile(team: Team, made: { name: string; user: string; title?: string; size: number }): StoredFile {
  const id = team.world.nextId('F')
  const filetype = extname(made.name).slice(1).toLowerCase() || 'text'
  const now = secondsNow(team.world)
  const address = `${team.world.base}/files-pri/${team.id}-${id}`
  const file: SlackFile = {
    id,
    created: now,
    timestamp: now,
    name: made.name,
    title: made.title ?? made.name,
    mimetype: mimetypes[filetype] ?? 'application/octet-stream',
    filetype,
    size: made.size,
    user: made.user,
    mode: 'hosted',
    is_external: false,
    url_private: `${address}/${encodeURIComponent(made.name)}`,
    url_private_download: `${address}/download/${encodeURIComponent(made.name)}`,
    permalink: `${team.url}files/${made.user}/${id}/${encodeURIComponent(made.name)}`,
  }
  const stored: StoredFile = { file, bytes: Buffer.alloc(0), isUploaded: false, shares: [] }
  team.files.set(id, stored)
  return stored
}

/** A file with the messages in which it is shared, as `files.info` gives it. */
export function shapeFile(team: Team, { file, shares }: StoredFile): Fields {
  const places = { public: sharesOf(team, shares, true), private: sharesOf(team, shares, false) }
  const channels = shares.map(({ channel }) => channel)
  return { ...file, shares: places, channels, is_public: Object.keys(places.public).length > 0 }
}

function sharesOf(team: Team, shares: StoredFile['shares'], isPublic: boolean): Record<string, Fields[]> {
  const fitting = shares.filter(({ channel }) => (team.conversations.get(channel)?.kind === 'channel') === isPublic)
  return Object.fromEntries(
    fitting.map(({ channel, ts }) => [
      channel,
      [
        {
          ts,
          channel_name: team.conversations.get(channel)?.name,
          team_id: team.id,
          permalink: permalinkOf(team, channel, ts, undefined),
        },
      ],
    ]),
  )
}

/** Posts a message that carries files, and tells the app of each. */
export function shareFiles(team: Team, conversation: Conversation, files: StoredFile[], draft: Draft): ReturnType<typeof post> {
  const whole: Draft = { ...draft, subtype: 'file_share', upload: true, files: files.map(({ file }) => file) }
  const { message, told } = post(team, conversation, whole)
  const others = files.map((stored) => {
    stored.shares.push({ channel: conversation.id, ts: message.ts })
    const { id } = stored.file
    const event = {
      type: 'file_shared',
      file_id: id,
      user_id: draft.user,
      file: { id },
      channel_id: conversation.id,
      event_ts: nextEventTs(team),
    }
    return emit(team, event, conversation)
  })
  return { message, told: Promise.all([told, ...others]) }
}
