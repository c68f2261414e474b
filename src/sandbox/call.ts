import { createArgs, shownArgs } from './args.ts'
import { pause } from './delivery.ts'
import type { Failure } from './faults.ts'
import { fieldsOf, textOf } from './json.ts'
import { methods } from './methods/index.ts'
import { type Method, needScope } from './methods/method.ts'
import { exchangeCode } from './openid.ts'
import { Refused, refuse } from './refuse.ts'
import type { Team, World } from './state.ts'
import type { Call, Fields } from './types.ts'

/** What is sent back; null drops the connection. */
export type Reply = { status: number; headers: Record<string, string>; body: Fields | string | Buffer } | null

/**
 * One call of the Web API, from its token to its answer, written down in `calls`.
 * @param given the arguments as they came
 */
export async function answerCall(world: World, name: string, given: Fields, token: string | null): Promise<Reply> {
  const team = teamOf(world, token)
  const reply = await writtenDown(world, { method: name, args: given, team }, () => settle(() => run(world, name, given, token)))
  if (reply && team) reply.headers['x-oauth-scopes'] = team.scopes.join(',')
  return reply
}

/** Writes down in `calls` what Slack is asked, and answers as slowly and as wrongly as the sandbox was told to. */
export async function writtenDown(
  world: World,
  asked: { method: string; args: Fields; team: Team | undefined },
  work: () => Reply,
): Promise<Reply> {
  const { method, args, team } = asked
  const startedAt = performance.now()
  const workspace = team?.id ?? null
  const call: Call = { method, args: shownArgs(args), startedAt, endedAt: null, ok: false, status: null, workspace }
  world.calls.push(call)
  const delay = world.faults.delay(method)
  if (delay > 0) await pause(delay, world.stopped)
  const hanging = world.faults.hanging(method)
  if (hanging) await pause(forever, AbortSignal.any([hanging, world.stopped]))
  const failure = world.faults.take(method)
  const reply = failure && failure.kind !== 'lost' ? failed(failure) : work()
  return finish(call, failure?.kind === 'lost' ? null : reply)
}

/** The longest time that a timer can be set to, in milliseconds: 24 days. */
const forever = 2 ** 31 - 1

/** The Web API says in its answer whether it went well; a response_url says `ok`. */
function finish(call: Call, reply: Reply): Reply {
  call.endedAt = performance.now()
  call.status = reply?.status ?? null
  const body = fieldsOf(reply?.body)
  call.ok = body.ok === true || reply?.body === 'ok'
  if (!call.ok) call.error = textOf(body.error) || (reply ? `http_${reply.status}` : 'connection_lost')
  return reply
}

function failed(failure: Exclude<Failure, { kind: 'lost' }>): Reply {
  switch (failure.kind) {
    case 'error':
      return ok({ ok: false, error: failure.error })
    case 'status':
      return { status: failure.status, headers: {}, body: 'the sandbox was told to fail' }
    case 'limit':
      return limited(failure.retryAfter)
  }
}

const ok = (body: Fields): Reply => ({ status: 200, headers: {}, body })
const limited = (seconds: number): Reply => ({
  status: 429,
  headers: { 'retry-after': String(seconds) },
  body: { ok: false, error: 'ratelimited' },
})

function settle(work: () => Reply): Reply {
  try {
    return work()
  } catch (error) {
    if (error instanceof Refused) return ok({ ok: false, error: error.code, ...error.beside })
    throw error
  }
}

function run(world: World, name: string, given: Fields, token: string | null): Reply {
  if (name === 'openid.connect.token') return ok({ ok: true, ...exchangeCode(world, createArgs(given)) })
  const method = methods[name] ?? refuse('unknown_method', { req_method: name })
  const team = authorized(world, method, token)
  const args = createArgs(given)
  const wait = world.limits.waitFor(name, method.tier, team.id, args.text('channel'))
  if (wait > 0) return limited(wait)
  needScope(team, method.scopes ?? [])
  const reply = ok({ ok: true, ...method.run({ team, args }) })
  if (reply && method.scopes) reply.headers['x-accepted-oauth-scopes'] = method.scopes.join(',')
  return reply
}

/** @throws Refused `not_authed`, `invalid_auth`, `not_allowed_token_type` */
function authorized(world: World, method: Method, token: string | null): Team {
  if (!token) return refuse('not_authed')
  const team = teamOf(world, token) ?? refuse('invalid_auth')
  const isAppToken = token === team.app.appToken
  return isAppToken === (method.token === 'app') ? team : refuse('not_allowed_token_type')
}

const teamOf = (world: World, token: string | null): Team | undefined =>
  world.teams.find((team) => token !== null && (team.botToken === token || team.app.appToken === token))
