import { rm } from 'node:fs/promises'
import { type Channel, type Person, type Sandbox, startSandbox, type Workspace } from '../../src/sandbox/index.ts'
import { createTestDatabase } from './database.ts'
import { endAll, freePort, type Program, slackVariables, startProgram, until } from './program.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** The built bot before a Slack of this machine. It is started and killed again and again, and always the same bot to Slack. */
export type Scene = {
  slack: Sandbox
  workspace: Workspace
  maya: Person
  ops: Channel
  /** The process that was started last. */
  readonly bot: Program
  /** Starts it, and waits until it is ready. */
  start(): Promise<void>
  /** The one channel of the incident with this title; null where there is none. @throws Error where there are two */
  channelOf(title: string): Channel | null
  /** Waits until all that a declaration makes is there: a channel with its topic, its pinned headline and its bookmark. */
  whole(title: string): Promise<Channel>
  close(): Promise<void>
}

/** What was sent to nobody is sent again soon: a start takes a second or two, and where there is more to do some more. */
const redeliverAfter = [0, 500, 500, 1_000, 1_000, 2_000, 2_000, 4_000, 8_000, 16_000]

export async function createScene(mode: 'http' | 'socket'): Promise<Scene> {
  const folder = await temporaryFolder('scene')
  const slack = await startSandbox({ redeliverAfter })
  const database = await createTestDatabase()
  const workspace = slack.addWorkspace()
  const maya = workspace.addUser({ name: 'maya' })
  const ops = workspace.addChannel({ name: 'ops', members: [maya] })
  const port = String(await freePort())
  const env = { ...slackVariables(slack, workspace, mode), DATABASE_URL: database.url, PORT: port }
  if (mode === 'http') workspace.deliverTo(`http://127.0.0.1:${port}/slack/events`)
  let bot: Program | null = null
  const channelOf = (title: string): Channel | null => {
    const [channel, ...others] = workspace.channels().filter(({ name }) => name.startsWith('inc-') && name.includes(slug(title)))
    if (others.length > 0) throw new Error(`there are ${others.length + 1} channels of ${title}`)
    return channel ?? null
  }
  return {
    slack,
    workspace,
    maya,
    ops,
    get bot() {
      if (!bot) throw new Error('the bot was not started')
      return bot
    },
    start: async () => {
      bot = await startProgram('main', { env, cwd: folder })
      await bot.ready()
    },
    channelOf,
    whole: async (title) => {
      const isWhole = (channel: Channel | null): channel is Channel =>
        channel !== null && channel.topic !== '' && channel.pins.length > 0 && channel.bookmarks.length > 0
      await until(`all of ${title} is there`, () => isWhole(channelOf(title)))
      await slack.settled()
      const channel = channelOf(title)
      if (!channel) throw new Error(`the channel of ${title} is gone`)
      return channel
    },
    close: async () => {
      await endAll()
      await slack.stop()
      await database.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const slug = (title: string): string => title.toLowerCase().replaceAll(/[^a-z]+/g, '-')
