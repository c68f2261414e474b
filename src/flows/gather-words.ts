import type { Config } from '../config.ts'
import { labelsFor } from '../core/labels.ts'
import { type ReviewFacts, type ReviewWords, reviewWords } from '../core/review/review.ts'
import { peopleIn } from '../core/review/review-facts.ts'
import type { Tx } from '../store/db.ts'
import { listPeople } from '../store/people.ts'

/** How a review tells of people: by label, and by name only beside what they told with it, or agreed to. */
export type People = { labels(userId: string): string; names(userId: string): string }

/** The words for what a review says of people and times, in the organisation's time zone. An app keeps its name. */
export async function gatherWords(tx: Tx, config: Config, facts: ReviewFacts): Promise<People & { words: ReviewWords }> {
  const { workspaceId, declaredBy } = facts.incident
  const people = await listPeople(tx, workspaceId, [...peopleIn(facts)])
  const apps = Object.fromEntries(people.filter(({ isBot }) => isBot).map(({ userId, name }) => [userId, name]))
  const named = new Map(people.map(({ userId, name }) => [userId, name]))
  const roleLabels = Object.fromEntries(config.roles.map(({ key, label }) => [key, label]))
  const labels = labelsFor({ ...facts, roleLabels, declaredBy, apps })
  const names = (userId: string) => named.get(userId) ?? 'a colleague'
  const role = (key: string) => roleLabels[key] ?? key
  return { labels, names, words: reviewWords({ timeZone: config.timeZone, person: labels, name: names, role }) }
}
