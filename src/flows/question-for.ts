import type { Config } from '../config.ts'
import { chooseQuestion, reasonText } from '../core/choose-question.ts'
import type { Incident } from '../core/incident.ts'
import type { Person, RoleHolding } from '../core/people.ts'
import type { Prompt } from '../core/prompts.ts'
import { type Question, questionsWith } from '../core/questions.ts'
import { clockTime } from '../core/time-text.ts'
import type { Entry } from '../core/timeline.ts'
import { knownZone } from '../core/working-time.ts'
import type { Tx } from '../store/db.ts'
import { listEntries } from '../store/entries.ts'
import { listRoles } from '../store/roles.ts'

/** What a question to somebody is chosen from. */
export type AskingFacts = { incident: Incident; entries: Entry[]; roles: RoleHolding[]; questions: Question[] }

export async function gatherAskingFacts(tx: Tx, config: Config, incident: Incident): Promise<AskingFacts> {
  const { questions } = questionsWith(config.questions)
  return { incident, entries: await listEntries(tx, incident.id), roles: await listRoles(tx, incident.id), questions }
}

/** Which question, about which moment, and why. */
export type Chosen = Pick<Prompt, 'questionId' | 'entryId' | 'momentAt' | 'reason'>

/** The question that fits one person best, as the timeline is now; null where nothing of theirs is on it. */
export function questionFor(config: Config, facts: AskingFacts, person: Person, now: Date): Chosen | null {
  const { incident, ...record } = facts
  const chosen = chooseQuestion({ ...record, person, askedBefore: [], resolvedAt: incident.resolvedAt, now })
  if (!chosen) return null
  const zone = knownZone(person.timeZone, config.timeZone)
  const { question, entry, momentAt, reason } = chosen
  return {
    questionId: question.id,
    entryId: entry?.id ?? null,
    momentAt,
    reason: reasonText(reason.kind === 'held_role' ? { ...reason, role: roleLabel(config, reason.role) } : reason, (at) =>
      clockTime(at, zone),
    ),
  }
}

const roleLabel = ({ roles }: Config, key: string): string => roles.find((role) => role.key === key)?.label ?? key
