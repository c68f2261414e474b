import { nameOf } from '../core/incident.ts'
import { materialNamed } from '../core/material/material.ts'
import { Refusal } from '../core/refusal.ts'
import { recogniseCondition } from '../flows/recognise-condition.ts'
import type { Asked } from './incident-meant.ts'
import { type CommandAnswer, nothing, say, who } from './subcommand.ts'
import { sentence } from './views/answers.ts'

/** `/incident same C31 C12`. @throws Refusal where these are not two conditions */
export async function sayingSame(asked: Asked): Promise<CommandAnswer> {
  const [id, otherId] = asked.words.split(/[\s,]+(?:and\s+)?/i).map(conditionIn)
  if (!id || !otherId) throw new Refusal('Say which two: `/incident same C31 C12`. `/incident seen` shows their numbers.')
  const done = await recogniseCondition(asked.ctx, { ...who(asked), id, otherId })
  if (!done) return nothing
  return say(sentence(`C${id} is C${otherId}, seen again. \`/incident seen ${nameOf(done.incident)}\` shows all of it.`))
}

function conditionIn(word: string): number | null {
  const named = materialNamed(word)
  return named?.kind === 'condition' ? named.id : null
}
