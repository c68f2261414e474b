import { linkWords } from '../../core/condition-links.ts'
import type { KnownMaterial, Told } from '../../core/known-material.ts'
import { materialRef } from '../../core/material/material.ts'
import {
  areaChoices,
  changeStateChoices,
  labelOf,
  partChoices,
  stateChoices,
  surenessChoices,
  throughChoices,
} from '../../core/material/material-table.ts'
import { type Since, sinceText } from '../../core/since.ts'
import { dayText } from '../../core/time-text.ts'
import { clampText, dateToken, escapeText, mention } from '../blocks.ts'
import { quoted } from './timeline.ts'

/** How much of somebody's words a line shows. */
const longestWords = 400

/** Somebody's words, in Slack's own markup, on one line; nobody is called by it. */
export const shownWords = (words: string): string => clampText(quoted(words), longestWords)

/** A time as its reader sees it. */
export const shownSince = (since: Since): string =>
  'words' in since ? `“${shownWords(since.words)}”` : sinceText(since, (at) => dateToken(at, '{date_short_pretty} {time}'))

/** One thing of the review on one line: its number, its words, and what was said of it. */
export function materialLine(told: Told, known: KnownMaterial): string {
  const rests = known.evidence.get(told.ref) ?? []
  const parts = [
    `*${told.ref}* ${shownWords(told.words)}`,
    ...detailsOf(told, known),
    ...(rests.length === 0 ? [] : [`rests on ${rests.slice(0, 8).join(', ')}`]),
    ...(told.editedAt ? ['_edited_'] : []),
  ]
  return parts.join(' · ')
}

function detailsOf(told: Told, known: KnownMaterial): string[] {
  switch (told.kind) {
    case 'condition':
      return [
        ...sinceOf(told),
        labelOf(surenessChoices, told.sureness).toLowerCase(),
        ...(told.part === 'open' ? [] : [labelOf(partChoices, told.part).toLowerCase()]),
        ...(told.area === null ? [] : [labelOf(areaChoices, told.area).toLowerCase()]),
        ...linksOf(told.id, known),
        ...countOf(told.ref, known),
      ]
    case 'safeguard':
      return [labelOf(stateChoices, told.state).toLowerCase(), ...sinceOf(told)]
    case 'usual':
      return [...sinceOf(told), ...(told.isNothingWritten ? ['nothing is written'] : [])]
    case 'surprise':
      return [
        told.isNamed ? 'with name' : 'by role',
        ...(told.momentAt ? [dateToken(told.momentAt, '{date_short_pretty} {time}')] : []),
      ]
    case 'helped':
      return [
        labelOf(throughChoices, told.through).toLowerCase(),
        ...(told.thankedId ? [`thanks to ${mention(told.thankedId)}`] : []),
      ]
    case 'change':
      return [
        labelOf(changeStateChoices, told.state).toLowerCase(),
        told.conditionId === null
          ? 'no condition named yet'
          : `changes ${materialRef({ kind: 'condition', id: told.conditionId })}`,
        ...(told.ownerId ? [`in the care of ${mention(told.ownerId)}`] : []),
        ...(told.dueOn ? [`by ${dayText(told.dueOn, 'UTC')}`] : []),
        ...(told.lookAgainOn ? [`look again ${dayText(told.lookAgainOn, 'UTC')}`] : []),
        ...(told.ticketUrl ? [`<${escapeText(told.ticketUrl).replace(/\|/g, '%7C')}|ticket>`] : []),
        ...(told.outcome ? [`what came of it: ${shownWords(told.outcome)}`] : []),
      ]
  }
}

const sinceOf = ({ since }: { since: Since | null }): string[] => (since === null ? [] : [`since ${shownSince(since)}`])

/** What it did to others, and with which it was needed. */
const linksOf = (id: number, { links, together }: KnownMaterial): string[] => [
  ...links
    .filter(({ fromId }) => fromId === id)
    .map(({ kind, toId }) => `${linkWords[kind]} ${materialRef({ kind: 'condition', id: toId })}`),
  ...together
    .filter(({ conditionIds }) => conditionIds.includes(id))
    .map(
      ({ conditionIds }) =>
        `needed together with ${conditionIds
          .filter((other) => other !== id)
          .map((other) => materialRef({ kind: 'condition', id: other }))
          .join(', ')}`,
    ),
]

const countOf = (ref: string, { beenThere }: KnownMaterial): string[] => {
  const count = beenThere.get(ref) ?? 0
  return count === 0 ? [] : [`have been there too: ${count}`]
}
