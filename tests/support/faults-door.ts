import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { connect, createServer as createDoorServer, type Socket } from 'node:net'
import { join } from 'node:path'

/** A socket of PostgreSQL's for one life. Shut, the server loses the connections, and the bot never hears again from it. */
export async function openDoor(folder: string, server: string) {
  await mkdir(folder, { recursive: true })
  const inner = new Set<Socket>()
  const outer = new Set<Socket>()
  let isShut = false
  const listener = createDoorServer((socket) => {
    inner.add(socket)
    socket.on('error', () => undefined).on('close', () => inner.delete(socket))
    if (isShut) return
    const upstream = connect(server)
    outer.add(upstream)
    upstream.on('error', () => socket.destroy()).on('close', () => outer.delete(upstream))
    socket.on('close', () => upstream.destroy())
    upstream.on('end', () => socket.end())
    upstream.on('data', (data) => void (isShut || socket.write(data)))
    socket.on('data', (data) => void (isShut || upstream.write(data)))
  })
  listener.listen(join(folder, server.slice(server.lastIndexOf('/') + 1)))
  await once(listener, 'listening')
  return {
    folder,
    shut: () => {
      isShut = true
      for (const upstream of outer) upstream.destroy()
    },
    close: async () => {
      for (const socket of inner) socket.destroy()
      await new Promise((resolve) => listener.close(resolve))
    },
  }
}
