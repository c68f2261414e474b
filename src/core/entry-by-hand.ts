import { Refusal } from './refusal.ts'
import type { Entry, EntryKind } from './timeline.ts'

/** What people can say that an entry is; the other kinds are the bot's own. */
export const handKinds = [
  'note',
  'observation',
  'hypothesis',
  'decision',
  'action',
  'surprise',
  'follow_up',
  'communication',
] as const satisfies EntryKind[]
export type HandKind = (typeof handKinds)[number]

/**
 * How an entry read from `at` on, and who made it read so; null where nobody in particular did. `text` in Slack's markup; null where
 * the entry had the words of its message as Slack has them, which are kept in one place only.
 */
export type EntryVersion = {
  number: number
  kind: EntryKind
  text: string | null
  about: string | null
  happenedAt: Date
  isHidden: boolean
  by: string | null
  at: Date
}

/** What somebody wants changed in an entry; what is left out, or is as it was, stays. Texts in Slack's markup. */
export type EntryWish = { kind?: HandKind; text?: string; about?: string | null; happenedAt?: Date; isHidden?: boolean }

/** What a field of a form holds at the most: https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element */
export const longestText = 3000
export const longestAbout = 80

/** @throws Refusal where there are no words */
export function entryTextFrom(text: string): string {
  const words = text.trim()
  if (words === '') throw new Refusal('An entry needs a few words. What should not be seen can be hidden instead.', 'text')
  return words
}

/** A few words on what an entry is about, on one line; null where there are none. */
export const aboutFrom = (text: string): string | null => text.replace(/\s+/g, ' ').trim() || null

/** The version that an entry had before anybody changed it by hand. `ownText` is null where its words are those of its message. */
export const firstVersion = (entry: Entry, ownText: string | null): EntryVersion => ({
  number: 1,
  kind: entry.kind,
  text: ownText,
  about: entry.about,
  happenedAt: entry.happenedAt,
  isHidden: entry.hiddenAt !== null,
  by: entry.source === 'shortcut' || entry.messageTs !== null ? (entry.markedBy[0] ?? null) : entry.authorId,
  at: entry.recordedAt,
})

/**
 * The next version of an entry, as wished. The bot's own record of a change can be hidden and not rewritten.
 * @returns null where nothing would change
 * @throws Refusal where the words are gone, or are the bot's own record
 */
export function nextVersion(
  entry: Pick<Entry, 'change'>,
  last: EntryVersion,
  wish: EntryWish,
  by: string,
  at: Date,
): EntryVersion | null {
  const next = {
    ...last,
    number: last.number + 1,
    kind: wish.kind ?? last.kind,
    text: wish.text === undefined ? last.text : entryTextFrom(wish.text),
    about: wish.about === undefined ? last.about : wish.about,
    happenedAt: wish.happenedAt ?? last.happenedAt,
    isHidden: wish.isHidden ?? last.isHidden,
    by,
    at,
  }
  if (entry.change && readsOtherwise(last, next))
    throw new Refusal('This is the record of a change, and stays as it was made. It can be hidden, or an entry added beside it.')
  return readsOtherwise(last, next) || next.isHidden !== last.isHidden ? next : null
}

/** Whether two versions say different things; being hidden is none. */
export const readsOtherwise = (a: EntryVersion, b: EntryVersion): boolean =>
  a.kind !== b.kind || a.text !== b.text || a.about !== b.about || a.happenedAt.getTime() !== b.happenedAt.getTime()
