import { relative } from 'node:path'
import { keepReview } from './keep-review.ts'
import type { Play, Scene } from './play.ts'
import { conditions } from './scenes/conditions.ts'
import { declare } from './scenes/declare.ts'
import { firstStory } from './scenes/first-story.ts'
import { next } from './scenes/next.ts'
import { outside } from './scenes/outside.ts'
import { questions } from './scenes/questions.ts'
import { resolve } from './scenes/resolve.ts'
import { review } from './scenes/review.ts'
import { work } from './scenes/work.ts'

/** A minute before the story begins. */
export const beginsAt = new Date('2026-11-24T13:30:00Z')

/** Where the review goes, seen from the folder in which the demo is started. */
const reviewFile = 'second-story-demo/INC-1.md'

const scenes: readonly Scene[] = [firstStory, declare, work, resolve, questions, outside, conditions, review, next]

const moral =
  'First story: somebody emptied a table. Second story: one address for everybody, backups off since September, a saving that nobody looked at again. Nobody had to be named for it, and nobody quit.'

/** A test run has emptied a table of the live database, and there is no backup: from the alert to the review, and its file. */
export async function playStory(play: Play): Promise<void> {
  for (const scene of scenes) await scene(play)
  const file = await keepReview(play, reviewFile)
  play.script.aside(`\n${moral}\nThe whole review is in ${relative('', file)}. To set the bot up: README.md.`)
}
