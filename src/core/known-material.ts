import { compareSources, differingKey } from './differing.ts'
import {
  type AllMaterial,
  type ConditionLink,
  type Differing,
  type Material,
  type Materials,
  materialKinds,
  materialRef,
  type NeededTogether,
  type Surprise,
} from './material/material.ts'
import { sinceAt } from './since.ts'

/** Something that may be shown, in its words. `sources` is what it goes with: itself, and what its words are of. */
export type Told<Something extends Material = Material> = Something & { ref: string; words: string; sources: string[] }

/** The material that may be shown now, each kind in the order of time and then of ids, and findable by its name as a source. */
export type KnownMaterial = {
  [Kind in keyof Materials]: Told<Materials[Kind]>[]
} & {
  of: ReadonlyMap<string, Told>
  byRef: { [Kind in keyof Materials]: ReadonlyMap<string, Told<Materials[Kind]>> }
  links: ConditionLink[]
  together: NeededTogether[]
  /** What something rests on, of what may be shown, by its name. */
  evidence: ReadonlyMap<string, string[]>
  /** Accounts that differ, both of which may be shown, by `differingKey`. */
  differing: ReadonlyMap<string, Differing>
  beenThere: ReadonlyMap<string, number>
}

/** No material. */
export const noMaterial: AllMaterial = {
  condition: [],
  safeguard: [],
  usual: [],
  surprise: [],
  helped: [],
  change: [],
  links: [],
  together: [],
  evidence: [],
  differing: [],
  beenThere: new Map(),
}

/**
 * What may be shown of all this. What is made of words that are gone is gone with them; so is a link whose end is.
 * @param wordsOf the words of an entry or a released answer by its name, empty ones too; null where they may not be shown (any more)
 * @param sees before a review opens, nobody sees what others tell of themselves
 */
export function knownMaterial(
  all: AllMaterial,
  wordsOf: (source: string) => string | null,
  sees: (surprise: Surprise) => boolean,
): KnownMaterial {
  const tell = <Something extends Material>(list: readonly Something[]): Told<Something>[] =>
    list.flatMap((one) => toldOf(one, wordsOf)).sort(compareTold)
  const told = {
    condition: tell(all.condition),
    safeguard: tell(all.safeguard),
    usual: tell(all.usual),
    surprise: tell(all.surprise.filter(sees)),
    helped: tell(all.helped),
    change: tell(all.change),
  }
  const of = new Map(materialKinds.flatMap((kind) => told[kind].map((one): [string, Told] => [one.ref, one])))
  const isCondition = (id: number) => of.has(materialRef({ kind: 'condition', id }))
  return {
    ...told,
    of,
    byRef: {
      condition: byRef(told.condition),
      safeguard: byRef(told.safeguard),
      usual: byRef(told.usual),
      surprise: byRef(told.surprise),
      helped: byRef(told.helped),
      change: byRef(told.change),
    },
    links: [...all.links].filter(({ fromId, toId }) => isCondition(fromId) && isCondition(toId)).sort(compareLinks),
    together: all.together
      .map(({ id, conditionIds }) => ({ id, conditionIds: conditionIds.filter(isCondition).sort((a, b) => a - b) }))
      .filter(({ conditionIds }) => conditionIds.length > 1)
      .sort((a, b) => a.id - b.id),
    evidence: evidenceOf(
      all,
      (source) => of.has(source),
      (source) => wordsOf(source) !== null,
    ),
    differing: differingIn(all, (source) => of.has(source) || wordsOf(source) !== null),
    beenThere: all.beenThere,
  }
}

const byRef = <Something extends Told>(list: readonly Something[]): Map<string, Something> =>
  new Map(list.map((one) => [one.ref, one]))

function toldOf<Something extends Material>(one: Something, wordsOf: (source: string) => string | null): Told<Something>[] {
  if (one.removedAt !== null) return []
  const ref = materialRef(one)
  if (one.text !== null) return [{ ...one, ref, words: one.text, sources: [ref] }]
  const words = one.wordsOf === null ? null : wordsOf(one.wordsOf)
  return words === null || words.trim() === '' || one.wordsOf === null
    ? []
    : [{ ...one, ref, words, sources: [ref, one.wordsOf] }]
}

/** By since when it is so, what has no date last; then by id. Nothing here is more than another. */
function compareTold(a: Material, b: Material): number {
  return timeOf(a) - timeOf(b) || a.id - b.id
}

const timeOf = (one: Material): number =>
  'since' in one ? (sinceAt(one.since)?.getTime() ?? never) : 'momentAt' in one ? (one.momentAt?.getTime() ?? never) : 0

/** After every date. */
const never = Number.MAX_SAFE_INTEGER

const compareLinks = (a: ConditionLink, b: ConditionLink): number =>
  a.fromId - b.fromId || a.toId - b.toId || (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0)

function evidenceOf(
  { evidence }: AllMaterial,
  isTold: (ref: string) => boolean,
  isThere: (source: string) => boolean,
): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const { of, source } of evidence)
    if (isTold(of) && isThere(source)) found.set(of, [...(found.get(of) ?? []), source].sort(compareSources))
  return found
}

const differingIn = ({ differing }: AllMaterial, isThere: (source: string) => boolean): Map<string, Differing> =>
  new Map(
    differing
      .filter(({ one, other }) => isThere(one) && isThere(other))
      .sort((a, b) => compareSources(a.one, b.one) || compareSources(a.other, b.other))
      .map((pair) => [differingKey(pair), pair]),
  )
