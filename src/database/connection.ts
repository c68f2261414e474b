/** How a database is reached, in the words of `pg`: a server's socket folder, or what DATABASE_URL says. */
export type Connection = SocketConnection | { connectionString: string }

export type SocketConnection = { host: string; port: number; user: string; database: string }

/** The same as an address, for programs that take one. The folder of the socket goes into `host`. */
export function urlOf(connection: SocketConnection): string {
  const { host, port, user, database } = connection
  return `postgresql://${user}@localhost:${port}/${encodeURIComponent(database)}?host=${encodeURIComponent(host)}`
}
