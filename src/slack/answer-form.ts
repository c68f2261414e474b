import type { Ctx } from '../context.ts'
import { noteToSelf } from '../core/prompts.ts'
import { readableText } from '../core/slack-text/slack-text.ts'
import { clockTime } from '../core/time-text.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { readAnswering } from '../flows/read-answering.ts'
import { escapeText } from './blocks.ts'
import type { AnswerForm } from './views/answer-form.ts'

/** What the form for an answer or a note shows to its person. @throws Refusal for anybody else */
export async function answerFormFor(
  ctx: Ctx,
  viewer: PersonViewer,
  subject: string,
  isMomentShown: boolean,
): Promise<AnswerForm> {
  const read = await readAnswering(ctx, { viewer, subject })
  const { prompt, entry, timeZone } = read
  const said = entry?.text?.trim() ? escapeText(readableText(entry.text)) : null
  const time = prompt.momentAt ? clockTime(prompt.momentAt, timeZone) : null
  return { ...read, isNote: prompt.questionId === noteToSelf, time, moment: said, isMomentShown }
}
