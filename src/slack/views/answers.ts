import { type Incident, nameOf } from '../../core/incident.ts'
import { plainFrom } from '../../core/typed-text.ts'
import { context, escapeText, type Message, type Modal, message, modal, section } from '../blocks.ts'
import { forms } from '../ids.ts'

/** A sentence to one person, in Slack's markup. */
export const sentence = (text: string): Message => message(text, [section(text)])

/** What is said to somebody where Slack takes no message: on their own page. */
export const saidModal = ({ blocks }: Message): Modal =>
  modal({ callbackId: forms.said, title: 'Second Story', close: 'Close', blocks })

/** Up to here somebody types a command again in a moment. */
const soonTyped = 40

/** What fits into one section beside the frame around it, escaped. */
const onePiece = 2500

/**
 * Why something could not be done. Who typed more than a few words gets them back, to copy, unless the sentence says them already.
 * @param typed the whole command, as Slack sent it
 */
export function refusedMessage(text: string, typed: string): Message {
  const plain = plainFrom(typed)
  const isSaid = text.includes(escapeText(plain.slice(-soonTyped)))
  if (plain.length <= soonTyped || isSaid) return sentence(text)
  const pieces = plain.replaceAll('```', "'''").match(new RegExp(`[\\s\\S]{1,${onePiece}}`, 'gu')) ?? []
  const back = pieces.map((piece) => section(`\`\`\`${escapeText(piece)}\`\`\``))
  return message(text, [section(text), context('What you typed, to copy:'), ...back])
}

/** To the person who declares with a command, at once. */
export const declaringMessage = (incident: Incident, severity: string): Message => {
  const nature = [severity, ...(incident.isPrivate ? ['private'] : []), ...(incident.kind === 'drill' ? ['drill'] : [])]
  return sentence(
    `Declaring ${nameOf(incident)}: ${escapeText(incident.title)} (${escapeText(nature.join(', '))}). The link to its channel follows.`,
  )
}

/** The incidents that somebody may see. `severity` words a severity's key. */
export function incidentListMessage(incidents: Incident[], severity: (key: string) => string): Message {
  if (incidents.length === 0) return sentence('No incident is open. `/incident declare` starts one.')
  const lines = incidents.map((incident) => section(lineOf(incident, severity)))
  const heading = incidents.length === 1 ? '1 incident is open' : `${incidents.length} incidents are open`
  return message(heading, [section(`*${heading}*`), ...lines])
}

function lineOf(incident: Incident, severity: (key: string) => string): string {
  const parts = [
    `*${nameOf(incident)}*`,
    escapeText(incident.title),
    escapeText(severity(incident.severity)),
    incident.status,
    ...(incident.kind === 'drill' ? ['*drill*'] : []),
    ...(incident.isPrivate ? [':lock: private'] : []),
    ...(incident.channelId ? [`<#${incident.channelId}>`] : []),
  ]
  return parts.join(' · ')
}

/**
 * Every subcommand with an example.
 * @param markEmoji the first emoji that puts a message on the timeline; null where none does
 */
export function helpMessage(entries: readonly { does: string; example: string }[], markEmoji: string | null): Message {
  const lines = entries.map(({ does, example }) => `\`${escapeText(example)}\`\n${does}`)
  const half = Math.ceil(lines.length / 2)
  return message('What /incident can do', [
    section(
      `*What \`/incident\` can do*\n\`/incident\` alone opens the form to declare one. In an incident's channel it is about that incident; elsewhere say which: \`/incident status INC-12 monitoring\`.`,
    ),
    section(lines.slice(0, half).join('\n')),
    section(lines.slice(half).join('\n')),
    ...(markEmoji === null ? [] : [context(`Put :${markEmoji}: on a message to keep it on the timeline.`)]),
  ])
}
