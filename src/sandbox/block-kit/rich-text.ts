import { flag, like, list, object, type Rule, type Shape, string, typed, webAddress, whole, word } from './rules.ts'

const style = object({ optional: { bold: flag, italic: flag, strike: flag, code: flag, underline: flag } })
const mentionStyle = object({
  optional: { bold: flag, italic: flag, strike: flag, highlight: flag, client_highlight: flag, unlink: flag },
})

const text: Shape = { required: { text: string() }, optional: { style } }
const link: Shape = { required: { url: string(3000) }, optional: { text: string(), unsafe: flag, style } }

/** What stands in a line: https://docs.slack.dev/reference/block-kit/blocks/rich-text-block */
const inline: Record<string, Shape> = {
  text,
  link,
  emoji: { required: { name: string() }, optional: { unicode: string(), url: webAddress(), style } },
  user: { required: { user_id: string() }, optional: { style: mentionStyle } },
  usergroup: { required: { usergroup_id: string() }, optional: { style: mentionStyle } },
  channel: { required: { channel_id: string() }, optional: { style: mentionStyle } },
  team: { required: { team_id: string() }, optional: { style: mentionStyle } },
  broadcast: { required: { range: word('here', 'channel', 'everyone') }, optional: { style } },
  color: { required: { value: like(/^#[0-9a-f]{3,8}$/i) }, optional: { style } },
  date: { required: { timestamp: whole(0), format: string() }, optional: { url: string(3000), fallback: string(), style } },
}
const line = list(
  typed(() => inline),
  0,
)
const border = { border: whole(0) }
const section: Shape = { required: { elements: line } }

const parts: Record<string, Shape> = {
  rich_text_section: section,
  rich_text_list: {
    required: {
      style: word('bullet', 'ordered'),
      elements: list(
        typed(() => ({ rich_text_section: section })),
        1,
      ),
    },
    optional: { ...border, indent: whole(0, 8), offset: whole(0) },
  },
  rich_text_quote: { required: { elements: line }, optional: border },
  rich_text_preformatted: {
    required: {
      elements: list(
        typed(() => ({ text, link })),
        0,
      ),
    },
    optional: { ...border, language: string() },
  },
}

/** The rich_text block, wherever one stands: on its own, in a table, in a task, in a field. */
export const richTextShape: Shape = {
  required: {
    elements: list(
      typed(() => parts),
      0,
    ),
  },
  optional: { block_id: string(255) },
}
export const richText: Rule = typed(() => ({ rich_text: richTextShape }))
