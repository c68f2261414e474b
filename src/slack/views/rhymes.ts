import type { KnownBlock } from '@slack/types'
import { type Incident, nameOf } from '../../core/incident.ts'
import type { Rhyme } from '../../core/rhymes.ts'
import { readableText } from '../../core/slack-text/slack-text.ts'
import { spanText } from '../../core/time-text.ts'
import {
  actions as blockActions,
  button,
  clampText,
  context,
  dateToken,
  escapeText,
  type Message,
  message,
  section,
} from '../blocks.ts'
import { actions } from '../ids.ts'

/** Earlier incidents that are like one, for whoever leads it. */
export function rhymesMessage(incident: Incident, rhymes: readonly Rhyme[]): Message {
  const name = nameOf(incident)
  if (rhymes.length === 0) {
    const text = `No earlier incident is shown beside ${name} any more.`
    return message(text, [section(text)])
  }
  const heading = `${name} reads like ${rhymes.length === 1 ? 'an earlier incident' : 'earlier incidents'}`
  return message(heading, [
    section(`*${heading}.* If it helps:`),
    ...rhymes.flatMap((rhyme) => rhymeBlocks(incident, rhyme)),
    context('Found by words alone, and shown only to you.'),
  ])
}

function rhymeBlocks({ id }: Incident, { incident, next, signals }: Rhyme): KnownBlock[] {
  const value = incident.id
  const lasted = spanText(incident.detectedAt ?? incident.declaredAt, incident.resolvedAt)
  const title = [
    `*${nameOf(incident)}*`,
    escapeText(incident.title),
    dateToken(incident.declaredAt, '{date}', incident.declaredAt.toISOString().slice(0, 10)),
    ...(lasted === null ? [] : [`resolved after ${lasted}`]),
    ...(incident.isPrivate ? [':lock: private'] : []),
  ].join(' · ')
  const lines = [
    next === null
      ? '_Nothing was written then for the next one._'
      : `*What was written then for the next one:* ${quote(next.replaceAll('&', '&amp;'), 700)}`,
    ...(signals.length === 0 ? [] : [`*It first showed so:* ${signals.map(({ text }) => quote(text ?? '', 200)).join(' · ')}`]),
  ]
  const read =
    incident.resolvedAt === null
      ? button('Timeline', actions.showTimeline, { value })
      : button('Review', actions.showReview, { value })
  return [
    section(`${title}\n${lines.join('\n')}`),
    blockActions(`rhyme:${value}`, read, button('Not like this one', actions.notLikeThis, { value: `${id} ${value}` })),
  ]
}

const quote = (text: string, longest: number): string =>
  `“${clampText(escapeText(readableText(text).replace(/\s+/g, ' ').trim()), longest)}”`
