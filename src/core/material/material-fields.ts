import { z } from 'zod'
import { precisions } from '../since.ts'

/** What a condition was to what happened. A trigger is apart from the impact; none of these is more than another. */
export const conditionParts = ['open', 'trigger', 'enabling', 'amplifying', 'difficulty', 'mitigating'] as const

export const conditionAreas = ['access_environment', 'process', 'tool', 'time_pressure', 'knowledge', 'other'] as const

/** How sure people are. A guess is never told as a fact. */
export const surenesses = ['observed', 'told', 'guess'] as const
export type Sureness = (typeof surenesses)[number]

export const safeguardStates = ['present', 'weakened', 'absent', 'unknown'] as const
export type SafeguardState = (typeof safeguardStates)[number]

/** Through what it held. */
export const helpedThrough = ['skill', 'luck', 'improvisation', 'credit', 'other'] as const
export type HelpedThrough = (typeof helpedThrough)[number]

/** How a change would change things. None of them promises that it will not come again. */
export const changeHows = ['rarer', 'noticed_sooner', 'smaller', 'easier_to_recover', 'easier_to_handle'] as const

export const changeStates = ['considered', 'agreed', 'done', 'dropped', 'declined'] as const
export type ChangeState = (typeof changeStates)[number]

const words = z.string().nullable()
const day = z.date().nullable()
const since = z.union([z.object({ at: z.date(), precision: z.enum(precisions) }), z.object({ words: z.string() })]).nullable()

/** What each kind has beside its one sentence. Words in Slack's markup; null where nobody has said. */
export const fieldsOf = {
  condition: z.object({
    part: z.enum(conditionParts),
    area: z.enum(conditionAreas).nullable(),
    since,
    until: since,
    sureness: z.enum(surenesses),
    /** The same number as that of conditions of other incidents which people have said are this one. */
    knownAs: z.int().nullable(),
  }),
  safeguard: z.object({
    state: z.enum(safeguardStates),
    since,
    visibleFrom: words,
    weighedAgainst: words,
    replacement: words,
  }),
  usual: z.object({
    written: words,
    /** Nothing is written about it: a full answer. */
    isNothingWritten: z.boolean(),
    usual: words,
    since,
    easier: words,
    thisTime: words,
  }),
  surprise: z.object({
    personId: z.string().nullable(),
    entryId: z.int().nullable(),
    momentAt: z.date().nullable(),
    expected: words,
    changedMyMind: words,
    /** Whether its person wants their name beside it. */
    isNamed: z.boolean(),
  }),
  helped: z.object({
    through: z.enum(helpedThrough),
    thankedId: words,
    /** Whoever thanks them would like them named. */
    mayName: z.boolean(),
    /** When whoever is thanked agreed to be named. */
    agreedAt: z.date().nullable(),
  }),
  change: z.object({
    /** The condition that it changes; sooner or later. */
    conditionId: z.int().nullable(),
    how: z.enum(changeHows).nullable(),
    newTrouble: words,
    whoseWorkGrows: words,
    ownerId: words,
    /** Days, at midnight in UTC. */
    dueOn: day,
    lookAgainOn: day,
    ticketUrl: words,
    state: z.enum(changeStates),
    /** Of a declined one. */
    grounds: words,
    /** What came of it. */
    outcome: words,
    outcomeAt: z.date().nullable(),
    /** When somebody said that it is done. */
    doneAt: z.date().nullable(),
    remindedAt: z.date().nullable(),
  }),
} as const
