import type { Team } from './state.ts'
import type { Block } from './types.ts'

/**
 * What somebody typed, as Slack carries it: `@maya` becomes `<@U…>`, `#general` `<#C…|general>`, `@sre` `<!subteam^S…>`,
 * addresses stand in angle brackets, and `&`, `<`, `>` are escaped. In a command the names come along: `<@U…|maya>`.
 * https://docs.slack.dev/messaging/formatting-message-text
 */
export function composed(team: Team, typed: string, isCommand = false): string {
  const escaped = typed.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return escaped.replace(
    /https?:\/\/[^\s|]+|(^|[^\p{L}\p{N}&/])([@#])([\p{L}\p{N}_][\p{L}\p{N}._-]*)/gu,
    (whole, before?: string, sign?: string, word?: string) => {
      if (sign === undefined || word === undefined) return `<${whole}>`
      const trimmed = word.replace(/[._-]+$/, '')
      const link = sign === '@' ? mention(team, trimmed, isCommand) : channelLink(team, trimmed)
      return link ? `${before ?? ''}${link}${word.slice(trimmed.length)}` : whole
    },
  )
}

function mention(team: Team, name: string, isCommand: boolean): string | null {
  if (['channel', 'here', 'everyone'].includes(name)) return `<!${name}>`
  const member = [...team.members.values()].find((each) => each.name.toLowerCase() === name.toLowerCase())
  if (member) return isCommand ? `<@${member.id}|${member.name}>` : `<@${member.id}>`
  const group = [...team.userGroups.values()].find(({ handle }) => handle === name)
  return group ? `<!subteam^${group.id}${isCommand ? `|@${group.handle}` : ''}>` : null
}

function channelLink(team: Team, name: string): string | null {
  const found = [...team.conversations.values()].find((conversation) => conversation.name === name)
  return found ? `<#${found.id}|${found.name}>` : null
}

/** The rich text that Slack's client sends with what somebody typed. */
export function richTextOf(text: string): Block[] {
  const elements = text
    .split(/(<[^>]+>)/)
    .filter(Boolean)
    .map(elementOf)
  return [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] }]
}

function elementOf(part: string): Record<string, unknown> {
  const [, mark = '', rest = ''] = /^<([@#!]?)([^>]+)>$/.exec(part) ?? []
  const [target = ''] = rest.split('|')
  if (rest === '') return { type: 'text', text: part.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&') }
  if (mark === '@') return { type: 'user', user_id: target }
  if (mark === '#') return { type: 'channel', channel_id: target }
  if (mark === '') return { type: 'link', url: target }
  return target.startsWith('subteam^')
    ? { type: 'usergroup', usergroup_id: target.slice(8) }
    : { type: 'broadcast', range: target }
}
