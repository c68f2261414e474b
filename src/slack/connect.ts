import { setTimeout as wait } from 'node:timers/promises'
import type { SlackSettings } from '../config.ts'
import type { Ctx } from '../context.ts'
import { noteForOperator } from '../flows/note-for-operator.ts'
import { recordWorkspace } from '../flows/record-workspace.ts'
import { withdrawNote } from '../flows/withdraw-note.ts'
import { describeError } from '../jobs/describe-error.ts'
import { listNotices } from '../store/notices.ts'
import { createSlackApi, MendFirst, type SlackApi, SlackRefused } from './api.ts'
import type { Identity } from './bolt-app.ts'
import type { Desk } from './desk.ts'
import type { AnswerOf } from './methods.ts'
import { createOutage, type Outage } from './outage.ts'

/** How long to wait before Slack is asked again who we are, in milliseconds. */
const pause = 2_000

export type Connected = { desk: Desk; identity: Identity; outage: Outage }

/**
 * Asks Slack who the bot is, again and again until it answers, and keeps the workspace.
 * @throws MendFirst where Slack does not take the token, SlackRefused where it refuses the bot for another reason; AbortError where the signal ends the waiting
 */
export async function connect(ctx: Ctx, slack: SlackSettings, signal: AbortSignal): Promise<Connected> {
  let workspaceId = ''
  const waiting = new Set<string>()
  const outage = createOutage()
  const api = createSlackApi({
    token: slack.botToken,
    apiUrl: slack.apiUrl,
    onMend: async (method, { message: sentence }) => {
      if (workspaceId === '') return
      waiting.add(keyOf(method))
      await noteForOperator(ctx, { workspaceId, key: keyOf(method), incidentId: null, sentence })
    },
    onAway: outage.onAway,
    onAnswer: async (method) => {
      if (waiting.delete(keyOf(method))) await withdrawNote(ctx, { workspaceId, key: keyOf(method) })
    },
  })
  const who = await askWho(ctx, api, signal)
  workspaceId = who.is_enterprise_install && who.enterprise_id ? who.enterprise_id : who.team_id
  const workspace = { id: workspaceId, name: who.team, url: who.url, botUserId: who.user_id, botId: who.bot_id }
  await recordWorkspace(ctx, workspace)
  for (const { key } of await ctx.db.statement((tx) => listNotices(tx, workspaceId))) waiting.add(key)
  return {
    outage,
    desk: { ctx, workspaceId, botUserId: who.user_id, api },
    identity: {
      teamId: who.team_id,
      // A workspace of an organisation has its own installation, which is not to hear of its neighbours'.
      enterpriseId: who.is_enterprise_install ? (who.enterprise_id ?? null) : null,
      botUserId: who.user_id,
      botId: who.bot_id,
    },
  }
}

/** The name of a note that is withdrawn when a call of this method goes well. */
const keyOf = (method: string): string => `waiting:${method}`

async function askWho(ctx: Ctx, api: SlackApi, signal: AbortSignal): Promise<AnswerOf<'auth.test'>> {
  for (;;) {
    try {
      return await api.call('auth.test', {})
    } catch (error) {
      if (error instanceof MendFirst || error instanceof SlackRefused) throw error
      ctx.log.warn(describeError(error), 'Slack does not answer yet; it is asked again')
      await wait(pause, undefined, { signal })
    }
  }
}
