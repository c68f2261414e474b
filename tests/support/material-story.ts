import { readConfig } from '../../src/config.ts'
import { renderReview } from '../../src/core/review/review.ts'
import { asBot } from '../../src/core/viewer.ts'
import { gatherFacts } from '../../src/flows/gather-facts.ts'
import { gatherWords } from '../../src/flows/gather-words.ts'
import type { Person, SeenMessage } from '../../src/sandbox/index.ts'
import { getIncident } from '../../src/store/incidents.ts'
import { signedPost } from './incident.ts'
import { testSeals } from './seals.ts'
import type { Stage } from './stage.ts'
import { incidentWith, type Line, readBy } from './story.ts'

/** An incident whose review is written by people, and what they do and see there. */
export async function reviewOf(stage: Stage, declarer: Person, words: string, lines: Line[] = []) {
  const { channel, id, said } = await incidentWith(stage, declarer, words, lines)

  const says = async (person: Person, typed: string): Promise<SeenMessage> => {
    const { reply } = await person.runs(`/incident ${typed}`, { in: channel })
    await stage.settled()
    if (!reply) throw new Error(`no answer to ${typed}`)
    return reply
  }

  /** The message as it is after what was pressed in it. */
  const asItIs = async (person: Person, { ts }: SeenMessage): Promise<SeenMessage> => {
    await stage.settled()
    const now = person.sees(channel).find((message) => message.ts === ts)
    if (!now) throw new Error('the message is gone')
    return now
  }

  /** The page of the list on which something stands. */
  const pageWith = async (person: Person, first: SeenMessage, ref: string): Promise<SeenMessage> => {
    let page = first
    while (!JSON.stringify(page.blocks).includes(`:${ref}"`) && JSON.stringify(page.blocks).includes('"Go on"')) {
      await person.clicks(page, 'Go on')
      page = await asItIs(person, page)
    }
    return page
  }

  return {
    channel,
    id,
    said,
    says,
    /** What somebody is answered to a command, on one line. */
    runs: async (person: Person, typed: string): Promise<string> => onOneLine(stage, await says(person, typed)),
    /** Opens a form by a command and sends it. */
    async fills(person: Person, typed: string, values: Parameters<Person['submits']>[0] = {}) {
      await person.runs(`/incident ${typed}`, { in: channel })
      const sent = await person.submits(values)
      await stage.settled()
      return sent
    },
    /** Chooses in the menu beside something of the list; gives the list as it is then, on one line. */
    async chooses(person: Person, ref: string, what: string, typed = 'material'): Promise<string> {
      const page = await pageWith(person, await says(person, typed), ref)
      await person.chooses(page, ...optionIn(page, ref, what))
      return onOneLine(stage, await asItIs(person, page))
    },
    /** Every page of the list, on one line each. */
    async pages(person: Person): Promise<string[]> {
      let page = await says(person, 'material')
      const texts = [onOneLine(stage, page)]
      while (JSON.stringify(page.blocks).includes('"Go on"')) {
        await person.clicks(page, 'Go on')
        page = await asItIs(person, page)
        texts.push(onOneLine(stage, page))
      }
      return texts
    },
    /** The last thing that somebody was told in the channel, on one line. */
    last: (person: Person): string => {
      const message = person.sees(channel).at(-1)
      return message ? onOneLine(stage, message) : ''
    },
    /** Every stored version of the review, put into words from the facts of now. */
    versions: () => versionsOf(stage, id),
    newest: async (): Promise<string> => (await versionsOf(stage, id)).at(-1) ?? '',
    /** The name of the newest thing of a table: `C12`. */
    async ref(letter: string, table: string): Promise<string> {
      const { rows } = await stage.database.pool.query<{ id: number }>(
        `select max(id) as id from "${table}" where "incidentId" = $1::uuid`,
        [id],
      )
      return `${letter}${rows[0]?.id ?? 0}`
    },
    async count(table: string): Promise<number> {
      const counted = `select 1 from "${table}" where "incidentId" = $1::uuid`
      return (await stage.database.pool.query(counted, [id])).rowCount ?? 0
    },
  }
}

/** A channel's review. */
export type ReviewStory = Awaited<ReturnType<typeof reviewOf>>

const onOneLine = (stage: Stage, message: SeenMessage): string => readBy(stage, message).replace(/\s+/g, ' ')

type Menu = { action_id?: string; options?: { text: { text: string }; value: string }[] }

function optionIn(page: SeenMessage, ref: string, what: string): [string, string] {
  const blocks: { accessory?: Menu }[] = JSON.parse(JSON.stringify(page.blocks ?? []))
  const menu = blocks.map(({ accessory }) => accessory).find((each) => each?.action_id?.endsWith(`:${ref}`))
  const option = menu?.options?.find(({ text }) => text.text === what)
  if (!menu?.action_id || !option) throw new Error(`${ref} has no ${what}`)
  return [menu.action_id, option.value]
}

async function versionsOf({ database, workspace }: Stage, id: string): Promise<string[]> {
  const { rows } = await database.pool.query(
    'select statements from "ReviewVersion" where "incidentId" = $1::uuid order by number',
    [id],
  )
  const config = readConfig({}, () => '')
  return database.db.transaction(async (tx) => {
    const facts = await gatherFacts(tx, { config, seals: testSeals }, await getIncident(tx, asBot(workspace.id), id))
    if (!facts) return []
    const { words } = await gatherWords(tx, config, facts)
    return rows.map(({ statements }) => JSON.stringify(renderReview(statements, facts, words)))
  })
}

/** Sends the form that is open before somebody twice, as Slack does where it has heard nothing. */
export async function sendTwice(stage: Stage, person: Person): Promise<void> {
  const { workspace, eventsUrl } = stage
  const payload = JSON.stringify({
    type: 'view_submission',
    team: { id: workspace.id, domain: 'x' },
    user: { id: person.id, team_id: workspace.id },
    api_app_id: workspace.appId,
    view: person.currentView(),
  })
  const body = new URLSearchParams({ payload }).toString()
  for (const _time of [1, 2]) await signedPost(eventsUrl, workspace.signingSecret, body, 'application/x-www-form-urlencoded')
  await person.closes()
}
