import type { Ctx } from '../context.ts'
import { type Incident, nameOf } from '../core/incident.ts'
import { Refusal } from '../core/refusal.ts'
import { quoted } from '../core/typed-text.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { findIncident } from '../flows/find-incident.ts'
import { listIncidents } from '../flows/list-incidents.ts'

/** What somebody asks for with a command or a button. `words` are those after the subcommand, as Slack sends them. */
export type Asked = {
  ctx: Ctx
  viewer: PersonViewer
  channelId: string | null
  words: string
  /** Slack's own name of the request, so that one sent twice is done once. */
  requestKey: string
  responseUrl: string | null
}

/** How many open incidents a sentence names. */
const named = 5

/**
 * The incident that a subcommand is about, and the words that are left for it.
 * @throws Refusal with what to type, where there is none
 */
export async function incidentMeant(
  asked: Asked,
  subcommand: string,
  example = '',
): Promise<{ incident: Incident; words: string }> {
  const found = await findIncident(asked.ctx, asked)
  if (found.incident) return { incident: found.incident, words: found.words }
  if (found.named)
    throw new Refusal(`There is no ${quoted(found.named)} that you can see. \`/incident list\` shows the open ones.`)
  const open = await listIncidents(asked.ctx, asked.viewer)
  const first = open[0] ? nameOf(open[0]) : 'INC-12'
  const typed = `/incident ${subcommand} ${first} ${example}`.trim()
  const known = open.length === 0 ? 'None is open.' : `Open: ${open.slice(0, named).map(nameOf).join(', ')}.`
  throw new Refusal(`This channel is not an incident's. Say which one: \`${typed}\`. ${known}`)
}

/** Whether they are in its channel, where changes show by themselves. */
export const isHere = (asked: Asked, incident: Incident): boolean =>
  incident.channelId !== null && incident.channelId === asked.channelId
