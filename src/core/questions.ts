import { neverAsk } from './never-ask.ts'
import {
  type Audience,
  audiences,
  type Elicits,
  elicitsKinds,
  entryMoments,
  fillQuestion,
  type Moment,
  moments,
  oneLine,
  type Question,
  type SlotName,
  slotNames,
  slotsAt,
  slotsIn,
} from './question.ts'
import { bank } from './question-bank.ts'

export { fillQuestion, type Question } from './question.ts'

/** A team's own question as its configuration file has it. Without an audience it is for the author of an entry, or for everybody involved. */
export type AddedQuestion = {
  id: string
  moment: string
  text: string
  textWithout?: string | undefined
  audience?: string | undefined
  elicits?: string[] | undefined
  followUps?: string[] | undefined
}

export type QuestionsConfig = { off: string[]; changed: Record<string, string>; added: AddedQuestion[] }

/**
 * The bank with a team's changes: some switched off, some in other words, some added.
 * What is wrong with an entry is a sentence in `problems` that names the entry; the entry is then left out.
 */
export function questionsWith(config: QuestionsConfig): { questions: Question[]; problems: string[] } {
  const changed = Object.entries(config.changed)
  const wordings = new Map(changed.filter(([id, text]) => problemsOfChange(id, text).length === 0))
  const kept = bank.filter(({ id }) => !config.off.includes(id)).map((question) => reworded(question, wordings.get(question.id)))
  const added = config.added.map((entry, index) => readAdded(entry, index, config.added))
  return {
    questions: [...kept, ...added.flatMap(({ question }) => (question ? [question] : []))],
    problems: [
      ...config.off.filter((id) => !isShipped(id)).map((id) => `questions.off: there is no question "${id}". ${seeDocs}`),
      ...changed.flatMap(([id, text]) => problemsOfChange(id, text)),
      ...added.flatMap(({ problems }) => problems),
    ],
  }
}

/** A question by its id, in the team's words; also one that was switched off meanwhile, as somebody may still have it before them. */
export const findQuestion = (config: QuestionsConfig, id: string): Question | null =>
  questionsWith({ ...config, off: [] }).questions.find((question) => question.id === id) ?? null

/** What an answer was asked for: the words without what the record says, and what they were to bring to light. */
export type Asked = { questionText: string; elicits: readonly Elicits[]; moment?: Moment }

/** Every question by its id, for a list of answers, which stand beside their moments; of one that is not known any more, nothing. */
export function askedIn(config: QuestionsConfig): (questionId: string) => Asked {
  const asked = new Map(
    questionsWith({ ...config, off: [] }).questions.map((question): [string, Asked] => [
      question.id,
      { questionText: fillQuestion(question, {}), elicits: question.elicits, moment: question.moment },
    ]),
  )
  return (questionId) => asked.get(questionId) ?? { questionText: '', elicits: [] }
}

const seeDocs = 'The ids are listed in docs/questions.md.'
const longestText = 300

const isShipped = (id: string): boolean => bank.some((question) => question.id === id)

function reworded(question: Question, text: string | undefined): Question {
  if (text === undefined) return question
  const { textWithout: _, ...rest } = question
  return { ...rest, text: oneLine(text) }
}

function problemsOfChange(id: string, text: string): string[] {
  const question = bank.find((shipped) => shipped.id === id)
  if (!question) return [`questions.changed: there is no question "${id}". ${seeDocs}`]
  return problemsOfText(text, slotsAt(question.moment)).map((problem) => `questions.changed, "${id}": ${problem}`)
}

/** What is wrong with a wording: nothing in it, too long, a slot that the record cannot fill, or something that is never asked. */
function problemsOfText(text: string, allowed: readonly SlotName[]): string[] {
  if (oneLine(text) === '') return ['the text is empty.']
  const unknown = slotsIn(text).filter((name) => !allowed.some((slot) => slot === name))
  const known = allowed.length === 0 ? 'no slot' : allowed.map((slot) => `{${slot}}`).join(', ')
  return [
    ...(text.length > longestText ? [`the text has ${text.length} characters; ${longestText} is the most.`] : []),
    ...unknown.map((name) => `{${name}} cannot be filled here; there is ${known}.`),
    ...neverAsk(text),
  ]
}

function readAdded(entry: AddedQuestion, index: number, all: AddedQuestion[]): { question: Question | null; problems: string[] } {
  const moment = moments.find((known) => known === entry.moment)
  const audience = entry.audience === undefined ? usualAudience(moment) : audiences.find((known) => known === entry.audience)
  const elicits = (entry.elicits ?? []).flatMap((wanted) => elicitsKinds.filter((known) => known === wanted))
  const name = `questions.added[${index}], "${entry.id}"`
  const problems = [
    ...problemsOfId(entry.id, index, all),
    ...problemsOfNames(entry, moment, audience),
    ...problemsOfTexts(entry, moment),
  ]
  if (!moment || !audience || problems.length > 0)
    return { question: null, problems: problems.map((problem) => `${name}: ${problem}`) }
  const { id, textWithout } = entry
  const followUps = (entry.followUps ?? []).map(oneLine)
  const without = textWithout === undefined ? {} : { textWithout: oneLine(textWithout) }
  return { question: { id, moment, audience, elicits, text: oneLine(entry.text), ...without, followUps }, problems }
}

const usualAudience = (moment: Moment | undefined): Audience => (moment && entryMoments.includes(moment) ? 'author' : 'involved')

function problemsOfId(id: string, index: number, all: AddedQuestion[]): string[] {
  if (!/^[a-z0-9]+(?:[-_][a-z0-9]+)*$/.test(id))
    return ['an id is small letters and digits with hyphens between them, like "reasonable-then".']
  if (isShipped(id)) return ['the bank has a question of that id; give it other words under questions.changed.']
  if (all.findIndex((other) => other.id === id) < index) return ['another added question has that id.']
  return []
}

function problemsOfNames(entry: AddedQuestion, moment: Moment | undefined, audience: Audience | undefined): string[] {
  const unknown = (entry.elicits ?? []).filter((wanted) => !elicitsKinds.some((known) => known === wanted))
  return [
    ...(moment ? [] : [`there is no moment "${entry.moment}"; there is ${moments.join(', ')}.`]),
    ...(audience ? [] : [`there is no audience "${entry.audience}"; there is ${audiences.join(', ')}.`]),
    ...unknown.map((wanted) => `"${wanted}" is nothing a question elicits; there is ${elicitsKinds.join(', ')}.`),
  ]
}

function problemsOfTexts(entry: AddedQuestion, moment: Moment | undefined): string[] {
  const without = entry.textWithout === undefined ? [] : [entry.textWithout]
  return [
    ...problemsOfText(entry.text, moment ? slotsAt(moment) : slotNames),
    ...without.flatMap((text) => problemsOfText(text, []).map((problem) => `textWithout: ${problem}`)),
    ...(entry.followUps ?? []).flatMap((text, at) => problemsOfText(text, []).map((problem) => `followUps[${at}]: ${problem}`)),
  ]
}
