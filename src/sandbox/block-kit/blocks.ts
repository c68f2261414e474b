import { buttons, image, inAccessory, inActions, inInput } from './elements.ts'
import { moreBlocks } from './more-blocks.ts'
import { id, imageShape, plainText, text, textShapes } from './objects.ts'
import { richTextShape } from './rich-text.ts'
import { differentIn, flag, like, list, needsOneOf, type Rule, type Shape, string, typed, webAddress, word } from './rules.ts'

const https = like(/^https:\/\/[^\s]+$/, 3000)

/**
 * Every block, with its fields, limits and surfaces.
 * Sources: https://docs.slack.dev/reference/block-kit/blocks, its surfaces https://docs.slack.dev/blocks.json
 */
const known: Record<string, Shape> = {
  section: {
    optional: { text: text(3000), fields: list(text(2000), 1, 10), accessory: typed(() => inAccessory), expand: flag },
    checks: [needsOneOf('text', 'fields')],
  },
  header: { required: { text: plainText(150) } },
  divider: {},
  context: {
    required: {
      elements: list(
        typed(() => ({ ...textShapes(3000), ...image })),
        1,
        10,
      ),
    },
  },
  actions: {
    required: {
      elements: list(
        typed(() => inActions),
        1,
        25,
      ),
    },
    checks: [differentIn('elements', 'action_id')],
  },
  input: {
    required: { label: plainText(2000), element: typed(() => inInput) },
    optional: { hint: plainText(2000), optional: flag, dispatch_action: flag },
  },
  image: { ...imageShape, optional: { ...imageShape.optional, title: plainText(2000) } },
  rich_text: richTextShape,
  markdown: { surfaces: ['message'], required: { text: string(12_000) } },
  file: { surfaces: ['message'], required: { external_id: string(), source: word('remote') } },
  video: {
    required: { alt_text: string(200), title: plainText(200), video_url: https, thumbnail_url: webAddress(3000) },
    optional: {
      title_url: https,
      description: plainText(200),
      author_name: string(50),
      provider_name: string(50),
      provider_icon_url: webAddress(3000),
    },
  },
  context_actions: {
    surfaces: ['message'],
    required: {
      elements: list(
        typed(() => ({ feedback_buttons: buttons.feedback_buttons, icon_button: buttons.icon_button })),
        1,
        5,
      ),
    },
    checks: [differentIn('elements', 'action_id')],
  },
  ...moreBlocks,
  container: {
    surfaces: ['message'],
    required: {
      child_blocks: list(
        typed(() => children),
        1,
        10,
      ),
    },
    optional: {
      title: plainText(150),
      rich_text_title: typed(() => ({ rich_text: richTextShape })),
      subtitle: text(150),
      width: word('narrow', 'standard', 'wide', 'full'),
      icon: typed(() => image),
      is_collapsible: flag,
      default_collapsed: flag,
      has_header_divider: flag,
    },
    checks: [
      needsOneOf('title', 'rich_text_title'),
      (block) =>
        block.default_collapsed === true && block.is_collapsible !== true
          ? [{ what: 'must be collapsible to be collapsed by default', at: '/default_collapsed' }]
          : [],
    ],
  },
}

const withBlockId = (shape: Shape): Shape => ({ ...shape, optional: { ...shape.optional, block_id: id } })

/** Block type → shape. */
export const blockShapes: Record<string, Shape> = Object.fromEntries(
  Object.entries(known).map(([type, shape]) => [type, withBlockId(shape)]),
)

const inContainer = [
  'actions',
  'context',
  'divider',
  'file',
  'header',
  'image',
  'input',
  'rich_text',
  'section',
  'table',
  'video',
]
const children = Object.fromEntries(Object.entries(blockShapes).filter(([type]) => inContainer.includes(type)))

export const block: Rule = typed(() => blockShapes)
