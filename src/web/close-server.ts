import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** How long an open request may take to be answered, in milliseconds: one whose body never comes is never answered. */
const longest = 10_000

/**
 * Watches a server from its beginning, and gives a function that closes it as soon as the requests that are open have been answered.
 * Node's own `close` waits as well for connections on which nothing is asked: seconds for one kept alive, a minute for a silent one.
 */
export function watchConnections(server: Server): () => Promise<void> {
  const openRequests = new Map<Socket, number>()
  let isClosing = false
  const count = (socket: Socket, change: number): void => {
    const open = (openRequests.get(socket) ?? 0) + change
    openRequests.set(socket, open)
    if (isClosing && open === 0) socket.destroySoon()
  }
  server.on('connection', (socket) => {
    count(socket, 0)
    socket.once('close', () => openRequests.delete(socket))
  })
  server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    count(socket, 1)
    response.once('close', () => count(socket, -1))
  })
  return () =>
    new Promise((resolve, reject) => {
      isClosing = true
      const late = setTimeout(() => server.closeAllConnections(), longest)
      server.close((error) => {
        clearTimeout(late)
        if (error) reject(error)
        else resolve()
      })
      for (const socket of openRequests.keys()) count(socket, 0)
    })
}
