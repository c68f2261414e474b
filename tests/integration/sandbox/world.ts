import {
  type Channel,
  type Fields,
  type Person,
  type Sandbox,
  type SandboxOptions,
  startSandbox,
  type Workspace,
} from '../../../src/sandbox/index.ts'

export type Answered = Fields & { ok: boolean; error?: string }

/** A workspace with people, channels of every kind and some messages; the bot is in `open` and `secret`, and nowhere else. */
export type Town = {
  slack: Sandbox
  ws: Workspace
  maya: Person
  tom: Person
  open: Channel
  outside: Channel
  secret: Channel
  hidden: Channel
  closed: Channel
  /** Times of a message of Maya's and one of the bot's in `open`. */
  mayas: string
  bots: string
  /** Calls the Web API as the bot, or with another token. */
  call(method: string, args?: Fields, token?: string | null): Promise<Answered>
}

export async function town(options: SandboxOptions = {}): Promise<Town> {
  const slack = await startSandbox(options)
  const ws = slack.addWorkspace({ name: 'Acme' })
  const maya = ws.addUser({ name: 'maya', realName: 'Maya Lind', tz: 'Europe/Vienna' })
  const tom = ws.addUser({ name: 'tom' })
  const call = (method: string, args: Fields = {}, token: string | null = ws.botToken) => callWeb(slack, method, args, token)
  const open = ws.addChannel({ name: 'open', members: [ws.botUserId, maya] })
  const outside = ws.addChannel({ name: 'outside', members: [maya] })
  const secret = ws.addChannel({ name: 'secret', isPrivate: true, members: [ws.botUserId, maya] })
  const hidden = ws.addChannel({ name: 'hidden', isPrivate: true, members: [maya] })
  const closed = ws.addChannel({ name: 'closed', members: [ws.botUserId, maya] })
  await maya.archives(closed)
  const { ts: mayas } = await maya.posts(open, 'the users table is empty')
  const { ts: bots } = await call('chat.postMessage', { channel: open.id, text: 'INC-1' })
  return { slack, ws, maya, tom, open, outside, secret, hidden, closed, mayas, bots: String(bots), call }
}

const isAnswered = (body: unknown): body is Answered => typeof body === 'object' && body !== null && 'ok' in body

/** One call as JSON. A dropped connection rejects. */
export async function callWeb(slack: Sandbox, method: string, args: Fields, token: string | null): Promise<Answered> {
  const response = await postWeb(slack, method, args, token)
  const body: unknown = await response.json()
  if (!isAnswered(body)) throw new Error(`${method} answered with something else: ${JSON.stringify(body)}`)
  return body
}

export function postWeb(slack: Sandbox, method: string, args: Fields, token: string | null): Promise<Response> {
  const headers: Record<string, string> = { 'content-type': 'application/json; charset=utf-8' }
  if (token) headers.authorization = `Bearer ${token}`
  return fetch(`${slack.apiUrl}${method}`, { method: 'POST', headers, body: JSON.stringify(args) })
}

export const modal = (blocks: Fields[] = [{ type: 'divider' }], more: Fields = {}): Fields => ({
  type: 'modal',
  title: { type: 'plain_text', text: 'A form' },
  submit: { type: 'plain_text', text: 'Send' },
  blocks,
  ...more,
})

export const input = (block_id: string, element: Fields, more: Fields = {}): Fields => ({
  type: 'input',
  block_id,
  label: { type: 'plain_text', text: `The ${block_id}` },
  element: { action_id: 'it', ...element },
  ...more,
})
