import type { Visibility } from '../../src/core/prompts.ts'
import type { Channel, FieldValue, Person, SeenMessage } from '../../src/sandbox/index.ts'
import { renderMessage, renderView } from '../../src/sandbox/render.ts'
import { placeOf } from '../../src/store/reseal.ts'
import { testSeals } from './seals.ts'
import type { Stage } from './stage.ts'

/** What somebody says in the incident's channel, and whether it goes onto the timeline. */
export type Line = { by: Person; says: string; isMarked?: boolean }

/** An incident that somebody declares (`words` as typed after `declare`), with what is said in its channel. */
export async function incidentWith(stage: Stage, declarer: Person, words: string, lines: Line[] = []) {
  const channel = await declares(stage, declarer, words)
  const said: SeenMessage[] = []
  for (const line of lines) said.push(await says(stage, channel, declarer, line))
  await stage.settled()
  return { channel, said, id: await incidentIdOf(stage, channel) }
}

/** Somebody declares an incident, from a channel called ops. */
export async function declares(stage: Stage, person: Person, words: string): Promise<Channel> {
  const { workspace } = stage
  const ops = workspace.channels().find(({ name }) => name === 'ops') ?? workspace.addChannel({ name: 'ops' })
  if (!ops.members.includes(person.id)) await person.joins(ops)
  await person.runs(`/incident declare ${words}`, { in: ops })
  await stage.settled()
  return stage.channel()
}

/** Somebody says something in the channel; where it is marked, the declarer marks it. A minute passes. */
export async function says(stage: Stage, channel: Channel, marker: Person, line: Line): Promise<SeenMessage> {
  if (!stage.workspace.channel(channel).members.includes(line.by.id)) await line.by.joins(channel)
  const message = await line.by.posts(channel, line.says)
  if (line.isMarked ?? true) await marker.reacts(channel, message.ts, 'pushpin')
  await stage.after(1)
  return message
}

async function incidentIdOf({ database }: Stage, channel: Channel): Promise<string> {
  const { rows } = await database.pool.query<{ id: string }>('select id from "Incident" where "channelId" = $1', [channel.id])
  const [row] = rows
  if (!row) throw new Error(`no incident has the channel ${channel.name}`)
  return row.id
}

export async function resolve(stage: Stage, person: Person, channel: Channel): Promise<void> {
  await person.runs('/incident resolve', { in: channel })
  await stage.settled()
}

/** A message as its reader sees it, in lines of 100 columns. */
export const readBy = (stage: Stage, message: SeenMessage, timeZone = 'UTC'): string =>
  renderMessage(message, namesOf(stage, timeZone))

/** The form that is open before somebody, as they see it. @throws Error where none is */
export function formBefore(stage: Stage, person: Person): string {
  const view = person.currentView()
  if (!view) throw new Error(`no form is open before ${person.name}`)
  return renderView(view, namesOf(stage, 'UTC'))
}

const namesOf = ({ workspace, clock }: Stage, timeZone: string) => ({
  timeZone,
  now: clock.now(),
  user: (id: string) => workspace.person(id).name,
  channel: (id: string) => workspace.channel(id).name,
})

/** What the bot has written to somebody about an incident, the oldest first, as they read it. */
export const toldTo = (stage: Stage, person: Person, words = 'INC-'): string[] =>
  person
    .directMessages()
    .map((message) => readBy(stage, message))
    .filter((text) => text.includes(words))

/** The newest message to somebody that holds these words. @throws Error where there is none */
export function newestTo(stage: Stage, person: Person, words = 'INC-'): SeenMessage {
  const found = person.directMessages().filter((message) => readBy(stage, message).includes(words))
  const last = found.at(-1)
  if (!last) throw new Error(`${person.name} was told nothing about ${words}`)
  return last
}

/** Opens the form behind a button of the newest message to somebody. */
export async function opens(stage: Stage, person: Person, button: string, words = 'INC-'): Promise<void> {
  await person.clicks(newestTo(stage, person, words), button)
  await stage.settled()
}

/** Answers, or changes an answer: opens the form behind a button of the newest message with these words, and sends it. */
export async function answers(
  stage: Stage,
  person: Person,
  text: string,
  visibility: Visibility = 'only_me',
  button = 'Answer',
  words = 'INC-',
): Promise<void> {
  await opens(stage, person, button, words)
  await sends(stage, person, { text, visibility })
}

/** Fills in the form for an answer and sends it; what is for others, after the look at it. */
export async function sends(stage: Stage, person: Person, values: Record<string, FieldValue> = {}): Promise<void> {
  const { errors, action } = await person.submits(values)
  if (Object.keys(errors).length > 0) throw new Error(`the form came back: ${Object.values(errors).join(' ')}`)
  if (action === 'push') await person.submits()
  await stage.settled()
}

/** The first page of a review as somebody reads it, on one line. */
export async function reviewFor(stage: Stage, person: Person, channel: Channel): Promise<string> {
  const { reply } = await person.runs('/incident review', { in: channel })
  if (!reply) throw new Error('there was no answer to /incident review')
  await stage.settled()
  return readBy(stage, reply).replace(/\s+/g, ' ')
}

/** What the answers of an incident (of all of them) say, once they are opened. */
export async function keptTexts({ database }: Stage, incidentId?: string): Promise<(string | null)[]> {
  const { rows } = await database.pool.query<{ promptId: string; text: string; sealedWith: string | null }>(
    'select "promptId", text, "sealedWith" from "Answer" where $1::uuid is null or "incidentId" = $1::uuid order by id',
    [incidentId ?? null],
  )
  return rows.map((row) => testSeals.open(placeOf('Answer', row.promptId), row))
}

/** Every text of a database, in whatever table and column it stands. */
export async function tablesHolding({ database }: Stage, marker: string): Promise<string[]> {
  const { rows: tables } = await database.pool.query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
  )
  const holding: string[] = []
  for (const { name } of tables) {
    const { rowCount } = await database.pool.query(`select 1 from ${name} as t where t::text like $1`, [`%${marker}%`])
    if ((rowCount ?? 0) > 0) holding.push(name)
  }
  return holding
}
