import { setTimeout as wait } from 'node:timers/promises'
import type { SlackSettings } from '../config.ts'
import type { Ctx } from '../context.ts'
import { noteForOperator } from '../flows/note-for-operator.ts'
import { recordWorkspace } from '../flows/record-workspace.ts'
import { createSlackApi, MendFirst, type SlackApi } from './api.ts'
import type { Identity } from './bolt-app.ts'
import type { Desk } from './desk.ts'
import type { AnswerOf } from './methods.ts'

/** How long to wait before Slack is asked again who we are, in milliseconds. */
const pause = 2_000

export type Connected = { desk: Desk; identity: Identity }

/**
 * Asks Slack who the bot is, again and again until it answers, and keeps the workspace.
 * @throws MendFirst where Slack does not take the token; AbortError where the signal ends the waiting
 */
export async function connect(ctx: Ctx, slack: SlackSettings, signal: AbortSignal): Promise<Connected> {
  let workspaceId = ''
  const api = createSlackApi({
    token: slack.botToken,
    apiUrl: slack.apiUrl,
    onMend: async (method, { message: sentence }) => {
      if (workspaceId !== '') await noteForOperator(ctx, { workspaceId, key: `waiting:${method}`, incidentId: null, sentence })
    },
  })
  const who = await askWho(ctx, api, signal)
  workspaceId = who.is_enterprise_install && who.enterprise_id ? who.enterprise_id : who.team_id
  const workspace = { id: workspaceId, name: who.team, url: who.url, botUserId: who.user_id, botId: who.bot_id }
  await recordWorkspace(ctx, workspace)
  return {
    desk: { ctx, workspaceId, botUserId: who.user_id, api },
    identity: { teamId: who.team_id, enterpriseId: who.enterprise_id ?? null, botUserId: who.user_id, botId: who.bot_id },
  }
}

async function askWho(ctx: Ctx, api: SlackApi, signal: AbortSignal): Promise<AnswerOf<'auth.test'>> {
  for (;;) {
    try {
      return await api.call('auth.test', {})
    } catch (error) {
      if (error instanceof MendFirst) throw error
      ctx.log.warn('Slack does not answer yet; it is asked again')
      await wait(pause, undefined, { signal })
    }
  }
}
