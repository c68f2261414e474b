import { chart } from './charts.ts'
import { buttons, image, urlSource } from './elements.ts'
import { id, mrkdwnText, text } from './objects.ts'
import { richText, richTextShape } from './rich-text.ts'
import { differentIn, flag, list, needsOneOf, number, object, type Shape, string, typed, whole, word } from './rules.ts'
import { evenRows, fewEnoughCellCharacters, headerColumnExists, noMoreSettingsThanColumns } from './tables.ts'

const button = typed(() => ({ button: buttons.button }))
const picture = typed(() => image)

const cell = typed(() => ({
  raw_text: { required: { text: string() } },
  raw_number: { required: { value: number(), text: string() } },
  rich_text: richTextShape,
}))

const card: Shape = {
  optional: {
    block_id: id,
    hero_image: picture,
    icon: picture,
    slack_icon: object({ required: { type: word('icon'), name: string() } }),
    title: mrkdwnText(150),
    subtitle: mrkdwnText(150),
    body: mrkdwnText(200),
    subtext: mrkdwnText(200),
    actions: list(button, 1, 3),
  },
  checks: [needsOneOf('hero_image', 'title', 'actions', 'body'), differentIn('actions', 'action_id')],
}

const task: Shape = {
  required: { task_id: string(), title: string(), status: word('pending', 'in_progress', 'complete', 'error') },
  optional: { block_id: id, details: richText, output: richText, sources: list(urlSource, 0) },
}

/** The blocks that came after 2025. */
export const moreBlocks: Record<string, Shape> = {
  alert: {
    surfaces: ['modal'],
    required: { text: text(200) },
    optional: { level: word('default', 'info', 'warning', 'error', 'success') },
  },
  card,
  carousel: {
    surfaces: ['message', 'home'],
    required: {
      elements: list(
        typed(() => ({ card })),
        1,
        10,
      ),
    },
  },
  task_card: { surfaces: ['message'], ...task },
  plan: {
    surfaces: ['message'],
    required: { title: string() },
    optional: { tasks: list(object({ ...task, optional: { ...task.optional, type: word('task_card') } }), 0) },
  },
  table: {
    surfaces: ['message'],
    required: { rows: list(list(cell, 1, 20), 1, 100) },
    optional: {
      column_settings: list(object({ optional: { align: word('left', 'center', 'right'), is_wrapped: flag } }), 0),
    },
    checks: [evenRows, noMoreSettingsThanColumns],
  },
  data_table: {
    surfaces: ['message'],
    required: { rows: list(list(cell, 1, 20), 2, 201), caption: string() },
    optional: { page_size: whole(1, 100), row_header_column_index: whole(0) },
    checks: [evenRows, fewEnoughCellCharacters, headerColumnExists],
  },
  data_visualization: { surfaces: ['message'], required: { title: string(50), chart } },
}
