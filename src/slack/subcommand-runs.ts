import { type Incident, nameOf, titleAndDescription } from '../core/incident.ts'
import { echoMoment, readMoment } from '../core/natural-time/natural-time.ts'
import { Refusal } from '../core/refusal.ts'
import { findSeverity, severityLabel } from '../core/severity.ts'
import { firstWord, personIn, plainFrom, quoted, readDeclaration } from '../core/typed-text.ts'
import { assignRole } from '../flows/assign-role.ts'
import { type ChangeRequest, changeIncident } from '../flows/change-incident.ts'
import { declareIncident } from '../flows/declare-incident.ts'
import { recordTime } from '../flows/record-time.ts'
import { escapeText } from './blocks.ts'
import { changeWords } from './deliver-changes.ts'
import { type Asked, incidentMeant, isHere } from './incident-meant.ts'
import { lastZoneOf } from './own-zone.ts'
import { type CommandAnswer, done, nothing, say, who } from './subcommand.ts'
import { declaringMessage, sentence } from './views/answers.ts'
import { declareModal } from './views/forms.ts'

/** Words of which some may be meant otherwise than they were read (`--privat`), or that say no title, come back in the form. */
export async function declare(asked: Asked): Promise<CommandAnswer> {
  const { severities, defaultSeverity } = asked.ctx.config
  const typed = readDeclaration(asked.words, (words) => findSeverity(severities, words)?.key ?? null)
  const { isPrivate, kind } = typed
  const { title, description } = titleAndDescription(typed.text)
  const severity = typed.severity ?? defaultSeverity
  const { responseUrl } = asked
  if (title === '' || typed.doubtful)
    return { kind: 'open', view: declareModal({ severities, severity, title, description, isPrivate, kind, responseUrl }) }
  const incident = await declareIncident(asked.ctx, {
    ...who(asked),
    title,
    severity,
    description,
    isPrivate,
    kind,
    responseUrl,
  })
  return incident ? say(declaringMessage(incident, severityLabel(severities, severity))) : nothing
}

/** Changes something of the incident that is meant; the words after it say what. */
export async function change(
  asked: Asked,
  name: string,
  example: string,
  read: (words: string) => { wish: ChangeRequest['wish']; note: string },
): Promise<CommandAnswer> {
  const meant = await incidentMeant(asked, name, example)
  const incident = await changeIncident(asked.ctx, { ...who(asked), incidentId: meant.incident.id, ...read(meant.words) })
  if (!incident) return nothing
  const severity = severityLabel(asked.ctx.config.severities, incident.severity)
  return done(isHere(asked, incident), `${nameOf(incident)}: ${escapeText(severity)}, ${incident.status}.`)
}

/** Gives a role to the person that the words name, or to whoever asks. */
export async function giveRole(asked: Asked, incident: Incident, role: string, words: string): Promise<CommandAnswer> {
  const named = personIn(words)
  const isMe = words === '' || words.toLowerCase() === 'me'
  if (!named && !isMe)
    throw new Refusal(`I could not tell whom you mean by ${quoted(words)}. Type \`@\` and choose the person from Slack's list.`)
  const userId = named ?? asked.viewer.userId
  await assignRole(asked.ctx, { ...who(asked), incidentId: incident.id, role, userId })
  const label = escapeText(changeWords(asked.ctx.config).role(role.toLowerCase()))
  return done(isHere(asked, incident), `${nameOf(incident)}: ${label} is <@${userId}>.`)
}

/** "started 2 hours ago", "detected at 14:20": how it was read is said back. */
export async function tellTime(asked: Asked): Promise<CommandAnswer> {
  const { ctx, viewer } = asked
  const { incident, words } = await incidentMeant(asked, 'times', 'started 2 hours ago')
  const { first, rest } = firstWord(words)
  const which = first.toLowerCase()
  if (which !== 'started' && which !== 'detected')
    throw new Refusal('Say which time: `/incident times started 2 hours ago` or `/incident times detected 14:20`.')
  const zone = await lastZoneOf(ctx, viewer)
  const now = ctx.clock.now()
  const moment = readMoment(plainFrom(rest), now, zone)
  if ('problem' in moment) throw new Refusal(escapeText(moment.problem))
  const told = await recordTime(ctx, { ...who(asked), incidentId: incident.id, which, at: moment.at })
  if (!told) return nothing
  const echo = escapeText(echoMoment(moment.at, now, zone))
  return say(sentence(`${nameOf(told)}: ${which} *${echo}*. If that is not it, say it again.`))
}
