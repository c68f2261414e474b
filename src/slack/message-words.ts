import type { SlackFile } from '../core/timeline.ts'
import type { Said } from '../flows/log-message.ts'
import { blockWords } from './block-words.ts'
import type { SlackMessage } from './payloads.ts'

/** What Slack writes in place of words where a bot posted blocks or an attachment without a text. */
const placeholders = new Set(["This content can't be displayed.", '[no preview available]'])

/** The words of a message: its text, or, as alerts often have none, those of its blocks and attachments. Slack's markup. */
export function wordsOf({ text, blocks, attachments }: SlackMessage): string {
  const own = said(text)
  return own === '' ? [...blockWords(blocks ?? []), ...(attachments ?? []).flatMap(attachmentWords)].join('\n') : own
}

type Attachment = NonNullable<SlackMessage['attachments']>[number]

function attachmentWords({ pretext, title, text, fields, blocks, fallback }: Attachment): string[] {
  const named = (fields ?? []).map((field) => [said(field.title), said(field.value)].filter(Boolean).join(': '))
  const own = [said(pretext), said(title), said(text), ...named, ...blockWords(blocks ?? [])].filter((words) => words !== '')
  return own.length > 0 ? own : [said(fallback)].filter((words) => words !== '')
}

const said = (text: string | null | undefined): string => {
  const words = text?.trim() ?? ''
  return placeholders.has(words) ? '' : words
}

/** Files of a message, without those that were deleted, of which Slack keeps the place. */
const filesOf = ({ files }: SlackMessage): SlackFile[] =>
  (files ?? [])
    .filter(({ id, mode }) => id !== '' && mode !== 'tombstone')
    .map(({ id, name, title, permalink }) => ({ id, name: name || title || 'a file', permalink: permalink ?? null }))

/**
 * The version of a message that was never edited: whatever the clocks say, every edit is newer. Of an edited one it is the time
 * of the event that told of the edit, as `edited.ts` has whole seconds only, and a message may be edited twice in one.
 */
export const asPosted = '0'

/**
 * What Slack says of a message with one of its versions. A deleted message whose thread goes on is kept by Slack as a tombstone.
 * @param versionTs Slack's time of this version, or `asPosted`
 */
export function saidOf(workspaceId: string, channelId: string, message: SlackMessage, versionTs: string): Said {
  const key = { workspaceId, channelId, ts: message.ts }
  if (message.subtype === 'tombstone') return { kind: 'deleted', message: key, eventTs: versionTs }
  return {
    kind: 'said',
    message: {
      ...key,
      threadTs: message.thread_ts ?? null,
      userId: message.user ?? null,
      botId: message.bot_id ?? null,
      authorName: message.bot_profile?.name ?? message.username ?? null,
      subtype: message.subtype ?? null,
      text: wordsOf(message),
      files: filesOf(message),
      versionTs,
    },
  }
}
