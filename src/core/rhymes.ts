import { type Incident, isOpen } from './incident.ts'
import { type Counts, tellingOf } from './likeness.ts'
import { compareEntries, type Entry } from './timeline.ts'

/** An earlier incident that is like one that people are at work on: what was written for it then, and how it first showed. */
export type Rhyme = { incident: Incident; next: string | null; signals: Entry[] }

/** A stem of what is declared now; words of the title count for more. */
export type OwnStem = { stem: string; counts: number }

/** An earlier incident that has some of the stems, and how much each counts by where it stands there. */
export type Candidate = { incidentId: string; found: ReadonlyMap<string, number> }

/** How many are offered at the most. */
export const mostRhymes = 3

/** From here on an earlier incident is offered. Somebody busy is shown few that are like it rather than many that may be. */
const rhymesFrom = 0.25

/** How much of what tells this incident from others is found in the earlier one: 0 to 1. One word alone is no rhyme. */
export function rhymeOf(own: readonly OwnStem[], { found }: Candidate, counts: Counts): number {
  if (found.size < Math.min(2, own.length)) return 0
  const sum = (part: (one: OwnStem) => number): number =>
    own.reduce((all, one) => all + one.counts * tellingOf(one.stem, counts) * part(one), 0)
  const whole = sum(() => 1)
  return whole === 0 ? 0 : sum(({ stem }) => found.get(stem) ?? 0) / whole
}

/** The earlier incidents that rhyme, the most alike first. `candidates` come in the order that holds between equals. */
export const rhymesAmong = (own: readonly OwnStem[], candidates: readonly Candidate[], counts: Counts): string[] =>
  candidates
    .map((candidate) => ({ id: candidate.incidentId, rhyme: rhymeOf(own, candidate, counts) }))
    .filter(({ rhyme }) => rhyme >= rhymesFrom)
    .sort((a, b) => b.rhyme - a.rhyme)
    .map(({ id }) => id)

/** How long before it was known something may have shown first, in milliseconds. */
const shownBefore = 60 * 60 * 1000
const mostSignals = 2

/** From when on an entry may be how an incident first showed. */
export const signalsFrom = ({ detectedAt, declaredAt }: Pick<Incident, 'detectedAt' | 'declaredAt'>): Date =>
  new Date((detectedAt ?? declaredAt).getTime() - shownBefore)

/**
 * How an incident first showed, in few words: what people said first is none of it, as it may be of who did what.
 * @param signs observations on its timeline, and messages of other bots
 */
export const firstSignals = (signs: readonly Entry[]): Entry[] =>
  signs
    .filter(({ text }) => (text ?? '').trim() !== '')
    .toSorted(compareEntries)
    .slice(0, mostSignals)

/** Whether somebody is shown it: whoever leads, or while nobody does, whoever declared; while people are at work. */
export const isForRhymes = (incident: Incident, userId: string, leadId: string | null): boolean =>
  isOpen(incident) && userId === (leadId ?? incident.declaredBy)
