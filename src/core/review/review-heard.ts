import { answerRef } from '../prompts.ts'
import type { Known, ShownAnswer } from './review-facts.ts'
import { counted, ofRecord, type Template } from './review-template.ts'

/** A group is told apart only where at least so many people are in it. */
const smallestGroup = 3

/** Who was heard: people as a group, never one by one. */
export const heardTemplates: readonly Template[] = [
  ofRecord(
    'heard',
    'heard.compiled',
    () => true,
    () => ['Compiled from the record. Words in quotation marks are people’s own, and so are the texts with a source P.'],
  ),
  ofRecord(
    'heard',
    'heard.opens',
    ({ facts }) => facts.review.state === 'draft' && facts.review.openedAt === null && facts.review.depth !== 'none',
    ({ facts }, say) => [`It opens on ${say.day(facts.review.opensAt)}. Until then nobody sees the answers of others.`],
  ),
  ofRecord(
    'heard',
    'heard.declined',
    ({ facts }) => facts.review.state === 'declined',
    ({ facts }, say) =>
      facts.review.declinedReason
        ? ['This review was declined: “', say.typed(facts.review.declinedReason), '”.']
        : ['This review was declined.'],
  ),
  ofRecord(
    'heard',
    'heard.published',
    ({ facts }) => facts.review.state === 'published' && Boolean(facts.review.publishedAt),
    ({ facts: { review } }, say) => [
      `Published on ${say.day(review.publishedAt ?? review.opensAt)}`,
      ...(review.publishedNote ? [', with the words “', say.typed(review.publishedNote), '”'] : []),
      '.',
    ],
  ),
  ofRecord(
    'heard',
    'heard.asked',
    () => true,
    ({ facts }) => [facts.asked.people === 0 ? 'Nobody has been asked yet.' : `Asked so far: ${people(facts.asked.people)}.`],
  ),
  {
    key: 'heard.people',
    section: 'heard',
    applies: ({ answers }) => (answers.length === 0 ? [] : [{ sources: refsOf(answers) }]),
    text: (known, { sources }) => {
      const answers = answersOf(known, sources)
      return [`Heard from: ${people(writersOf(answers).size)}, in ${counted(answers.length, 'account', 'accounts')}.`]
    },
  },
  {
    key: 'heard.beyond',
    section: 'heard',
    applies: (known) => ifEnough(beyondOf(known)),
    text: (known, { sources }) => {
      const count = writersOf(answersOf(known, sources)).size
      return count < smallestGroup ? null : [`Among them: ${people(count)} who are not on the timeline.`]
    },
  },
  {
    key: 'heard.role',
    section: 'heard',
    applies: (known) => rolesToName(known).map((role) => ({ of: role, sources: refsOf(heardIn(known, role)) })),
    text: (known, { sources, of: role = '' }, say) =>
      rolesToName(known).includes(role)
        ? [`Among them, ${say.role(role)}: ${people(writersOf(answersOf(known, sources)).size)}.`]
        : null,
  },
]

const people = (count: number): string => counted(count, 'person', 'people')

const refsOf = (answers: readonly ShownAnswer[]): string[] => answers.map(({ id }) => answerRef(id))

const answersOf = (known: Known, sources: readonly string[]): ShownAnswer[] =>
  sources.flatMap((source) => known.answerOf.get(source) ?? [])

const writersOf = (answers: readonly ShownAnswer[]): Set<string> => new Set(answers.map(({ userId }) => userId))

const ifEnough = (answers: ShownAnswer[]) => (writersOf(answers).size < smallestGroup ? [] : [{ sources: refsOf(answers) }])

/** Answers of people who neither hold a role nor are the author of an entry. */
export function beyondOf({ facts, answers }: Known): ShownAnswer[] {
  const inside = new Set([facts.incident.declaredBy, ...facts.roles.map(({ userId }) => userId)])
  for (const { authorId } of facts.entries) if (authorId !== null) inside.add(authorId)
  return answers.filter(({ userId }) => !inside.has(userId))
}

const holdersOf = (known: Known, role: string): Set<string> =>
  new Set(known.roles.flatMap((holding) => (holding.role === role ? [holding.userId] : [])))

const heardIn = (known: Known, role: string): ShownAnswer[] => {
  const holders = holdersOf(known, role)
  return known.answers.filter(({ userId }) => holders.has(userId))
}

/** A role is named only where at least three people hold it, and only if one of them is heard. */
const rolesToName = (known: Known): string[] =>
  [...new Set(known.roles.map(({ role }) => role))].filter(
    (role) => holdersOf(known, role).size >= smallestGroup && heardIn(known, role).length > 0,
  )
