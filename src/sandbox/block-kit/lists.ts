import { block } from './blocks.ts'
import { follow, lengthOf, wrong } from './follow.ts'
import { type Fields, isFields, list, objectsIn, type Surface } from './rules.ts'

const mostBlocks: Record<Surface, number> = { message: 50, modal: 100, home: 100 }

/** How often a kind of block may be there in one message. */
const rare: { types: string[]; most: number }[] = [
  { types: ['table', 'data_table'], most: 1 },
  { types: ['data_visualization'], most: 2 },
]

/**
 * What is wrong with the blocks of one message or view: each block for itself, then what they may not have in common.
 * @param at JSON pointer of the list
 */
export function checkBlocks(blocks: unknown, at: string, surface: Surface, fewest = 0): string[] {
  const problems = follow(list(block, fewest, mostBlocks[surface]), blocks, at, surface)
  const all = withChildren(blocks, at)
  return [...problems, ...repeatedIds(all), ...(surface === 'message' ? tooManyOf(all, at) : tooMuchFocus(all))]
}

type Placed = { block: Fields; at: string }

const withChildren = (blocks: unknown, at: string): Placed[] =>
  objectsIn(blocks).flatMap(({ one, index }) => [
    { block: one, at: `${at}/${index}` },
    ...withChildren(one.child_blocks, `${at}/${index}/child_blocks`),
  ])

function repeatedIds(all: Placed[]): string[] {
  const seen = new Set<unknown>()
  return all.flatMap(({ block, at }) => {
    if (typeof block.block_id !== 'string') return []
    if (seen.has(block.block_id)) return [wrong(`\`block_id\` "${block.block_id}" already exists`, `${at}/block_id`)]
    seen.add(block.block_id)
    return []
  })
}

function tooManyOf(all: Placed[], at: string): string[] {
  const counts = rare.map(({ types, most }) => ({
    types,
    most,
    count: all.filter(({ block }) => types.includes(String(block.type))).length,
  }))
  const counted = counts.flatMap(({ types, most, count }) => (count > most ? [wrong(`too many ${types[0]} blocks`, at)] : []))
  const markdown = all.filter(({ block }) => block.type === 'markdown' && typeof block.text === 'string')
  const letters = markdown.reduce((sum, { block }) => sum + lengthOf(String(block.text)), 0)
  return letters > 12_000 && markdown.length > 1
    ? [...counted, wrong('must be less than 12001 characters of markdown', at)]
    : counted
}

/** The cursor can be in one field only. */
function tooMuchFocus(all: Placed[]): string[] {
  const focused = all.flatMap(({ block, at }) => elementsOf(block, at)).filter(({ element }) => element.focus_on_load === true)
  return focused.slice(1).map(({ at }) => wrong('`focus_on_load` is already set on another element', `${at}/focus_on_load`))
}

const elementsOf = (block: Fields, at: string): { element: Fields; at: string }[] => [
  ...['element', 'accessory'].flatMap((name) => {
    const element = block[name]
    return isFields(element) ? [{ element, at: `${at}/${name}` }] : []
  }),
  ...objectsIn(block.elements).map(({ one, index }) => ({ element: one, at: `${at}/elements/${index}` })),
]
