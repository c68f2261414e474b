import type { Play } from '../play.ts'

/** What was told afterwards, as it is told in many places; and that it stops there. */
export async function firstStory({ script }: Play): Promise<void> {
  script.aside('')
  for (const line of firstLines) script.aside(line)
  script.aside('')
  script.aside(
    'That is the first story, and it stops at the first person with her hands on the keyboard. Here is the same day again.',
  )
}

const firstLines = [
  'Lena ran the tests of her branch, and the users table was empty.',
  'There was no backup.',
  '“Who gives somebody like that access to production?”',
  'She said sorry to everybody, and on Friday she quit.',
]
