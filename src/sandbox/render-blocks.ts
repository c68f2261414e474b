import { fieldsOf, isFields, listOf, textOf } from './json.ts'
import { choicesOf, renderElement, renderTextObject } from './render-elements.ts'
import { columns, flow, indent, padTo, widthOf, wrap } from './render-lines.ts'
import { renderRichText } from './render-rich-text.ts'
import { type Names, renderPlain } from './render-text.ts'
import type { Fields } from './types.ts'

/** What the blocks of one view know beside themselves: what was filled in, and what was wrong with it, by block_id. */
export type Around = { values: Fields; errors: Fields }
const nothingAround: Around = { values: {}, errors: {} }

type Draw = (block: Fields, names: Names, width: number, around: Around) => string[]

/** Block type → lines. Anything else is shown by its name, so that nothing is left out silently. */
const draws: Record<string, Draw> = {
  header: (block, names, width) => wrap(renderTextObject(block.text, names), width),
  divider: (_block, _names, width) => ['─'.repeat(Math.min(width, 60))],
  section: drawSection,
  context: (block, names, width) =>
    indent(
      flow(
        listOf(block.elements).map((element) => renderElement(element, names)),
        width - 2,
        '  ',
      ),
    ),
  actions: (block, names, width, { values }) => drawRow(block, names, width, fieldsOf(values[textOf(block.block_id)])),
  context_actions: (block, names, width) => indent(drawRow(block, names, width - 2, {})),
  input: drawInput,
  image: (block, names, width) => wrap(`[image: ${renderTextObject(block.title, names) || textOf(block.alt_text)}]`, width),
  video: (block, names, width) => wrap(`[video: ${renderTextObject(block.title, names)}]`, width),
  file: () => ['[file]'],
  markdown: (block, _names, width) => wrap(textOf(block.text), width),
  rich_text: (block, names, width) => wrap(renderRichText(block, names), width),
  alert: (block, names, width) => wrap(`! ${renderTextObject(block.text, names)}`, width),
  table: drawTable,
  data_table: (block, names) => [renderPlain(textOf(block.caption)), ...drawTable(block, names)],
  data_visualization: (block) => [`[chart: ${renderPlain(textOf(block.title))}]`],
  card: drawCard,
  carousel: (block, names, width) => listOf(block.elements).flatMap((card) => indent(drawCard(card, names, width - 2))),
  container: (block, names, width, around) => [
    renderTextObject(block.title, names) || renderRichText(fieldsOf(block.rich_text_title), names),
    ...indent([renderTextObject(block.subtitle, names)].filter(Boolean)),
    ...indent(drawBlocks(block.child_blocks, names, width - 2, around)),
  ],
  task_card: drawTask,
  plan: (block, names, width) => [
    renderPlain(textOf(block.title)),
    ...indent(listOf(block.tasks).flatMap((task) => drawTask(task, names, width - 2))),
  ],
}
const known = new Map(Object.entries(draws))

/** The lines of a list of blocks, each at most `width` columns wide. */
export const drawBlocks = (blocks: unknown, names: Names, width: number, around: Around = nothingAround): string[] =>
  listOf(blocks).flatMap((block) => known.get(textOf(block.type))?.(block, names, width, around) ?? [`[${textOf(block.type)}]`])

const drawRow = (block: Fields, names: Names, width: number, filled: Fields): string[] =>
  flow(
    listOf(block.elements).map((element) => renderElement(element, names, fieldsOf(filled[textOf(element.action_id)]))),
    width,
  )

function drawSection(block: Fields, names: Names, width: number): string[] {
  const text = block.text === undefined ? [] : wrap(renderTextObject(block.text, names), width)
  const lines = [
    ...text,
    ...drawFields(
      listOf(block.fields).map((field) => renderTextObject(field, names)),
      width,
    ),
  ]
  if (!isFields(block.accessory)) return lines
  const beside = renderElement(block.accessory, names)
  const last = lines.at(-1) ?? ''
  return lines.length === 1 && widthOf(last) + 2 + widthOf(beside) <= width ? [`${last}  ${beside}`] : [...lines, beside]
}

/** Two columns where they fit, else one under the other. */
function drawFields(texts: string[], width: number): string[] {
  const half = Math.floor((width - 2) / 2)
  const fits = texts.every((text) => !text.includes('\n') && widthOf(text) <= half)
  if (!fits) return texts.flatMap((text) => wrap(text, width))
  const left = Math.max(0, ...texts.filter((_, index) => index % 2 === 0).map(widthOf))
  return texts.flatMap((text, index) => (index % 2 === 0 ? [`${padTo(text, left)}  ${texts[index + 1] ?? ''}`.trimEnd()] : []))
}

function drawInput(block: Fields, names: Names, width: number, { values, errors }: Around): string[] {
  const element = fieldsOf(block.element)
  const filled = fieldsOf(fieldsOf(values[textOf(block.block_id)])[textOf(element.action_id)])
  const label = `${renderTextObject(block.label, names)}${block.optional === true ? ' (optional)' : ''}`
  const asked = /[:?]$/.test(label) ? label : `${label}:`
  const isChoice = element.type === 'radio_buttons' || element.type === 'checkboxes'
  const answer = isChoice ? choicesOf(element, names, filled) : renderElement(element, names, filled).split('\n')
  const inOne = `${asked} ${answer.join('  ')}`
  const fits = widthOf(inOne) <= width && (isChoice || answer.length === 1)
  const below = [
    renderTextObject(block.hint, names),
    textOf(errors[textOf(block.block_id)]) && `! ${textOf(errors[textOf(block.block_id)])}`,
  ]
  return [
    ...(fits ? [inOne] : [...wrap(asked, width), ...indent(answer.flatMap((line) => wrap(line, width - 2)))]),
    ...indent(below.filter(Boolean).flatMap((line) => wrap(line, width - 2))),
  ]
}

function drawTable(block: Fields, names: Names): string[] {
  const rows = Array.isArray(block.rows) ? block.rows.map((row: unknown) => listOf(row)) : []
  return columns(
    rows.map((row) => row.map((cell) => (cell.type === 'rich_text' ? renderRichText(cell, names) : textOf(cell.text)))),
  )
}

function drawCard(card: Fields, names: Names, width: number): string[] {
  const texts = [card.title, card.subtitle, card.body, card.subtext].map((text) => renderTextObject(text, names)).filter(Boolean)
  return [...texts.flatMap((text) => wrap(text, width)), ...drawRow({ elements: card.actions }, names, width, {})]
}

function drawTask(task: Fields, names: Names, width: number): string[] {
  const mark =
    new Map([
      ['complete', '✓'],
      ['in_progress', '…'],
      ['error', '✗'],
    ]).get(textOf(task.status)) ?? '○'
  const inside = [task.details, task.output].filter(isFields).map((text) => renderRichText(text, names))
  return [`${mark} ${renderPlain(textOf(task.title))}`, ...indent(inside.flatMap((text) => wrap(text, width - 2)))]
}
