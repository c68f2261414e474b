import type { Person } from '../../src/sandbox/index.ts'
import { createBrowser } from './browser.ts'
import { exported } from './exported.ts'
import type { Stage } from './stage.ts'

/** Where words could come out, and what came out there. */
export type WayOut = { way: string; text: string }

/**
 * Everything that the bot has ever let out of itself, but to the writer, with `callsBeside`: what others see in Slack, their forms and their own pages; what
 * it printed and exported, and what it showed on pages, with their pictures as the drawings that Slack gets as images; what it
 * logged; and what it wrote down beside the sealed words, jobs and notices included.
 * @param names of incidents, `INC-1`, as every reader asks for them
 */
export async function waysOut(stage: Stage, others: readonly Person[], names: readonly string[]): Promise<WayOut[]> {
  const out: WayOut[] = []
  for (const person of others) out.push(...(await before(stage, person, names)))
  for (const channel of stage.workspace.channels())
    out.push({ way: `channel ${channel.name}`, text: JSON.stringify([stage.workspace.messages(channel.id), channel]) })
  for (const name of names) out.push(...(await exports(stage, name, others)))
  out.push({ way: 'log', text: stage.logged.join('\n') })
  return [...out, ...(await tables(stage))]
}

/** What the bot has told Slack, but for what went to the writer alone. */
export const callsBeside = (stage: Stage, writer: Person): WayOut => ({
  way: 'calls',
  text: JSON.stringify(stage.slack.calls.filter(({ args }) => !isToWriter(args, writer))),
})

/** Which of them hold these words. */
export const holding = (ways: readonly WayOut[], words: string): string[] =>
  ways.filter(({ text }) => text.includes(words)).map(({ way }) => way)

async function before(stage: Stage, person: Person, names: readonly string[]): Promise<WayOut[]> {
  const { name } = person
  const out: WayOut[] = []
  const [ops] = stage.workspace.channels()
  const replies = async (words: string): Promise<string> => {
    const { reply } = await person.runs(`/incident ${words}`, ops?.members.includes(person.id) ? { in: ops } : {})
    return JSON.stringify(reply)
  }
  for (const incident of names)
    for (const words of [`review ${incident}`, `timeline ${incident}`, `material ${incident}`, `host ${incident}`, 'search zq'])
      out.push({ way: `${name}: ${words}`, text: await replies(words) })
  await person.opensHome()
  await stage.settled()
  out.push({ way: `${name}: home`, text: JSON.stringify(person.home()) })
  out.push({ way: `${name}: form`, text: JSON.stringify(person.currentView()) })
  out.push({ way: `${name}: direct messages`, text: JSON.stringify(person.directMessages()) })
  for (const channel of stage.workspace.channels())
    if (!channel.isPrivate || channel.members.includes(person.id))
      out.push({ way: `${name}: ${channel.name}`, text: JSON.stringify(person.sees(channel)) })
  if (stage.hasPages) out.push(...(await pages(stage, person, names)))
  return out
}

async function pages(stage: Stage, person: Person, names: readonly string[]): Promise<WayOut[]> {
  const browser = createBrowser(stage)
  await browser.signsIn(person)
  const out: WayOut[] = []
  for (const path of ['/', '/search?q=zq', ...names.flatMap(pagesOf)])
    out.push({ way: `${person.name}: page ${path}`, text: (await browser.asks(path)).html })
  return out
}

/** Every page of an incident that can be asked for. */
const pagesOf = (name: string): string[] => [
  `/${name}`,
  ...['compare', 'removed', 'decide/publish', 'parts/story', 'parts/story/versions'].map((page) => `/${name}/${page}`),
  ...['C1', 'W1', 'X1'].map((ref) => `/${name}/material/${ref}`),
]

async function exports(stage: Stage, name: string, others: readonly Person[]): Promise<WayOut[]> {
  const out: WayOut[] = []
  for (const who of [[], ...others.slice(0, 1).map(({ id }) => ['--for', id])])
    for (const format of ['markdown', 'json', 'html']) {
      const args = [name, '--format', format, '--workspace', stage.workspace.id, ...who]
      out.push({ way: `export ${args.join(' ')}`, text: await exported(stage, args) })
    }
  return out
}

/** Direct messages to the writer, and what opens or stands before them: forms and their own page. Slack says of a form only who pressed. */
const isToWriter = (args: Record<string, unknown>, writer: Person): boolean =>
  args.channel === writer.dm() || args.user_id === writer.id || args.trigger_id !== undefined || args.view_id !== undefined

/** Every row of every table, as it stands there. */
async function tables({ database }: Stage): Promise<WayOut[]> {
  const { rows } = await database.pool.query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
  )
  const out: WayOut[] = []
  for (const { name } of rows) {
    const held = await database.pool.query<{ text: string }>(`select t::text as text from ${name} as t`)
    out.push({ way: `table ${name}`, text: held.rows.map(({ text }) => text).join('\n') })
  }
  return out
}
