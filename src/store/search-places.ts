import type { SearchPlace } from '../core/search.ts'
import { Prisma } from '../generated/prisma/client.ts'

/**
 * A table that is searched. `piece` is one row of it; `lexemes` is the expression that its index is over, word for word (see the
 * migration that made it); `isShown` leaves out what no reader is shown; `also` joins what its words need.
 */
export type Place = {
  from: Prisma.Sql
  incidentId: Prisma.Sql
  lexemes: Prisma.Sql
  isShown: Prisma.Sql
  ref: Prisma.Sql
  text: Prisma.Sql
  also: Prisma.Sql
}

const none = Prisma.empty
const notRemoved = Prisma.sql`piece."removedAt" IS NULL`

/** Of something with a row of its own in a review. Its words may be those of an entry, and are found there, or of an answer, and are not. */
const material = (table: string, letter: string, text: string, isShown = notRemoved): Place => ({
  from: Prisma.sql`${Prisma.raw(`"${table}"`)} AS piece`,
  incidentId: Prisma.sql`piece."incidentId"`,
  lexemes: Prisma.raw(`to_tsvector('english', ${text})`),
  isShown,
  ref: Prisma.sql`${letter}::text || piece."id"`,
  text: Prisma.raw(text),
  also: none,
})

/** What several columns say, one after another. */
const together = (...columns: string[]): string => columns.map((column) => `coalesce(piece."${column}", '')`).join(" || ' ' || ")

/** Before a review opens nobody sees what others tell of themselves. */
const isOpened = Prisma.sql`EXISTS (SELECT FROM "Review" AS review WHERE review."incidentId" = piece."incidentId" AND review."openedAt" IS NOT NULL)`

/** Everything that is searched. Answers are not: they are sealed. */
export const places: Readonly<Record<SearchPlace, Place>> = {
  incident: {
    from: Prisma.sql`"Incident" AS piece`,
    incidentId: Prisma.sql`piece."id"`,
    lexemes: Prisma.sql`to_tsvector('english', piece."title" || ' ' || piece."description")`,
    isShown: Prisma.sql`true`,
    ref: Prisma.sql`'INC-' || piece."number"`,
    text: Prisma.sql`piece."description"`,
    also: none,
  },
  condition: material('Condition', 'C', together('text')),
  safeguard: material('Safeguard', 'S', together('text', 'visibleFrom', 'weighedAgainst', 'replacement')),
  usual: material('UsualWork', 'U', together('text', 'written', 'usual', 'easier', 'thisTime')),
  surprise: material('Surprise', 'W', together('text', 'expected', 'changedMyMind'), Prisma.sql`${notRemoved} AND ${isOpened}`),
  helped: material('Helped', 'K', together('text')),
  change: material('Change', 'X', together('text', 'newTrouble', 'grounds', 'outcome')),
  section: {
    from: Prisma.sql`"ReviewPartVersion" AS piece JOIN "ReviewPart" AS part ON part."id" = piece."partId"`,
    incidentId: Prisma.sql`part."incidentId"`,
    lexemes: Prisma.sql`to_tsvector('english', piece."text")`,
    isShown: Prisma.sql`NOT EXISTS (SELECT FROM "ReviewPartVersion" AS newer WHERE newer."partId" = piece."partId" AND newer."number" > piece."number")`,
    ref: Prisma.sql`part."section"`,
    text: Prisma.sql`piece."text"`,
    also: none,
  },
  entry: {
    from: Prisma.sql`"Entry" AS piece`,
    incidentId: Prisma.sql`piece."incidentId"`,
    lexemes: Prisma.sql`piece."lexemes"`,
    isShown: Prisma.sql`piece."hiddenAt" IS NULL`,
    ref: Prisma.sql`'E' || piece."id"`,
    text: Prisma.sql`coalesce(piece."text", log."text", '')`,
    also: Prisma.sql`LEFT JOIN "LogMessage" AS log ON log."workspaceId" = piece."workspaceId" AND log."channelId" = piece."channelId"
      AND log."ts" = piece."messageTs" AND NOT log."isDeleted"`,
  },
}
