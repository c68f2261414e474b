import { type Incident, nameOf } from '../../core/incident.ts'
import { context, escapeText, type Message, message, section } from '../blocks.ts'

/** A sentence to one person, in Slack's markup. */
export const sentence = (text: string): Message => message(text, [section(text)])

/** The incidents that somebody may see. `severity` words a severity's key. */
export function incidentListMessage(incidents: Incident[], severity: (key: string) => string): Message {
  if (incidents.length === 0) return sentence('No incident is open. `/incident declare` starts one.')
  const lines = incidents.map((incident) => section(lineOf(incident, severity)))
  return message(`${incidents.length} open`, [section('*Open incidents*'), ...lines])
}

function lineOf(incident: Incident, severity: (key: string) => string): string {
  const where = incident.channelId ? ` · <#${incident.channelId}>` : ''
  const nature = incident.kind === 'drill' ? ' · *drill*' : ''
  return `*${nameOf(incident)}* · ${escapeText(incident.title)} · ${escapeText(severity(incident.severity))} · ${incident.status}${nature}${where}`
}

/** Every subcommand with an example. */
export function helpMessage(entries: readonly { usage: string; does: string; example: string }[]): Message {
  const lines = entries.map(({ usage, does, example }) => `\`${usage}\` ${does}\n      for example \`${example}\``)
  return message('What /incident can do', [
    section(
      `*What \`/incident\` can do*\nIn an incident's channel it is about that incident; elsewhere say which: \`/incident status INC-12 monitoring\`.`,
    ),
    section(lines.slice(0, 7).join('\n')),
    section(lines.slice(7).join('\n')),
    context('Put :pushpin: on a message to keep it on the timeline.'),
  ])
}
