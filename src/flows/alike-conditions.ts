import type { Sighting } from '../core/known-condition.ts'
import { alikeOf } from '../core/likeness.ts'
import type { Condition } from '../core/material/material.ts'
import { listLikeConditions, listStems } from '../store/likeness.ts'
import { conditionsNamed, type Reader, sightingsOf } from './sightings-of.ts'

/**
 * Conditions of other incidents that read alike, for people to say whether they are the same; one of each group that is one already.
 * Words of an answer are looked up nowhere: they stay where their writer has put them.
 * @param known those of which people have said something
 */
export async function alikeConditions(
  reader: Reader,
  condition: Condition,
  words: string,
  known: readonly Condition[],
): Promise<Sighting[]> {
  if (condition.text === null && condition.wordsOf?.startsWith('A')) return []
  const { tx, viewer } = reader
  const [stems = []] = await listStems(tx, [words])
  const { conditions, counts } = await listLikeConditions(tx, viewer, condition.incidentId, stems)
  const settled = new Set(known.map(nameOfOne))
  const others = conditions.filter((one) => !settled.has(nameOfOne(one)))
  const found = alikeOf(stems, oneOfEach(others), counts)
  return sightingsOf(
    reader,
    await conditionsNamed(
      reader,
      found.map(({ id }) => id),
    ),
  )
}

type One = { id: number; knownAs: number | null }

/** Conditions that are one have the same name here. */
const nameOfOne = ({ id, knownAs }: One): string => (knownAs === null ? `C${id}` : `known as ${knownAs}`)

const oneOfEach = <Other extends One>(others: readonly Other[]): Other[] =>
  [...new Map(others.toReversed().map((one) => [nameOfOne(one), one])).values()].toReversed()
