import { searchReviews } from '../flows/search-reviews.ts'
import { actions } from './ids.ts'
import type { Buttons } from './pressed.ts'
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
}
