import type pg from 'pg'

/** What incidents are about, some words each; and words that stand in any text. */
const topics = Array.from({ length: 40 }, (_, topic) =>
  Array.from({ length: 60 }, (_word, place) => `topic${topic}word${place}x`),
)
const general = Array.from({ length: 3000 }, (_, place) => `general${place.toString(36)}x`)

/**
 * Texts as people write them: the words of an incident's own topic come again and again, other words now and then, and "customers"
 * in every tenth text. The same texts at every run.
 */
export function createWords(): (incident: number, count: number) => string {
  let state = 1
  const random = (): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
  const of = (words: readonly string[], share: number): string => words[Math.floor(words.length * share)] ?? 'customers'
  return (incident, count) => {
    const topic = topics[incident % topics.length] ?? general
    const text = Array.from({ length: count }, () => (random() < 0.5 ? of(topic, random() ** 2) : of(general, random())))
    return [...text, ...(random() < 0.1 ? ['customers'] : [])].join(' ')
  }
}

const inOneStatement = 250

/**
 * Fills a database with published reviews of years: each with a title, a description, six conditions, three sections, and thirty entries, every
 * second of which is a message.
 */
export async function fillWithReviews(pool: pg.Pool, workspaceId: string, count: number): Promise<void> {
  const words = createWords()
  await pool.query(
    `insert into "Incident" (id, "workspaceId", number, title, description, severity, status, kind, "isPrivate", "declaredBy",
                             "declaredAt", "resolvedAt", "channelId", "channelName")
     select gen_random_uuid(), $1, n, 'x', '', 'sev2', 'closed', 'live', n % 20 = 0, 'U0FILL',
            timestamptz '2020-01-01' + n * interval '8 hours', timestamptz '2020-01-01' + n * interval '8 hours' + interval '1 hour', 'CFILL' || n, 'inc-filled-' || n
     from generate_series(1, $2::int) as n`,
    [workspaceId, count],
  )
  const { rows } = await pool.query<{ id: string; number: number }>('select id, number from "Incident" order by number')
  for (let start = 0; start < rows.length; start += inOneStatement)
    await fillSome(pool, workspaceId, rows.slice(start, start + inOneStatement), words)
  await pool.query('vacuum analyze')
}

async function fillSome(
  pool: pg.Pool,
  workspaceId: string,
  incidents: { id: string; number: number }[],
  words: (incident: number, count: number) => string,
): Promise<void> {
  const ids = incidents.map(({ id }) => id)
  const times = <T>(count: number, make: (incident: { id: string; number: number }) => T): T[] =>
    incidents.flatMap((incident) => Array.from({ length: count }, () => make(incident)))
  const texts = (count: number, length: number): [string[], string[]] => [
    times(count, ({ id }) => id),
    times(count, ({ number }) => words(number, length)),
  ]
  await pool.query(
    `update "Incident" as incident set title = given.title, description = given.description
     from unnest($1::uuid[], $2::text[], $3::text[]) as given(id, title, description) where incident.id = given.id`,
    [ids, times(1, ({ number }) => words(number, 4)), times(1, ({ number }) => words(number, 20))],
  )
  await pool.query(
    `insert into "Review" ("incidentId", "workspaceId", state, depth, "opensAt", "openedAt")
     select id, $2, 'published', 'full', '2020-01-01', '2020-01-01' from unnest($1::uuid[]) as given(id)`,
    [ids, workspaceId],
  )
  await pool.query(
    `insert into "Condition" ("workspaceId", "incidentId", text, part, sureness, "recordedBy", "recordedAt")
     select $3, id, text, 'open', 'told', 'U0FILL', '2020-01-01' from unnest($1::uuid[], $2::text[]) as given(id, text)`,
    [...texts(6, 10), workspaceId],
  )
  await pool.query(
    `with part as (
       insert into "ReviewPart" ("incidentId", section)
       select id, section from unnest($1::uuid[]) as given(id), unnest(array['story', 'hard', 'next']) as section returning id
     ), numbered as (select id, row_number() over (order by id) as place from part)
     insert into "ReviewPartVersion" ("partId", number, text, by, at)
     select numbered.id, 1, given.text, 'U0FILL', '2020-01-01'
     from numbered join unnest($2::text[]) with ordinality as given(text, place) using (place)`,
    [ids, times(3, ({ number }) => words(number, 60))],
  )
  await pool.query(
    `insert into "LogMessage" ("workspaceId", "channelId", ts, "incidentId", "userId", text, "postedAt", "versionTs")
     select $3, 'CFILL', '1700000000.' || row_number() over () || id, id, 'U0FILL', text, '2020-01-01', '0'
     from unnest($1::uuid[], $2::text[]) as given(id, text)`,
    [...texts(15, 15), workspaceId],
  )
  await pool.query(
    `insert into "Entry" ("workspaceId", "incidentId", kind, source, "happenedAt", "recordedAt", "channelId", "messageTs")
     select "workspaceId", "incidentId", 'observation', 'reaction', "postedAt", "postedAt", "channelId", ts
     from "LogMessage" where "incidentId" = any($1::uuid[])`,
    [ids],
  )
  await pool.query(
    `insert into "Entry" ("workspaceId", "incidentId", kind, source, "happenedAt", "recordedAt", text)
     select $3, id, 'note', 'command', '2020-01-01', '2020-01-01', text from unnest($1::uuid[], $2::text[]) as given(id, text)`,
    [...texts(15, 15), workspaceId],
  )
}
