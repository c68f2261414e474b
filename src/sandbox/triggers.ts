import { secret } from './ids.ts'
import { refuse } from './refuse.ts'
import type { ResponseUrl, Team, Trigger } from './state.ts'

const longestResponse = 30 * 60_000
const mostUses = 5

/** A `trigger_id` for something that somebody did. */
export function newTrigger(team: Team, userId: string): string {
  const id = `${Date.now()}.${team.triggers.size + 1}.${secret()}`
  team.triggers.set(id, { id, userId, bornAt: performance.now(), isExchanged: false })
  return id
}

/**
 * The trigger, if it can still open something: once, and within three seconds of real time.
 * @throws Refused `invalid_trigger_id`, `exchanged_trigger_id`, `expired_trigger_id`
 */
export function exchange(team: Team, id: string): Trigger {
  const trigger = team.triggers.get(id) ?? refuse('invalid_trigger_id')
  if (trigger.isExchanged) refuse('exchanged_trigger_id')
  if (performance.now() - trigger.bornAt > team.world.threeSeconds) refuse('expired_trigger_id')
  return trigger
}

/** A `response_url` for something that somebody did. */
export function newResponseUrl(
  team: Team,
  about: Pick<ResponseUrl, 'userId' | 'channel' | 'ts' | 'threadTs' | 'isEphemeral'>,
): string {
  const id = secret(12)
  team.responseUrls.set(id, { ...about, id, bornAt: team.world.now().getTime(), uses: 0 })
  return `${team.world.base}/response/${team.id}/${id}`
}

/** @throws Refused `expired_url` after 30 minutes of the sandbox's clock, `used_url` after five uses */
export function useResponseUrl(team: Team, id: string): ResponseUrl {
  const url = team.responseUrls.get(id) ?? refuse('expired_url')
  if (team.world.now().getTime() - url.bornAt > longestResponse) refuse('expired_url')
  if (url.uses >= mostUses) refuse('used_url')
  return url
}
