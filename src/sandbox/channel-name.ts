import { refuse } from './refuse.ts'
import type { Team } from './state.ts'

/** https://docs.slack.dev/reference/methods/conversations.create */
const longestName = 80

/**
 * The name that a channel gets: as asked, or changed where the workspace does that.
 * @throws Refused `invalid_name_required`, `invalid_name_maxlength`, `invalid_name_specials`, `invalid_name_punctuation`, `name_taken`
 */
export function channelName(team: Team, asked: string): string {
  const name = team.settings.modifiesNames ? usable(asked) : asked
  if (name === '') refuse('invalid_name_required')
  if (name.length > longestName) refuse('invalid_name_maxlength')
  if (!/^[\p{Ll}\p{Lo}\p{M}\p{N}_-]+$/u.test(name)) refuse('invalid_name_specials')
  if (/^[_-]+$/.test(name)) refuse('invalid_name_punctuation')
  if ([...team.conversations.values()].some((conversation) => conversation.name === name)) refuse('name_taken')
  return name
}

const usable = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replace(/[^\p{Ll}\p{Lo}\p{M}\p{N}_-]+/gu, '-')
    .slice(0, longestName)
