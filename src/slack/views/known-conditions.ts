import type { Button, KnownBlock } from '@slack/types'
import { type Incident, nameOf } from '../../core/incident.ts'
import { type ChangeSince, type KnownCondition, noticedAt, type Sighting } from '../../core/known-condition.ts'
import { materialRef } from '../../core/material/material.ts'
import { type Since, sinceText } from '../../core/since.ts'
import { readableText } from '../../core/slack-text/slack-text.ts'
import {
  actions as blockActions,
  button,
  clampText,
  context,
  dateToken,
  divider,
  escapeText,
  type Message,
  message,
  section,
} from '../blocks.ts'
import { actions } from '../ids.ts'

export type Page = { incident: Incident; conditions: KnownCondition[]; page: number; pages: number }

/** Which conditions of an incident were seen before, for one person's eyes. What may be the same, people say. */
export function knownConditionsMessage(shown: Page): Message {
  const { incident, conditions } = shown
  const name = nameOf(incident)
  if (conditions.length === 0) {
    const text = `No condition of ${name} is written down yet. One sentence is enough: \`/incident condition ${name} backups were switched off\`.`
    return message(text, [section(text)])
  }
  const quiet = conditions.filter((condition) => !hasMore(condition))
  return message(`What was seen before of ${name}`, [
    section(`*What was seen before of ${name}*`),
    ...conditions.filter(hasMore).flatMap((condition) => conditionBlocks(shown, condition)),
    ...(quiet.length === 0 ? [] : [context(nothingText(quiet))]),
    ...pageBlocks(shown),
  ])
}

const hasMore = ({ sightings, changes, alike, apart }: KnownCondition): boolean =>
  sightings.length + changes.length + alike.length + apart.length > 0

const nothingText = (quiet: readonly KnownCondition[]): string =>
  `Nothing recorded elsewhere reads like ${quiet.map(({ conditionId }) => refOf(conditionId)).join(', ')}. If you know better: \`/incident same ${refOf(quiet[0]?.conditionId ?? 1)} C1\` says that they are the same.`

function conditionBlocks(shown: Page, condition: KnownCondition): KnownBlock[] {
  const { conditionId, words, since, sightings, changes, alike, apart } = condition
  const lines = [
    `*${refOf(conditionId)}* ${quote(words)}${sinceWords(since)}`,
    ...(sightings.length === 0
      ? []
      : [`Seen in ${sightings.length === 1 ? 'one other incident' : `${sightings.length} other incidents`}:`]),
    ...sightings.map((sighting) => `• ${sightingText(sighting)}`),
    ...changes.map((change) => `• ${changeText(change)}`),
  ]
  const value = (other: Sighting): string => `${conditionId} ${other.conditionId} ${shown.page}`
  const first = sightings[0]
  const row: Button[] = [
    ...(first ? [button('Not the same after all', actions.takeBackCondition, { value: value(first) })] : []),
    ...apart.map((other) =>
      button(`${refOf(other.conditionId)} may be the same`, `${actions.takeBackCondition}:${other.conditionId}`, {
        value: value(other),
      }),
    ),
  ]
  return [
    divider(),
    section(lines.join('\n')),
    ...alike.flatMap((other) => alikeBlocks(condition, other, value(other))),
    ...(row.length === 0 ? [] : [blockActions(`known:${conditionId}`, ...row.slice(0, 10))]),
  ]
}

function alikeBlocks({ conditionId }: KnownCondition, other: Sighting, value: string): KnownBlock[] {
  return [
    section(`Perhaps seen before? ${sightingText(other)}`),
    blockActions(
      `alike:${conditionId}:${other.conditionId}`,
      button(`Same as ${refOf(other.conditionId)}`, actions.sameCondition, { value }),
      button('Something else', actions.otherCondition, { value }),
    ),
  ]
}

const sightingText = ({ incident, conditionId, words, since }: Sighting): string =>
  `${nameOf(incident)}, ${day(noticedAt(incident))}: ${refOf(conditionId)} ${quote(words)}${sinceWords(since)}`

const stateWords = {
  considered: 'considered',
  agreed: 'agreed',
  done: 'done',
  dropped: 'dropped',
  declined: 'declined',
} as const

function changeText({ incident, id, words, state, doneAt, outcome, seenAfter }: ChangeSince): string {
  const name = materialRef({ kind: 'change', id })
  const end = doneAt === null ? stateWords[state] : `done on ${day(doneAt)}`
  const after =
    doneAt === null
      ? ''
      : seenAfter.length === 0
        ? ' No sighting after that is recorded.'
        : ` Seen after that in ${seenAfter.map(nameOf).join(', ')}.`
  const came = outcome === null ? '' : ` What came of it: ${quote(outcome)}.`
  return `Change ${name} of ${nameOf(incident)}, ${end}: ${quote(words)}.${after}${came}`
}

const refOf = (id: number): string => materialRef({ kind: 'condition', id })

/** How much of a text one line shows. */
const longest = 240

const quote = (words: string | null): string =>
  words === null
    ? '_in words that are not shown (any more)_'
    : `“${clampText(escapeText(readableText(words).replace(/\s+/g, ' ').trim()), longest)}”`

const day = (at: Date): string => dateToken(at, '{date}', at.toISOString().slice(0, 10))

const sinceWords = (since: Since | null): string =>
  since === null ? '' : `, since ${'words' in since ? escapeText(since.words) : sinceText(since, day)}`

function pageBlocks({ incident, page, pages }: Page): KnownBlock[] {
  if (pages === 1) return []
  const to = (text: string, target: number) =>
    button(text, `${actions.seenPage}:${target}`, { value: `${incident.id} ${target}` })
  const row = [...(page > 0 ? [to('Back', page - 1)] : []), ...(page < pages - 1 ? [to('Go on', page + 1)] : [])]
  return [context(`Page ${page + 1} of ${pages}`), blockActions(`seen:${incident.id}`, ...row)]
}
