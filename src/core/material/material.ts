import type { z } from 'zod'
import type { fieldsOf } from './material-fields.ts'

/** What goes into a review beside timeline and answers, in the order in which it is offered. */
export const materialKinds = ['condition', 'safeguard', 'usual', 'surprise', 'helped', 'change'] as const
export type MaterialKind = (typeof materialKinds)[number]

/** What all of it has. */
export type MaterialBase = {
  id: number
  workspaceId: string
  incidentId: string
  /** In Slack's markup. Null while its words are those of `wordsOf`, which are kept in one place only. */
  text: string | null
  /** The name of an entry or of a released answer: `E45`, `A7`. What was made from it goes with it, until somebody rewrites it. */
  wordsOf: string | null
  /** Who wrote it down; for whoever keeps the record, not for a review. */
  recordedBy: string
  recordedAt: Date
  editedAt: Date | null
  /** Taken out of the review by somebody, who can bring it back. */
  removedAt: Date | null
}

/** What each kind has beside that. Times as in `Since`. */
export type FieldsOf<Kind extends MaterialKind> = z.infer<(typeof fieldsOf)[Kind]>

export type Condition = MaterialBase & { kind: 'condition' } & FieldsOf<'condition'>
export type Safeguard = MaterialBase & { kind: 'safeguard' } & FieldsOf<'safeguard'>
export type UsualWork = MaterialBase & { kind: 'usual' } & FieldsOf<'usual'>
export type Surprise = MaterialBase & { kind: 'surprise' } & FieldsOf<'surprise'>
export type Helped = MaterialBase & { kind: 'helped' } & FieldsOf<'helped'>
/** A follow-up that is or was considered. (What changed of an incident is a `Change` of the timeline.) */
export type ConsideredChange = MaterialBase & { kind: 'change' } & FieldsOf<'change'>

export type Materials = {
  condition: Condition
  safeguard: Safeguard
  usual: UsualWork
  surprise: Surprise
  helped: Helped
  change: ConsideredChange
}
export type Material = Materials[MaterialKind]

const letters = { condition: 'C', safeguard: 'S', usual: 'U', surprise: 'W', helped: 'K', change: 'X' } as const satisfies Record<
  MaterialKind,
  string
>

/** The name of something as a source: `C12`, `S3`, `U2`, `W4`, `K5`, `X7`. */
export const materialRef = ({ kind, id }: { kind: MaterialKind; id: number }): string => `${letters[kind]}${id}`

/** What such a name names, in small letters too; null where it names none of it. */
export function materialNamed(ref: string): { kind: MaterialKind; id: number } | null {
  const [, letter = '', number = ''] = /^([csuwkx])([1-9]\d{0,9})$/i.exec(ref.trim()) ?? []
  const kind = materialKinds.find((one) => letters[one] === letter.toUpperCase())
  return kind ? { kind, id: Number(number) } : null
}

/** What something rests on: an entry or a released answer. */
export type Evidence = { of: string; source: string }

/** What one condition did to another, as people see it. "One step further back" is `made_possible`, from the one further back. */
export const linkKinds = ['made_possible', 'hid_or_slowed', 'limited_damage'] as const
export type LinkKind = (typeof linkKinds)[number]
export type ConditionLink = { fromId: number; toId: number; kind: LinkKind }

/** Conditions of which each was needed, and all of them together. `conditionIds` in the order of ids, two or more. */
export type NeededTogether = { id: number; conditionIds: number[] }

/** Two accounts that differ, as people have said: entries, released answers or surprises, by their names as sources. */
export type Differing = { one: string; other: string }

/** All of an incident, each list by id. `beenThere`: how many said so, by the name of what it is about. */
export type AllMaterial = {
  [Kind in MaterialKind]: Materials[Kind][]
} & {
  links: ConditionLink[]
  together: NeededTogether[]
  evidence: Evidence[]
  differing: Differing[]
  beenThere: ReadonlyMap<string, number>
}

/** The same with other lists: what `change` makes of each. */
export const mapMaterial = (
  material: AllMaterial,
  change: <Something extends Material>(one: Something) => Something[],
): AllMaterial => ({
  ...material,
  condition: material.condition.flatMap(change),
  safeguard: material.safeguard.flatMap(change),
  usual: material.usual.flatMap(change),
  surprise: material.surprise.flatMap(change),
  helped: material.helped.flatMap(change),
  change: material.change.flatMap(change),
})
