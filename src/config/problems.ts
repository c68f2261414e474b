import { closest, distance } from 'fastest-levenshtein'

/** Everything that is wrong with the settings, each with where to mend it. No token is ever in a sentence. */
export class ConfigProblems extends Error {
  override readonly name = 'ConfigProblems'
  /** One sentence or two each, such as `second-story.yml:12 severities[0].review: …` or `PORT: …`. */
  readonly problems: string[]

  constructor(problems: string[], secrets: string[] = []) {
    const told = problems.map((problem) => withoutSecrets(problem, secrets))
    super(told.join('\n'))
    this.problems = told
  }
}

/** The token shapes of Slack, wherever they stand: somebody may have pasted one into the wrong place. */
const slackToken = /\b(?:xox[a-z]|xapp|xoxe\.xox[a-z])-\w[\w.-]*/g

const withoutSecrets = (text: string, secrets: string[]): string =>
  secrets
    .filter((secret) => secret.length > 5)
    .reduce((rest, secret) => rest.replaceAll(secret, '(hidden)'), text)
    .replace(slackToken, '(hidden)')

/** The known word that was probably meant, or null where none is near. */
export function nearest(word: string, known: readonly string[]): string | null {
  if (known.length === 0) return null
  const found = closest(word.toLowerCase(), [...known])
  return distance(word.toLowerCase(), found.toLowerCase()) <= Math.max(2, Math.ceil(word.length / 3)) ? found : null
}

/** What stands in the settings, short enough for a sentence. */
export function shown(value: unknown): string {
  if (value === null || value === undefined) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'a group of keys'
  const text = String(value)
  return `“${text.length > 40 ? `${text.slice(0, 40)}…` : text}”`
}
