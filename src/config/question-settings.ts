import { z } from 'zod'
import { audiences, elicitsKinds, moments } from '../core/question.ts'
import { type QuestionsConfig, questionsWith } from '../core/questions.ts'
import { closed } from './rules.ts'

const text = z.string()
const anyOf = (words: readonly string[]): string => `one of ${words.map((word) => `\`${word}\``).join(', ')}`

const added = closed({
  id: text,
  moment: text.describe(anyOf(moments)),
  audience: text.describe(anyOf(audiences)).optional(),
  text,
  textWithout: text.optional(),
  elicits: z.array(text.describe(anyOf(elicitsKinds))).optional(),
  followUps: z.array(text).optional(),
})

/** The team's changes to the bank of questions. What may be said in them is a rule of the bank, and asked of it entry by entry. */
export const questionSettings = closed({
  off: z.array(text).prefault([]),
  changed: z.record(text, text).prefault({}),
  added: z.array(added).prefault([]),
  channel: text.nullable().prefault(null),
})
  .superRefine((settings, context) => {
    for (const { path, message } of problemsIn(settings)) context.addIssue({ code: 'custom', path, message })
  })
  .prefault({})

type Problem = { path: (string | number)[]; message: string }

function problemsIn(settings: QuestionsConfig & { channel: string | null }): Problem[] {
  const none: QuestionsConfig = { off: [], changed: {}, added: [] }
  const all = (config: QuestionsConfig) => questionsWith(config).problems
  return [
    ...settings.off.flatMap((id, index) => all({ ...none, off: [id] }).map((problem) => at(['off', index], problem))),
    ...Object.entries(settings.changed).flatMap(([id, words]) =>
      all({ ...none, changed: { [id]: words } }).map((problem) => at(['changed', id], problem)),
    ),
    ...all({ ...none, added: settings.added }).map((problem) => at(addedPath(problem), problem)),
    ...problemsOfChannel(settings),
  ]
}

/** The channel is asked nothing but what is light enough for people at work. */
function problemsOfChannel({ channel, ...settings }: QuestionsConfig & { channel: string | null }): Problem[] {
  const light = questionsWith(settings).questions.filter(({ moment, audience }) => moment === 'during' && audience === 'channel')
  if (channel === null || light.some(({ id }) => id === channel)) return []
  const message = `there is no question “${channel}” of the moment “during” for the channel; there is ${light.map(({ id }) => id).join(', ')}.`
  return [{ path: ['channel'], message }]
}

const addedPath = (problem: string): (string | number)[] => [
  'added',
  Number(/^questions\.added\[(\d+)\]/.exec(problem)?.[1] ?? 0),
]

/** The bank names the entry in front of its sentence; here the path and the line say that. */
const at = (path: (string | number)[], problem: string): Problem => ({
  path,
  message: problem.replace(/^questions\.(?:off|changed|added)(?:\[\d+\])?(?:, "[^"]*")?: /, ''),
})
