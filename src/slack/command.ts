import type { App } from '@slack/bolt'
import { firstWord } from '../core/typed-text.ts'
import type { Desk } from './desk.ts'
import { command as name } from './ids.ts'
import { ackInTime } from './in-time.ts'
import type { Asked } from './incident-meant.ts'
import { openForm } from './open-form.ts'
import { sentenceFor } from './refusals.ts'
import type { CommandAnswer } from './subcommand.ts'
import { subcommandNamed } from './subcommand-named.ts'
import { refusedMessage } from './views/answers.ts'

/** `/incident`: its first word is a subcommand; alone it opens the form. What it does is committed before Slack hears that it was taken. */
export function registerCommand(app: App, desk: Desk): void {
  app.command(name, async ({ command, ack }) => {
    const { first, rest } = firstWord(command.text)
    const asked: Asked = {
      ctx: desk.ctx,
      viewer: { kind: 'person', workspaceId: desk.workspaceId, userId: command.user_id },
      channelId: command.channel_id,
      words: rest,
      requestKey: `command:${command.trigger_id}`,
      responseUrl: command.response_url || null,
    }
    const answer = await answerTo(first || 'declare', asked, command.text)
    if (answer.kind === 'open') {
      const { responseUrl } = asked
      return ackInTime(() => ack(), openForm(desk, { triggerId: command.trigger_id, responseUrl }, answer.view))
    }
    await ack(answer.kind === 'say' ? { response_type: 'ephemeral', ...answer.message } : undefined)
  })
}

/** Nobody has to type again what could not be done: they get their words back. */
async function answerTo(subcommand: string, asked: Asked, typed: string): Promise<CommandAnswer> {
  try {
    return await subcommandNamed(subcommand, asked.words).run(asked)
  } catch (error) {
    return { kind: 'say', message: refusedMessage(sentenceFor(error, asked.ctx.log), `${name} ${typed.trim()}`) }
  }
}
