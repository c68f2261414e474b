import { bank } from '../question-bank.ts'
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

/** How many nudges the review's editor shows at once. */
const mostInEditor = 3

/**
 * The nudges for a text that others will read and edit, soft ones too: the gravest first, and before all others somebody's blame of
 * themselves. What stood in the text before is not raised again.
 */
export function nudgesInEditor(findings: readonly Finding[], before: readonly Finding[]): Nudge[] {
  const known = new Set(before.map(keyOf))
  const fresh = findings.filter((finding) => !known.has(keyOf(finding)))
  const byRule = [...new Map(fresh.toReversed().map((finding) => [finding.rule, finding])).values()]
  return byRule
    .toSorted((a, b) => rankOf(a) - rankOf(b))
    .slice(0, mostInEditor)
    .flatMap((finding) => {
      const rule = rules.get(finding.rule)
      if (rule?.isSelf) return [nudge('care', finding, kindWord, care)]
      return rule ? [nudge('question', finding, `“${shortened(finding.span)}” ${rule.reason}`, rule.question)] : []
    })
}

const keyOf = ({ rule, span }: Finding): string => `${rule} ${span}`

const rankOf = ({ category, rule, strength }: Finding): number =>
  rules.get(rule)?.isSelf ? -1 : gravity.indexOf(category) + (strength === 'strong' ? 0 : gravity.length)

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
