import { type SectionKey, sections } from '../../core/review/review-sections.ts'
import type { SeenMessage } from '../../sandbox/index.ts'
import { incidentChannel, lastWith, linesOf, type Play, show, turnTo } from '../play.ts'

/** Three working days later the review opens: what was recorded, what was told, and what nobody knows yet. */
export async function review(play: Play): Promise<void> {
  const { jo, maya } = play.cast
  const channel = incidentChannel(play)
  await turnTo(play, maya, '2026-11-27T09:00:00Z', 'the review opens')
  const opening = lastWith(play, maya, channel, 'review is open')
  show(play, maya, ', in the channel', opening)
  play.script.does(jo.called, 'presses [Read].')
  await jo.acts.clicks(lastWith(play, jo, channel, 'review is open'), 'Read')
  await play.settled()
  const lines = await allPages(play)
  play.script.sees(
    jo.called,
    ', among other lines (each ends with its source)',
    withoutSystem(onlySections(lines, parts)).join('\n'),
  )
}

/** The parts of the review that the transcript shows. */
const parts: readonly SectionKey[] = ['timeline', 'inside', 'conditions']

/** A long review has pages; Jo reads them all. */
async function allPages(play: Play): Promise<string[]> {
  const { jo } = play.cast
  const read = () => lastWith(play, jo, incidentChannel(play), 'how we got here')
  const lines = linesOf(play, jo, read())
  for (let page = 1; hasButton(read(), `review_show:${page}`); page += 1) {
    await jo.acts.clicks(read(), `review_show:${page}`)
    await play.settled()
    lines.push(...linesOf(play, jo, read()))
  }
  return lines
}

const hasButton = (message: SeenMessage, id: string): boolean => JSON.stringify(message.blocks).includes(`"${id}"`)

/** Without what the bot recorded by itself, and without the conditions, which have a part of their own: the file has all. */
const withoutSystem = (lines: string[]): string[] => {
  let isLeftOut = false
  return lines.filter((line) => {
    if (!line.startsWith('  '))
      isLeftOut = /^• .* · condition, from here on|^• \d\d:\d\d · (declared|status|severity|role taken)/.test(line)
    return !isLeftOut
  })
}

/** The lines of some sections, with their headings. */
function onlySections(lines: readonly string[], wanted: readonly SectionKey[]): string[] {
  let isWanted = false
  return lines.filter((line) => {
    const section = sections.find(({ heading }) => heading === line.trim())
    if (section) isWanted = wanted.includes(section.key)
    return isWanted
  })
}
