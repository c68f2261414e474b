import { nameOf } from '../core/incident.ts'
import { cancelMeeting } from '../flows/cancel-meeting.ts'
import { setMeeting } from '../flows/set-meeting.ts'
import { dateToken } from './blocks.ts'
import type { Asked } from './incident-meant.ts'
import { incidentMeant, isHere } from './incident-meant.ts'
import { meetingPage, momentTyped } from './meeting-form.ts'
import { type CommandAnswer, done, nothing, say, who } from './subcommand.ts'

/** A length behind the time: "45 min". */
const length = /[,\s]+(?:for )?(\d{1,3}) ?min(?:ute)?s?$/i

/** `/incident meeting`: shows it; a time behind it sets or moves it, `cancel` cancels it. */
export async function meeting(asked: Asked): Promise<CommandAnswer> {
  const { incident, words } = await incidentMeant(asked, 'meeting', 'thursday 14:00')
  const typed = words.trim()
  if (typed === '') return say(await meetingPage(asked, incident.id))
  const name = nameOf(incident)
  if (typed.toLowerCase() === 'cancel') {
    const cancelled = await cancelMeeting(asked.ctx, { ...who(asked), incidentId: incident.id })
    return cancelled ? done(isHere(asked, incident), `The review meeting of ${name} is cancelled.`) : nothing
  }
  const minutes = length.exec(typed)?.[1]
  const startsAt = await momentTyped(asked, typed.replace(length, ''))
  const wish = { startsAt, ...(minutes !== undefined && { minutes: Number(minutes) }) }
  const set = await setMeeting(asked.ctx, { ...who(asked), incidentId: incident.id, wish })
  if (!set) return nothing
  return done(isHere(asked, incident), `The review meeting of ${name} is on ${dateToken(set.startsAt, '{date_long} at {time}')}.`)
}
