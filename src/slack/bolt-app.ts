import { App, ErrorCode } from '@slack/bolt'
import type { SlackSettings } from '../config.ts'
import { registerAnswers } from './answer-submission.ts'
import { boltLogger } from './bolt-logger.ts'
import { registerButtons } from './buttons.ts'
import { registerCommand } from './command.ts'
import { registerConditionSubmissions } from './condition-submissions.ts'
import type { Desk } from './desk.ts'
import { registerDiffering } from './differ-form.ts'
import { registerEntrySubmission } from './entry-submission.ts'
import { registerEvents } from './events.ts'
import { registerImport } from './import-forms.ts'
import { registerMaterialSubmission } from './material-submission.ts'
import { registerMessageSubmission } from './message-submission.ts'
import { registerPartSubmission } from './part-submission.ts'
import type { Line } from './receiver.ts'
import { registerShortcuts } from './shortcuts.ts'
import { registerSubmissions } from './submissions.ts'

/** Who the bot is in Slack, as `auth.test` says. */
export type Identity = { teamId: string; enterpriseId: string | null; botUserId: string; botId: string }

/** Bolt, with everything that listens. What comes from another installation of the app than this token's is not ours and is not heard. */
export function createBoltApp(desk: Desk, line: Line, slack: SlackSettings, identity: Identity): App {
  const { teamId, enterpriseId, botUserId, botId } = identity
  const app = new App({
    receiver: line.receiver,
    logger: boltLogger(desk.ctx.log),
    // Nothing is kept between events; to look for it takes Bolt as long as the rest.
    convoStore: false,
    clientOptions: { slackApiUrl: slack.apiUrl },
    authorize: async (source) => {
      const isOurs = source.teamId === teamId || (enterpriseId !== null && source.enterpriseId === enterpriseId)
      if (!isOurs) throw new Error('This came from another workspace than the bot token’s.')
      return { botToken: slack.botToken, botId, botUserId }
    },
  })
  app.error(async (error) => {
    // Taken and dropped: refused, Slack would deliver it again and again.
    if (error.code !== ErrorCode.AuthorizationError) throw error
  })
  registerEvents(app, desk)
  registerCommand(app, desk)
  registerButtons(app, desk)
  registerSubmissions(app, desk)
  registerAnswers(app, desk)
  registerEntrySubmission(app, desk)
  registerPartSubmission(app, desk)
  registerMaterialSubmission(app, desk)
  registerMessageSubmission(app, desk)
  registerConditionSubmissions(app, desk)
  registerDiffering(app, desk)
  registerImport(app, desk)
  registerShortcuts(app, desk)
  return app
}
