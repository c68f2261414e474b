import { incidentChannel, lastForThem, type Play, show, turnTo, types } from '../play.ts'

const sentences = [
  'everybody has one address for the database, and runs tests against it since 2021',
  'backups of the users table have been off since 22 September',
  'an empty table looks calm on every dashboard since May 2023',
]

/** What was true long before, in one sentence each. */
export async function conditions(play: Play): Promise<void> {
  const { ada, maya } = play.cast
  await turnTo(play, maya, '2026-11-26T14:00:00Z', 'what was true long before')
  for (const sentence of sentences) await types(play, ada, `/incident condition ${sentence}`)
  show(play, ada, ', she alone', lastForThem(ada, incidentChannel(play)), (lines) => lines.slice(0, 3))
}
