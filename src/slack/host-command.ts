import { nameOf } from '../core/incident.ts'
import { Refusal } from '../core/refusal.ts'
import { personIn, quoted } from '../core/typed-text.ts'
import { nameHost, readHostChoice } from '../flows/name-host.ts'
import { nameHostForm, openPage } from './host-forms.ts'
import { type Asked, incidentMeant, isHere } from './incident-meant.ts'
import { type CommandAnswer, done, nothing, say, who } from './subcommand.ts'

/** `/incident host`: names the host of the review; without a name it is what is open, for the host, and for others the form. */
export async function host(asked: Asked): Promise<CommandAnswer> {
  const { incident, words } = await incidentMeant(asked, 'host', '@jo')
  const { ctx, viewer } = asked
  if (words.trim() === '') {
    const { hostId } = await readHostChoice(ctx, { viewer, incidentId: incident.id })
    if (hostId === viewer.userId) return say(await openPage(asked, incident.id))
    return { kind: 'open', view: await nameHostForm(asked, incident.id) }
  }
  const named = words.trim().toLowerCase() === 'me' ? viewer.userId : personIn(words)
  if (!named)
    throw new Refusal(`I could not tell whom you mean by ${quoted(words)}. Type \`@\` and choose the person from Slack's list.`)
  if (!(await nameHost(ctx, { ...who(asked), incidentId: incident.id, userId: named }))) return nothing
  return done(isHere(asked, incident), `<@${named}> hosts the review of ${nameOf(incident)}.`)
}
