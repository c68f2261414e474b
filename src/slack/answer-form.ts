import type { Ctx } from '../context.ts'
import { readableText } from '../core/slack-text.ts'
import { clockTime } from '../core/time-text.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { readOwnPrompt } from '../flows/read-prompt.ts'
import { escapeText } from './blocks.ts'
import type { AnswerForm } from './views/answer-form.ts'

/** What the form for an answer shows to the person who was asked. @throws Refusal for anybody else */
export async function answerFormFor(
  ctx: Ctx,
  viewer: PersonViewer,
  promptId: string,
  isMomentShown: boolean,
): Promise<AnswerForm> {
  const { prompt, entry, question, followUps, answer, timeZone } = await readOwnPrompt(ctx, { viewer, promptId })
  const said = entry?.text?.trim() ? escapeText(readableText(entry.text)) : null
  const time = prompt.momentAt ? clockTime(prompt.momentAt, timeZone) : null
  return { promptId, question, followUps, time, moment: said, answer, isMomentShown }
}
