import { bank } from './question-bank.ts'
import type { Finding } from './wording.ts'
import type { Category } from './wording-rule.ts'
import { wordingRules } from './wording-rules.ts'

/**
 * What a person is shown, alone and once: the words it is about, what they do, and a question back. `kind` is `care` where
 * somebody blames themselves: then it is a kind word and the question how they are.
 */
export type Nudge = {
  kind: 'question' | 'care'
  category: Category
  span: string
  text: string
  questionId: string
  question: string
}

/** What weighs most in a review that others read comes first. */
const gravity: readonly Category[] = [
  'punitive',
  'person_as_cause',
  'accusatory_question',
  'mechanistic',
  'counterfactual',
  'hindsight',
  'normative',
  'minimising',
  'single_cause',
]

const rules = new Map(wordingRules.map((rule) => [rule.id, rule]))
const questions = new Map(bank.map((question) => [question.id, question]))
const care = 'how-are-you'
const kindWord = 'That sounds heavy, and nobody carries an incident alone. It can be said here; it need not be a verdict on you.'

/**
 * The one nudge for a text: the gravest strong finding, and before all others somebody's blame of themselves.
 * @returns null where there is no strong finding: soft ones are not raised
 */
export function nudgeFor(findings: readonly Finding[]): Nudge | null {
  const strong = findings.filter(({ strength }) => strength === 'strong')
  const self = strong.find(({ rule }) => rules.get(rule)?.isSelf)
  if (self) return nudge('care', self, kindWord, care)
  const [gravest] = strong.toSorted((a, b) => gravity.indexOf(a.category) - gravity.indexOf(b.category))
  const rule = gravest && rules.get(gravest.rule)
  return gravest && rule ? nudge('question', gravest, `“${shortened(gravest.span)}” ${rule.reason}`, rule.question) : null
}

function nudge(kind: Nudge['kind'], { category, span }: Finding, text: string, questionId: string): Nudge {
  const asked = questions.get(questionId)
  if (!asked) throw new Error(`The bank has no question ${questionId}.`)
  return { kind, category, span, text, questionId, question: asked.textWithout ?? asked.text }
}

const longest = 80
const shortened = (span: string): string => {
  const oneLine = span.replace(/\s+/g, ' ')
  return oneLine.length <= longest ? oneLine : `${oneLine.slice(0, longest - 1)}…`
}
