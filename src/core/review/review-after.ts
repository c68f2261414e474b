import { answerRef } from '../prompts.ts'
import { headOf, isOfAfter } from './review-inside.ts'
import { counted, ofRecord, type Template } from './review-template.ts'

/** What people said once it was over: counted after the meeting, and in their own words a month later. */
export const afterTemplates: readonly Template[] = [
  ofRecord(
    'after',
    'after.meeting',
    ({ facts }) => Boolean(facts.afterwards),
    ({ facts: { afterwards } }) =>
      afterwards
        ? [
            `After the meeting ${counted(afterwards.people, 'person', 'people')} answered three short questions, without their names: `,
            `something in it changed how ${afterwards.changed} of them work, and ${afterwards.again} would come again.`,
          ]
        : [],
  ),
  {
    key: 'after.answer',
    section: 'after',
    applies: ({ answers }) => answers.filter(isOfAfter).map(({ id }) => ({ sources: [answerRef(id)] })),
    text: (known, { sources: [source = ''] }, say) => {
      const answer = known.answerOf.get(source)
      if (!answer || !isOfAfter(answer)) return null
      const asked = answer.questionText.trim() === '' ? [] : [', asked a month later ', say.quote(answer.questionText)]
      const words = answer.text === null ? 'this cannot be read now.' : say.quote(answer.text)
      return [...headOf(known, answer, say), ...asked, ': ', words]
    },
  },
]
