import { once } from 'node:events'
import type { Server } from 'node:http'
import { createDeliveries } from './delivery.ts'
import { createFaults, type Faults } from './faults.ts'
import { createIds } from './ids.ts'
import { createLimiter } from './limits.ts'
import { createHttpServer } from './server.ts'
import { createSocketLinks } from './socket.ts'
import type { World } from './state.ts'
import { addTeam, type NewWorkspace } from './team.ts'
import type { Call, Fields, LimitsMode } from './types.ts'
import { createWorkspace, type Workspace } from './workspace.ts'

export type SandboxOptions = {
  /** The time for messages and events; real time where none is given. Signatures and Slack's three seconds are always real. */
  now?: () => Date
  /** On 127.0.0.1; a free one where none is given. */
  port?: number
  /** Milliseconds before each redelivery of an event; Slack's are nothing, a minute, five minutes. */
  redeliverAfter?: readonly number[]
  /** How long Slack's three seconds are, in milliseconds; a test that waits for their end makes them shorter. */
  threeSeconds?: number
}

export type Sandbox = {
  /** `http://127.0.0.1:PORT/api/`: what `slackApiUrl` is set to. */
  readonly apiUrl: string
  /** All calls of the Web API and uses of a `response_url`, in the order in which they came. */
  readonly calls: Call[]
  /** Events that reached nobody: no place to send them, or each attempt failed. */
  readonly lost: Fields[]
  readonly faults: Faults
  addWorkspace(made?: NewWorkspace): Workspace
  /** Rate limits: off, or as Slack's. */
  limits(mode: LimitsMode): void
  /** Resolves when no call, delivery or redelivery is under way. Held events are not waited for. */
  settled(): Promise<void>
  /** How many events are held back. */
  heldCount(): number
  stop(): Promise<void>
}

const slackWaits = [0, 60_000, 300_000] as const

/** Starts a Slack on 127.0.0.1. @throws Error where the port is taken */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const stopping = new AbortController()
  const world = createWorld(options, stopping.signal)
  const server = createHttpServer(world)
  world.base = `http://127.0.0.1:${await listen(server, options.port ?? 0)}`
  return {
    apiUrl: `${world.base}/api/`,
    calls: world.calls,
    lost: world.deliveries.lost,
    faults: world.faults,
    addWorkspace: (made = {}) => createWorkspace(addTeam(world, made)),
    limits: (mode) => {
      world.limits.mode = mode
    },
    settled: () => settle(world),
    heldCount: () => world.deliveries.heldCount(),
    stop: async () => {
      stopping.abort()
      world.sockets.stop()
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}

function createWorld(options: SandboxOptions, stopped: AbortSignal): World {
  const threeSeconds = options.threeSeconds ?? 3000
  const parts = { apps: [], teams: [], calls: [], underWay: new Set<Promise<unknown>>(), base: '' }
  const world: World = {
    ...parts,
    now: options.now ?? (() => new Date()),
    threeSeconds,
    nextId: createIds(),
    stopped,
    sockets: createSocketLinks(() => world.base, threeSeconds),
    faults: createFaults(() => world),
    limits: createLimiter(),
    get deliveries() {
      return deliveries
    },
  }
  const deliveries = createDeliveries(world, options.redeliverAfter ?? slackWaits)
  return world
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return typeof address === 'object' && address ? address.port : port
}

/** What ends may have begun something else, so it looks again after each round. */
async function settle(world: World): Promise<void> {
  do {
    await Promise.allSettled([...world.underWay])
    await new Promise((resolve) => setTimeout(resolve, 5))
  } while (world.underWay.size > 0)
}
