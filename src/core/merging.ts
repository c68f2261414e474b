import type { Answer } from './prompts.ts'

/** Among fewer people a text without a name is soon somebody's. */
export const fewestForMerging = 5

type Who = Pick<Answer, 'userId'>
type Shown = Pick<Answer, 'userId' | 'visibility'>

const peopleIn = (answers: readonly Who[]): Set<string> => new Set(answers.map(({ userId }) => userId))

/** Whether somebody may merge what they write now: with them, at least five people have answered about the incident. */
export const mayMerge = (answers: readonly Who[], userId: string): boolean =>
  peopleIn([...answers, { userId }]).size >= fewestForMerging

/** Those who answered and show nobody that it was they: whoever reads a merged account has only these to choose from. */
export const isInCrowd = ({ visibility }: Pick<Answer, 'visibility'>): boolean =>
  visibility === 'merged' || visibility === 'only_me'

/** Whether merged accounts of an incident may stand in its review: only while at least five people may have written each. */
export const mayStandMerged = (answers: readonly Shown[]): boolean => peopleIn(answers.filter(isInCrowd)).size >= fewestForMerging
