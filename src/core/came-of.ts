import type { Condition, ConsideredChange, Evidence } from './material/material.ts'
import { materialRef } from './material/material.ts'
import { dayNumbers } from './time-text.ts'
import { isWorkingHour, type WorkingHours } from './working-time.ts'

/** What people whose answers a change rests on are told of, once each: that it is considered, agreed and so on, and what came of it. */
export const stagesOf = ({ state, outcome }: Pick<ConsideredChange, 'state' | 'outcome'>): string[] => [
  state,
  ...(outcome === null ? [] : ['outcome']),
]

/** That a change came to a stage, of which people are told. */
export type Telling = { changeId: number; stage: string }

/** Under which key somebody is told of it; of nobody, how these keys begin. */
export const cameOfKey = ({ changeId, stage }: Telling, userId = ''): string => `came-of:${changeId}:${stage}:${userId}`

/** The ids of the answers that a condition rests on, or has the words of. */
export function answersBehind(condition: Pick<Condition, 'kind' | 'id' | 'wordsOf'>, evidence: readonly Evidence[]): Set<number> {
  const ref = materialRef(condition)
  const sources = [condition.wordsOf, ...evidence.filter(({ of }) => of === ref).map(({ source }) => source)]
  return new Set(sources.flatMap((source) => (/^A\d+$/.test(source ?? '') ? [Number(source?.slice(1))] : [])))
}

/** Whether the day to look again has come where somebody is, and the hour is a decent one there. */
export const isTimeToLook = (lookAgainOn: Date, now: Date, hours: WorkingHours, timeZone: string): boolean =>
  dayNumbers(lookAgainOn, 'UTC') <= dayNumbers(now, timeZone) && isWorkingHour(now, hours, timeZone)
