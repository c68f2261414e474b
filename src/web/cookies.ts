import type { IncomingMessage, ServerResponse } from 'node:http'

/** The cookies of a site: no script reads them, other sites send them only where somebody follows a link. */
export type Cookies = {
  read(request: IncomingMessage, name: string): string | null
  /** @param seconds for how long the browser keeps it */
  set(response: ServerResponse, name: string, value: string, seconds: number): void
  remove(response: ServerResponse, name: string): void
}

/**
 * @param publicUrl with https, the names begin with `__Host-`, so that no neighbouring site can set one
 *   (https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Set-Cookie#cookie_prefixes)
 */
export function createCookies(publicUrl: string): Cookies {
  const isSecure = publicUrl.startsWith('https:')
  const full = (name: string): string => (isSecure ? `__Host-${name}` : name)
  const set: Cookies['set'] = (response, name, value, seconds) => {
    const parts = [
      `${full(name)}=${value}`,
      'Path=/',
      `Max-Age=${seconds}`,
      'HttpOnly',
      'SameSite=Lax',
      ...(isSecure ? ['Secure'] : []),
    ]
    response.appendHeader('Set-Cookie', parts.join('; '))
  }
  return {
    read: (request, name) => {
      const beginning = `${full(name)}=`
      const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim())
      return pairs.find((pair) => pair.startsWith(beginning))?.slice(beginning.length) || null
    },
    set,
    remove: (response, name) => set(response, name, '', 0),
  }
}
