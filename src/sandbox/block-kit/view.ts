import { follow, wrong } from './follow.ts'
import { checkBlocks } from './lists.ts'
import type { Problem } from './message.ts'
import { plainText } from './objects.ts'
import { anything, type Fields, flag, isFields, objectsIn, type Shape, string, typed } from './rules.ts'

/** https://docs.slack.dev/reference/views/modal-views */
const mostBytes = 250_000

const common = { private_metadata: string(3000, 0), callback_id: string(255, 0), external_id: string(255, 0) }

/** The frame of a view; its blocks are looked at apart. */
const frames: Record<'modal' | 'home', Shape> = {
  modal: {
    required: { title: plainText(24), blocks: anything },
    optional: { ...common, submit: plainText(24), close: plainText(24), clear_on_close: flag, notify_on_close: flag },
  },
  home: { required: { blocks: anything }, optional: common },
}

/**
 * What Slack would say to a view: the argument `view` of views.open, push, update and publish, or of an answer to a form.
 * @returns null where Slack would take it
 */
export function checkView(view: unknown): Problem | null {
  if (isFields(view) && Buffer.byteLength(JSON.stringify(view)) > mostBytes) return { error: 'view_too_large', messages: [] }
  const messages = follow(
    typed(() => frames),
    view,
    '/view',
    'modal',
  )
  const inner = isFields(view) && (view.type === 'modal' || view.type === 'home') ? checkInside(view, view.type) : []
  return messages.length + inner.length > 0 ? { error: 'invalid_arguments', messages: [...messages, ...inner] } : null
}

const checkInside = (view: Fields, surface: 'modal' | 'home'): string[] => [
  ...(view.blocks === undefined ? [] : checkBlocks(view.blocks, '/view/blocks', surface, 1)),
  ...(surface === 'modal' && view.submit === undefined ? fieldsWithoutSubmit(view.blocks) : []),
]

const fieldsWithoutSubmit = (blocks: unknown): string[] =>
  objectsIn(blocks)
    .filter(({ one }) => one.type === 'input')
    .map(({ index }) => wrong('must define `submit` to use an `input` block in modals', `/view/blocks/${index}/input`))
