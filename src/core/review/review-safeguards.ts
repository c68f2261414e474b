import type { Told } from '../known-material.ts'
import type { Safeguard, UsualWork } from '../material/material.ts'
import type { SafeguardState } from '../material/material-fields.ts'
import type { Known } from './review-facts.ts'
import { evidenceParts, ofMaterial, saidParts, timeParts } from './review-material.ts'
import type { Template } from './review-template.ts'
import type { Part, Say } from './review-words.ts'

/** The nets, and how they were. Nobody is beside them. */
export const safeguardTemplates: readonly Template[] = [ofMaterial('safeguards', 'safeguard', 'safeguard', safeguardParts)]

const stateWords: Record<SafeguardState, string> = {
  present: 'there',
  weakened: 'weakened',
  absent: 'absent',
  unknown: 'how it was is not known',
}

function safeguardParts(safeguard: Told<Safeguard>, known: Known, say: Say): Part[] {
  const { words, state, since, visibleFrom, weighedAgainst, replacement } = safeguard
  const rest = [
    { label: 'could be seen from', text: visibleFrom },
    { label: 'weighed against', text: weighedAgainst },
    { label: 'to take its place', text: replacement },
  ]
  return [
    say.quote(words),
    `: ${stateWords[state]}`,
    ...(since === null ? [', since when is not said'] : [', since ', ...timeParts(known, since, say)]),
    '.',
    ...saidParts(rest, say),
    ...evidenceParts(known, safeguard),
  ]
}

/** What is written, what is usual, and what the usual way makes easier. That nothing is written is a full answer. */
export const usualTemplates: readonly Template[] = [ofMaterial('usual', 'usual', 'usual', usualParts)]

function usualParts(work: Told<UsualWork>, known: Known, say: Say): Part[] {
  const { words, written, isNothingWritten, usual, since, easier, thisTime } = work
  const rest = [
    ...(isNothingWritten ? [] : [{ label: 'written', text: written }]),
    { label: 'usual', text: usual },
    { label: 'the usual way makes easier', text: easier },
    { label: 'this time', text: thisTime },
  ]
  return [
    say.quote(words),
    ...(since === null ? [] : [', like this since ', ...timeParts(known, since, say)]),
    '.',
    isNothingWritten ? ' Nothing is written about it.' : '',
    ...saidParts(rest, say),
    ...evidenceParts(known, work),
  ]
}
