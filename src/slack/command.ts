import type { App } from '@slack/bolt'
import type { Desk } from './desk.ts'
import { command as name } from './ids.ts'
import type { Asked } from './incident-meant.ts'
import { sentenceFor } from './refusals.ts'
import { subcommandNamed } from './subcommands.ts'
import { sentence } from './views/answers.ts'

/** `/incident`: its first word is a subcommand; alone it opens the form. What it does is committed before Slack hears that it was taken. */
export function registerCommand(app: App, desk: Desk): void {
  app.command(name, async ({ command, ack }) => {
    const text = command.text.trim()
    const [first = 'declare'] = text === '' ? [] : text.split(/\s+/)
    const asked: Asked = {
      ctx: desk.ctx,
      viewer: { kind: 'person', workspaceId: desk.workspaceId, userId: command.user_id },
      channelId: command.channel_id,
      words: text.slice(first.length).trim(),
      requestKey: `command:${command.trigger_id}`,
      responseUrl: command.response_url,
    }
    try {
      const answer = await subcommandNamed(first, text).run(asked)
      if (answer.kind === 'open') await desk.api.call('views.open', { trigger_id: command.trigger_id, view: answer.view })
      await ack(answer.kind === 'say' ? { response_type: 'ephemeral', ...answer.message } : undefined)
    } catch (error) {
      await ack({ response_type: 'ephemeral', ...sentence(sentenceFor(error, desk.ctx.log)) })
    }
  })
}
