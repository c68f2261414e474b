import { type Incident, isOpen, nameOf } from '../../core/incident.ts'
import {
  actions as blockActions,
  button,
  clampText,
  context,
  dateToken,
  escapeText,
  type Message,
  mention,
  message,
  section,
} from '../blocks.ts'
import { actions } from '../ids.ts'

/** What the headline, the topic and the announcement show of an incident. `severity` is its label, `markEmoji` null where none marks. */
export type Shown = { incident: Incident; severity: string; leadId: string | null; markEmoji: string | null }

const separator = ' · '

/** Drills are marked wherever they show, and private incidents as such. */
const nature = ({ kind, isPrivate }: Incident): string[] => {
  const words: Record<Incident['kind'], string[]> = {
    live: [],
    drill: ['*drill*'],
    retrospective: ['afterwards'],
    near_miss: ['near miss'],
  }
  return [...words[kind], ...(isPrivate ? [':lock: private'] : [])]
}

const title = (incident: Incident): string => `${nameOf(incident)}${separator}${escapeText(incident.title)}`
const state = ({ incident, severity }: Shown): string =>
  [escapeText(severity), incident.status, ...nature(incident)].join(separator)
const leadText = (leadId: string | null): string => `Lead: ${leadId ? mention(leadId) : 'nobody yet'}`

/** Pinned on top of the channel and edited in place: what this is, where it stands, who leads, and the next steps. */
export function headlineMessage(shown: Shown): Message {
  const { incident, leadId, markEmoji } = shown
  const since = `Since ${dateToken(incident.startedAt ?? incident.declaredAt, '{date_short_pretty} {time}')}`
  const facts = [since, leadText(leadId), `Declared by ${mention(incident.declaredBy)}`].join(separator)
  const keeps = markEmoji === null ? [] : [`:${markEmoji}: on a message keeps it on the timeline`]
  const hint = isOpen(incident) ? [context([...keeps, '`/incident help`'].join(separator))] : []
  return message(`${nameOf(incident)}: ${escapeText(incident.title)}`, [
    section(`*${title(incident)}*${separator}${state(shown)}`),
    ...(incident.description === '' ? [] : [section(escapeText(incident.description))]),
    context(facts),
    blockActions(`headline:${incident.id}`, ...nextSteps(incident, leadId)),
    ...hint,
  ])
}

function nextSteps(incident: Incident, leadId: string | null) {
  const value = incident.id
  const timeline = button('Timeline', actions.showTimeline, { value })
  const review = incident.resolvedAt ? [button('Review', actions.showReview, { value })] : []
  if (!isOpen(incident)) return [timeline, ...review, button('Reopen', actions.reopen, { value })]
  const lead = leadId ? [] : [button("I'll lead", actions.lead, { value })]
  const update = button('Update', actions.openUpdate, { value })
  const resolve = button('Resolve', actions.resolve, { value, confirm: resolveConfirmation(incident) })
  return [...lead, update, timeline, resolve]
}

const resolveConfirmation = (incident: Incident) => ({
  title: `Resolve ${nameOf(incident)}?`,
  text: 'The channel gets a short summary, and the review is compiled. Reopening is one click.',
  confirm: 'Resolve',
  deny: 'Not yet',
})

/** The topic of the channel: at most 250 characters, and no markup but mentions. */
export function topicText(shown: Shown): string {
  const { incident, severity, leadId } = shown
  const kind = incident.kind === 'drill' ? 'DRILL · ' : ''
  const fixed = `${kind}${nameOf(incident)} · ${escapeText(severity)} · ${incident.status} · ${leadText(leadId)} · `
  return `${fixed}${clampText(escapeText(incident.title), 250 - fixed.length)}`
}

/** In the channel where incidents are announced; edited in place as things change. */
export function announcementMessage(shown: Shown): Message {
  const { incident, leadId } = shown
  const channel = incident.channelId ? `<#${incident.channelId}>` : 'its channel'
  const facts = [
    `Since ${dateToken(incident.declaredAt, '{date_short_pretty} {time}')}`,
    leadText(leadId),
    `Work is in ${channel}`,
  ]
  return message(`${nameOf(incident)}: ${escapeText(incident.title)}`, [
    section(`*${title(incident)}*${separator}${state(shown)}`),
    context(facts.join(separator)),
  ])
}

/** To the person who declared, only they see it. */
export function declaredMessage(incident: Incident): Message {
  const channel = incident.channelId ? `<#${incident.channelId}>` : 'its channel'
  const text = `${nameOf(incident)} is declared. Its channel is ${channel}; you are being invited.`
  return message(text, [section(text)])
}

/** To the person who declared, where Slack does not let the bot make a channel. */
export function noChannelMessage(incident: Incident): Message {
  const name = nameOf(incident)
  const text = `${name} is declared, but Slack does not let me make its channel. The operator of this bot has been told why, and I keep trying. Meanwhile work in any channel; \`/incident status ${name} monitoring\` and the like work everywhere.`
  return message(text, [section(text)])
}
