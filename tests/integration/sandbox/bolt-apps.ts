import { createServer } from 'node:http'
import { App, HTTPReceiver, LogLevel, SocketModeReceiver } from '@slack/bolt'
import type { Sandbox, Workspace } from '../../../src/sandbox/index.ts'

/** A real Bolt app that is connected to a workspace of the sandbox. */
export type Connected = { app: App; stop(): Promise<void> }

const quiet = LogLevel.ERROR

/** Over HTTP, on a free port. Listeners are added before it takes anything. */
export async function connectHttp(slack: Sandbox, workspace: Workspace, listeners: (app: App) => void): Promise<Connected> {
  const port = await freePort()
  const receiver = new HTTPReceiver({ signingSecret: workspace.signingSecret, port, logLevel: quiet })
  const app = appFor(slack, workspace, receiver)
  listeners(app)
  await app.start(port)
  workspace.deliverTo(`http://127.0.0.1:${port}/slack/events`)
  return { app, stop: async () => void (await app.stop()) }
}

/** Over Socket Mode; Web API options of the receiver go in `installerOptions.clientOptions`. */
export async function connectSocket(slack: Sandbox, workspace: Workspace, listeners: (app: App) => void): Promise<Connected> {
  const receiver = new SocketModeReceiver({
    appToken: workspace.appToken,
    logLevel: quiet,
    installerOptions: { clientOptions: { slackApiUrl: slack.apiUrl } },
  })
  const app = appFor(slack, workspace, receiver)
  listeners(app)
  await app.start()
  return { app, stop: async () => void (await app.stop()) }
}

const appFor = (slack: Sandbox, workspace: Workspace, receiver: HTTPReceiver | SocketModeReceiver): App =>
  new App({
    token: workspace.botToken,
    receiver,
    logLevel: quiet,
    clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } },
  })

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address ? address.port : 0
}
