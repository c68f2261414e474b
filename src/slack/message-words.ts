import type { SlackFile } from '../core/timeline.ts'
import type { LogMessage } from '../store/log-messages.ts'
import type { SlackMessage } from './payloads.ts'

/** The words of a message: its text, or, as alerts often have none, those of its attachments and blocks. */
export function wordsOf(message: SlackMessage): string {
  const text = message.text?.trim() ?? ''
  if (text !== '') return text
  return [...blockWords(message), ...attachmentWords(message)].join('\n').trim()
}

const blockWords = ({ blocks = [] }: SlackMessage): string[] =>
  blocks.flatMap((block) => {
    const own = typeof block.text === 'string' ? block.text : (block.text?.text ?? '')
    return [own, ...(block.fields ?? []).map((field) => field?.text ?? '')].filter((words) => words !== '')
  })

const attachmentWords = ({ attachments = [] }: SlackMessage): string[] =>
  attachments.flatMap(({ pretext, title, text, fallback }) => {
    const own = [pretext, title, text].filter((words): words is string => typeof words === 'string' && words !== '')
    return own.length > 0 ? own : fallback ? [fallback] : []
  })

const filesOf = ({ files = [] }: SlackMessage): SlackFile[] =>
  files
    .filter(({ id }) => id !== '')
    .map(({ id, name, title, permalink }) => ({ id, name: name ?? title ?? 'a file', permalink: permalink ?? null }))

/** A message as the log keeps it. `seenTs`: Slack's time of this version, where the message does not tell that it was edited. */
export function logMessageOf(
  workspaceId: string,
  channelId: string,
  message: SlackMessage,
  seenTs: string,
): Omit<LogMessage, 'incidentId'> {
  return {
    workspaceId,
    channelId,
    ts: message.ts,
    threadTs: message.thread_ts ?? null,
    userId: message.user ?? null,
    botId: message.bot_id ?? null,
    authorName: message.bot_profile?.name ?? message.username ?? null,
    subtype: message.subtype ?? null,
    text: wordsOf(message),
    files: filesOf(message),
    versionTs: message.edited?.ts ?? seenTs,
  }
}
