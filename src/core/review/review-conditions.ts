import { linkWords } from '../condition-links.ts'
import type { Told } from '../known-material.ts'
import { type Condition, type ConditionLink, linkKinds, materialRef, type NeededTogether } from '../material/material.ts'
import { areaChoices, labelOf, partChoices } from '../material/material-table.ts'
import type { Known } from './review-facts.ts'
import { evidenceParts, ofMaterial, sinceParts, timeParts } from './review-material.ts'
import type { Made, Template } from './review-template.ts'
import type { Part, Say } from './review-words.ts'

/**
 * The web of conditions in words: each with since when, how sure people are and what it rests on; then what one did to another,
 * and which were needed together. What is a guess, or hangs on one, is a question, and stands where the unknown does.
 */
export const conditionTemplates: readonly Template[] = [
  ofMaterial('conditions', 'condition', 'condition', conditionParts, (condition) => !isGuess(condition)),
  ofMaterial('unknown', 'guess', 'condition', guessParts, isGuess),
  ...linkKinds.flatMap((kind) => [
    linkTemplate('conditions', 'link', kind, false),
    linkTemplate('unknown', 'guessed-link', kind, true),
  ]),
  togetherTemplate('conditions', 'together', false),
  togetherTemplate('unknown', 'guessed-together', true),
]

function conditionParts(condition: Told<Condition>, known: Known, say: Say): Part[] {
  const { part, area, sureness, words, ref } = condition
  const count = known.material.beenThere.get(ref) ?? 0
  return [
    say.quote(words),
    ...spanParts(condition, known, say),
    '.',
    sureness === 'observed' ? ' Observed.' : ' As people told it.',
    part === 'open' ? '' : ` ${labelOf(partChoices, part)}.`,
    area === null ? '' : ` ${labelOf(areaChoices, area)}.`,
    ...evidenceParts(known, condition),
    count === 0 ? '' : ` Have been there too: ${count}.`,
  ]
}

function guessParts(condition: Told<Condition>, known: Known, say: Say): Part[] {
  return ['A guess: is it so that ', say.quote(condition.words), ...spanParts(condition, known, say), '?']
}

/** ", since 22 September 2026 (67 days before detection), until 28 November 2026". */
const spanParts = ({ since, until }: Condition, known: Known, say: Say): Part[] => [
  ...(since === null ? [] : [', since ', ...timeParts(known, since, say)]),
  ...(until === null ? [] : [', until ', ...timeParts(known, until, say)]),
]

type Ends = { from: Told<Condition>; to: Told<Condition> }

function linkTemplate(section: 'conditions' | 'unknown', key: string, kind: ConditionLink['kind'], isGuessed: boolean): Template {
  const holds = ({ from, to }: Ends) => (isGuess(from) || isGuess(to)) === isGuessed
  return {
    key: `${key}.${kind}`,
    section,
    applies: (known) =>
      known.material.links.flatMap((link, at): Made[] => {
        const ends = link.kind === kind ? endsOf(known, link.fromId, link.toId) : null
        if (!ends || !holds(ends)) return []
        return [
          {
            sources: sourcesOf([ends.from, ends.to]),
            of: `${link.fromId}-${link.toId}`,
            rank: known.material.condition.length + at,
          },
        ]
      }),
    text: (known, { of = '' }, say) => {
      const [fromId, toId] = of.split('-').map(Number)
      const isThere = known.material.links.some((link) => link.kind === kind && link.fromId === fromId && link.toId === toId)
      const ends = isThere ? endsOf(known, fromId ?? 0, toId ?? 0) : null
      return ends && holds(ends) ? linkParts(ends, kind, isGuessed, say) : null
    },
  }
}

function linkParts({ from, to }: Ends, kind: ConditionLink['kind'], isGuessed: boolean, say: Say): Part[] {
  const [one, other] = [meant(from, say), meant(to, say)]
  return isGuessed
    ? [`A guess: is it so that ${from.ref} `, ...one, ` ${linkWords[kind]} ${to.ref} `, ...other, '?']
    : [`${from.ref} `, ...one, ` ${linkWords[kind]} ${to.ref} `, ...other, '.']
}

function togetherTemplate(section: 'conditions' | 'unknown', key: string, isGuessed: boolean): Template {
  const holds = (members: readonly Told<Condition>[]) => members.some(isGuess) === isGuessed
  return {
    key,
    section,
    applies: (known) =>
      known.material.together.flatMap((set, at): Made[] => {
        const members = membersOf(known, set)
        const rank = known.material.condition.length + known.material.links.length + at
        return holds(members) ? [{ sources: sourcesOf(members), of: String(set.id), rank }] : []
      }),
    text: (known, { of, sources }, say) => {
      const set = known.material.together.find(({ id }) => String(id) === of)
      const members = set ? membersOf(known, set) : []
      if (members.length === 0 || !holds(members) || members.some(({ ref }) => !sources.includes(ref))) return null
      return togetherParts(members, isGuessed, say)
    },
  }
}

function togetherParts(members: readonly Told<Condition>[], isGuessed: boolean, say: Say): Part[] {
  const last = members.length - 1
  const names = members.flatMap((one, at): Part[] => [
    at === 0 ? '' : at === last ? ' and ' : ', ',
    `${one.ref} `,
    ...meant(one, say),
  ])
  const all = members.length === 2 ? 'both' : 'all'
  return isGuessed ? [`A guess: were ${all} needed, `, ...names, '?'] : [...names, ` were ${all} needed.`]
}

/** A condition inside a sentence on others: in short, with since when. */
const meant = ({ words, since }: Told<Condition>, say: Say): Part[] => [
  say.brief(words),
  ...(since === null ? [] : [' (since ', ...sinceParts(since, say), ')']),
]

function endsOf({ material }: Known, fromId: number, toId: number): Ends | null {
  const [from, to] = [fromId, toId].map((id) => material.byRef.condition.get(materialRef({ kind: 'condition', id })))
  return from && to ? { from, to } : null
}

const membersOf = ({ material }: Known, { conditionIds }: NeededTogether): Told<Condition>[] =>
  conditionIds.flatMap((id) => material.byRef.condition.get(materialRef({ kind: 'condition', id })) ?? [])

const sourcesOf = (told: readonly Told[]): string[] => [...new Set(told.flatMap(({ sources }) => sources))]

function isGuess({ sureness }: Condition): boolean {
  return sureness === 'guess'
}
