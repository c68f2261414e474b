import type { IncomingMessage } from 'node:http'
import { isFields, readJson } from './json.ts'
import type { Fields } from './types.ts'

/** Everything that was sent. */
export async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}

/** The arguments of a call: JSON, a form, or the query; null where the body is none of them. */
export function argumentsOf(request: IncomingMessage, url: URL, bytes: Buffer): Fields | null {
  const query = Object.fromEntries(url.searchParams)
  const text = bytes.toString()
  if (!typeOf(request).includes('application/json')) return { ...query, ...Object.fromEntries(new URLSearchParams(text)) }
  const read = text === '' ? {} : readJson(text)
  return isFields(read) ? { ...query, ...read } : null
}

/** The token in the header, or among the arguments. */
export function tokenOf(request: IncomingMessage, given: Fields): string | null {
  const header = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1]
  return header ?? (typeof given.token === 'string' && given.token !== '' ? given.token : null)
}

/** The bytes of an upload: the body itself, or the first file of a form. */
export async function uploadOf(request: IncomingMessage, bytes: Buffer): Promise<Buffer> {
  if (!typeOf(request).startsWith('multipart/form-data')) return bytes
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': typeOf(request) } }).formData()
  const [first = ''] = form.values()
  return typeof first === 'string' ? Buffer.from(first) : Buffer.from(await first.arrayBuffer())
}

const typeOf = (request: IncomingMessage): string => request.headers['content-type'] ?? ''
