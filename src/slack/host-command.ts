import { nameOf } from '../core/incident.ts'
import { Refusal } from '../core/refusal.ts'
import { personIn, quoted } from '../core/typed-text.ts'
import { askToHost } from '../flows/ask-to-host.ts'
import { nameHost, readHostChoice } from '../flows/name-host.ts'
import { nameHostForm, openPage } from './host-forms.ts'
import { type Asked, incidentMeant, isHere } from './incident-meant.ts'
import { type CommandAnswer, done, nothing, say, who } from './subcommand.ts'
import { sentence } from './views/answers.ts'

/** `/incident host`: names the host of the review; without a name it is what is open, for the host, and for others the form. */
export async function host(asked: Asked): Promise<CommandAnswer> {
  const { incident, words } = await incidentMeant(asked, 'host', '@jo')
  const { ctx, viewer } = asked
  if (words.trim() === '') {
    const { hostId } = await readHostChoice(ctx, { viewer, incidentId: incident.id })
    if (hostId === viewer.userId) return say(await openPage(asked, incident.id))
    return { kind: 'open', view: await nameHostForm(asked, incident.id) }
  }
  const isAsked = /^ask\b/i.test(words.trim())
  const person = words.trim().replace(/^ask\b\s*/i, '')
  const named = person.toLowerCase() === 'me' ? viewer.userId : personIn(person)
  if (!named)
    throw new Refusal(`I could not tell whom you mean by ${quoted(words)}. Type \`@\` and choose the person from Slack's list.`)
  if (isAsked && named !== viewer.userId) {
    const asks = await askToHost(ctx, { ...who(asked), incidentId: incident.id, userId: named })
    return asks ? say(sentence(`<@${named}> is asked in private. A no needs no reason.`)) : nothing
  }
  if (!(await nameHost(ctx, { ...who(asked), incidentId: incident.id, userId: named }))) return nothing
  return done(isHere(asked, incident), `<@${named}> hosts the review of ${nameOf(incident)}.`)
}
