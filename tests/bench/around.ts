import { rm } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { type Sandbox, startSandbox, type Workspace } from '../../src/sandbox/index.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { type RunningBot, startBot } from './bot.ts'

/** A Slack, and a folder for what a benchmark writes. */
export type Surroundings = {
  slack: Sandbox
  workspace: Workspace
  folder: string
  /** Starts the bot on a data folder of that name, new or left by an earlier start. */
  startBot(name: string, settings?: string): Promise<RunningBot>
}

/** Runs something before a Slack of its own, and clears away afterwards what it left, its bots too. */
export async function within<Result>(work: (around: Surroundings) => Promise<Result>): Promise<Result> {
  const folder = await temporaryFolder('bench')
  const slack = await startSandbox()
  const workspace = slack.addWorkspace()
  const bots: RunningBot[] = []
  const start = async (name: string, settings = '') => {
    const bot = await startBot({ slack, workspace, folder }, name, settings)
    bots.push(bot)
    return bot
  }
  try {
    return await work({ slack, workspace, folder, startBot: start })
  } finally {
    for (const bot of bots) await bot.stop()
    await slack.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Resolves when Slack has not been called for so many milliseconds. */
export async function quiet(slack: Sandbox, milliseconds: number): Promise<void> {
  for (let before = -1; before !== slack.calls.length; ) {
    before = slack.calls.length
    await wait(milliseconds)
    await slack.settled()
  }
}
