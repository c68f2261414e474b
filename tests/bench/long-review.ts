import type pg from 'pg'
import type { openDatabase } from '../../src/database/open.ts'
import { saveAnswer } from '../../src/store/answers.ts'
import { testSeals } from '../support/seals.ts'

type Opened = Pick<Awaited<ReturnType<typeof openDatabase>>, 'pool' | 'db'>

/** How much a review is made of. */
export type Material = { entries: number; answers: number; conditions: number }

/** An incident with an open review: its id, and its number. */
export type LongReview = { id: string; number: number }

/**
 * An incident with so many messages on its timeline, so many answers released to its review and so many conditions, each with two
 * links and what it rests on; a message lies five seconds behind the one before.
 */
export async function fillLongReview(
  { pool, db }: Opened,
  workspaceId: string,
  number: number,
  { entries, answers, conditions }: Material,
): Promise<LongReview> {
  const id = await insertIncident(pool, workspaceId, number)
  await pool.query(
    `insert into "LogMessage" ("workspaceId", "channelId", ts, "incidentId", "userId", text, "postedAt", "versionTs")
     select $1, 'CLONG' || $3, '1700000000.' || lpad(m::text, 6, '0'), $2, 'U0WRITER' || m % 40,
            'the users table is empty on replica ' || m || ', says <@U0WRITER' || m % 7 || '>: see <https://x.example/' || m || '>',
            timestamptz '2026-11-20 14:30:00Z' + m * interval '5 seconds', '0' from generate_series(1, $4::int) as m`,
    [workspaceId, id, number, entries],
  )
  await pool.query(
    `insert into "Entry" ("workspaceId", "incidentId", kind, source, "happenedAt", "recordedAt", "authorId", "channelId", "messageTs")
     select "workspaceId", "incidentId",
            (array['observation', 'hypothesis', 'decision', 'action', 'communication', 'note'])[1 + (row_number() over (order by ts))::int % 6],
            'reaction', "postedAt", "postedAt", "userId", "channelId", ts from "LogMessage" where "incidentId" = $1`,
    [id],
  )
  await insertAnswers(db, pool, workspaceId, id, answers)
  await insertConditions(pool, workspaceId, id, conditions)
  await pool.query('analyze')
  return { id, number }
}

async function insertIncident(pool: pg.Pool, workspaceId: string, number: number): Promise<string> {
  const { rows } = await pool.query<{ id: string }>(
    `insert into "Incident" (id, "workspaceId", number, title, description, severity, status, kind, "isPrivate", "declaredBy",
                             "declaredAt", "resolvedAt", "channelId", "channelName")
     values (gen_random_uuid(), $1, $2, 'users table is empty', 'Customers cannot sign in.', 'sev1', 'resolved', 'live', false, 'U0WRITER1',
             '2026-11-20 14:30:00Z', '2026-11-20 18:30:00Z', 'CLONG' || $2::int, 'inc-long')
     returning id`,
    [workspaceId, number],
  )
  const id = rows[0]?.id ?? ''
  await pool.query(
    `insert into "Review" ("incidentId", "workspaceId", state, depth, "opensAt", "openedAt") values ($1, $2, 'open', 'full', '2026-11-25', '2026-11-25')`,
    [id, workspaceId],
  )
  return id
}

/** Sealed, as all are; about every sixth entry or so. */
async function insertAnswers(
  db: Opened['db'],
  pool: pg.Pool,
  workspaceId: string,
  incidentId: string,
  count: number,
): Promise<void> {
  const { rows } = await pool.query<{ id: string; userId: string }>(
    `insert into "Prompt" (id, "workspaceId", "incidentId", "userId", "questionId", "entryId", "momentAt", reason, state, "dueAt", "createdAt", "askedAt")
     select gen_random_uuid(), $1, $2, entry."authorId", (array['reasonable-then', 'in-front-of-you', 'expected-next'])[1 + place % 3],
            entry.id, entry."happenedAt", '', 'answered', now(), now(), now()
     from (select *, (row_number() over (order by id))::int as place, count(*) over () as of from "Entry" where "incidentId" = $2) as entry
     where place % greatest(of / $3::int, 1) = 0 limit $3 returning id, "userId"`,
    [workspaceId, incidentId, count],
  )
  const text =
    'I had two windows open and both looked the same. The prompt shows no host name; I took it to be staging, as on any other day.'
  await db.transaction(async (tx) => {
    for (const [at, { id: promptId, userId }] of rows.entries())
      await saveAnswer(tx, testSeals, {
        ...{ workspaceId, incidentId, promptId, userId, text, receipt: null, releasedTo: null },
        visibility: at % 4 === 0 ? 'with_name' : 'by_role',
        writtenAt: new Date(),
        releasedAt: new Date(),
      })
  })
}

async function insertConditions(pool: pg.Pool, workspaceId: string, incidentId: string, count: number): Promise<void> {
  const { rows } = await pool.query<{ id: number }>(
    `insert into "Condition" ("workspaceId", "incidentId", text, part, sureness, "sinceAt", "sincePrecision", "recordedBy", "recordedAt")
     select $1, $2, 'backups of database ' || m || ' are switched off and nobody can see it from where they work', 'open',
            case when m % 9 = 0 then 'guess' else 'told' end, timestamptz '2024-01-01Z' + m * interval '3 days', 'day', 'U0WRITER1', now()
     from generate_series(1, $3::int) as m returning id`,
    [workspaceId, incidentId, count],
  )
  const ids = rows.map(({ id }) => id)
  await pool.query(
    `insert into "ConditionLink" ("fromId", "toId", kind, "workspaceId", "incidentId", "recordedBy", "recordedAt")
     select ids[m], ids[1 + (m * step) % cardinality(ids)], 'made_possible', $1, $2, 'U0WRITER1', now()
     from (select $3::int[] as ids) as given, generate_series(1, $4::int) as m, unnest(array[1, 7]) as step
     where ids[m] <> ids[1 + (m * step) % cardinality(ids)] on conflict do nothing`,
    [workspaceId, incidentId, ids, count],
  )
  await pool.query(
    `insert into "Evidence" ("incidentId", "of", source, "workspaceId", "recordedAt")
     select $2, 'C' || ids[m], 'E' || entry.id, $1, now() from (select $3::int[] as ids) as given,
            (select id, row_number() over (order by id) as m from "Entry" where "incidentId" = $2) as entry where m <= cardinality(ids)`,
    [workspaceId, incidentId, ids],
  )
}
