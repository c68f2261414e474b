import type { EntryVersion } from '../../core/entry-by-hand.ts'
import { type Incident, nameOf } from '../../core/incident.ts'
import { type Entry, entryRef } from '../../core/timeline.ts'
import { clampText, context, dateToken, type Message, mention, message, section } from '../blocks.ts'
import { type ChangeWords, changeLine } from './changes.ts'
import { quoted } from './timeline.ts'

/** How many versions one message shows, the newest ones. */
const most = 20

/** How much of one version's words is shown. */
const longestWords = 400

/** Every version of an entry, with who and when, for one person's eyes. */
export function versionsMessage(incident: Incident, entry: Entry, versions: EntryVersion[], words: ChangeWords): Message {
  const name = `${entryRef(entry.id)} of ${nameOf(incident)}`
  const own = entry.change ? changeLine(entry, words) : null
  if (versions.length === 0) return message(`${name} was never changed.`, [section(`${name} was never changed by hand.`)])
  const older = versions.length > most ? [context(`… ${versions.length - most} older ones`)] : []
  return message(`Versions of ${name}`, [
    section(`*Versions of ${name}*`),
    ...older,
    ...versions.slice(-most).map((version) => section(lineOf(version, own))),
  ])
}

function lineOf({ number, kind, text, about, happenedAt, isHidden, by, at }: EntryVersion, own: string | null): string {
  const said = own ?? (text === null ? '_the words of its message, as Slack has them_' : quoted(text))
  const parts = [
    `*${number}*`,
    dateToken(at, '{date_short_pretty} {time}'),
    ...(by ? [mention(by)] : []),
    ...(kind === 'note' ? [] : [kind.replace('_', '-')]),
    ...(isHidden ? ['hidden'] : []),
    `happened ${dateToken(happenedAt, '{date_short_pretty} {time}')}`,
    ...(about ? [`about ${clampText(quoted(about), 100)}`] : []),
    clampText(said, longestWords),
  ]
  return parts.join(' · ')
}
