import type { Reply } from './call.ts'
import { allowSignIn, denySignIn, type SignInRequest, signInRequest } from './openid.ts'
import { Refused } from './refuse.ts'
import type { World } from './state.ts'

/** `/openid/connect/authorize` in a browser: who is it? Those who have an account are there to choose from. */
export function answerSignIn(world: World, url: URL, form: URLSearchParams): Reply {
  try {
    const request = signInRequest(world, url.searchParams)
    const answer = form.get('who')
    return answer === null ? page(200, question(world, request)) : sent(answered(world, request, answer))
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return page(400, `<h1>Something went wrong</h1><p>${error.code}</p>`)
  }
}

function answered(world: World, request: SignInRequest, who: string): string {
  if (who === '') return denySignIn(request)
  const team = world.teams.find(({ members }) => members.has(who))
  const member = team?.members.get(who)
  if (!team || !member) throw new Error(`there is nobody with the id ${who}`)
  return allowSignIn(request, team, member)
}

function question(world: World, { app, team: asked }: SignInRequest): string {
  const teams = asked ? [asked] : world.teams.filter((team) => team.app === app)
  const people = teams.flatMap(({ members }) => [...members.values()]).filter(({ isBot, isDeleted }) => !isBot && !isDeleted)
  const button = (id: string, label: string) => `<button name="who" value="${escaped(id)}">${escaped(label)}</button>`
  const choices = people.map(({ id, name }) => button(id, `Allow as ${name}`))
  return `<h1>Sign in with Slack</h1><form method="post">${choices.join(' ')} ${button('', 'Cancel')}</form>`
}

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => signs[sign] ?? sign)

const sent = (location: string): Reply => ({ status: 302, headers: { location }, body: '' })

const page = (status: number, body: string): Reply => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8', 'referrer-policy': 'no-referrer' },
  body: `<!doctype html><html lang="en"><title>Sign in</title>${body}</html>`,
})
