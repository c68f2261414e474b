import { Refusal } from '../core/refusal.ts'
import { hideRhyme } from '../flows/hide-rhyme.ts'
import { readKnownConditions } from '../flows/read-known-conditions.ts'
import { recogniseCondition, type Said, setConditionApart, takeBackCondition } from '../flows/recognise-condition.ts'
import { searchReviews } from '../flows/search-reviews.ts'
import { actions } from './ids.ts'
import { type Buttons, nothing, type Outcome, type Pressed } from './pressed.ts'
import { knownConditionsMessage } from './views/known-conditions.ts'
import { searchMessage } from './views/search.ts'

/** The buttons of what is found again in other incidents. */
export const learningButtons: Buttons = {
  [actions.searchPage]: async ({ ctx, viewer, value }) => {
    const [, number = '', words = ''] = /^(\d{1,4}) (.*)$/s.exec(value) ?? []
    return {
      kind: 'say',
      message: searchMessage(await searchReviews(ctx, { viewer, words, page: Number(number) })),
      replaces: true,
    }
  },
  [actions.notLikeThis]: async ({ ctx, viewer, requestKey, value }) => {
    const [incidentId = '', earlierId = ''] = value.split(' ')
    await hideRhyme(ctx, { viewer, requestKey, incidentId, earlierId })
    return nothing
  },
  [actions.seenPage]: (pressed) => {
    const [incidentId = '', page] = pressed.value.split(' ')
    return seen(pressed, incidentId, Number(page ?? 0), page !== undefined)
  },
  [actions.sameCondition]: (pressed) => say(pressed, recogniseCondition),
  [actions.otherCondition]: (pressed) => say(pressed, setConditionApart),
  [actions.takeBackCondition]: (pressed) => say(pressed, takeBackCondition),
}

/** What was seen before, for that person alone; its own buttons put another page in its place. */
async function seen({ ctx, viewer }: Pressed, incidentId: string, page: number, replaces: boolean): Promise<Outcome> {
  const known = await readKnownConditions(ctx, { viewer, incidentId, page })
  return { kind: 'say', message: knownConditionsMessage(known), replaces }
}

/** Keeps what somebody says of two conditions, and shows the page as it is then. */
async function say(
  pressed: Pressed,
  keep: (ctx: Pressed['ctx'], said: Said) => ReturnType<typeof recogniseCondition>,
): Promise<Outcome> {
  const [, id = '', otherId = '', page = ''] = /^(\d{1,9}) (\d{1,9}) (\d{1,4})$/.exec(pressed.value) ?? []
  const { ctx, viewer, requestKey } = pressed
  const kept = await keep(ctx, { viewer, requestKey, id: Number(id), otherId: Number(otherId) })
  if (!kept) throw new Refusal('That is done already.')
  return seen(pressed, kept.incident.id, Number(page), true)
}
