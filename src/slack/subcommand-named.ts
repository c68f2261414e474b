import { closest, distance } from 'fastest-levenshtein'
import { Refusal } from '../core/refusal.ts'
import { plainFrom } from '../core/typed-text.ts'
import { escapeText } from './blocks.ts'
import type { Subcommand } from './subcommand.ts'
import { subcommands } from './subcommands.ts'

/** How far a misspelt word may be from the one that is meant. */
const near = 2

/**
 * The subcommand of that name.
 * @param words what was typed after it
 * @throws Refusal with the nearest one, or with how to declare what was typed
 */
export function subcommandNamed(name: string, words: string): Subcommand {
  const wanted = name.toLowerCase()
  const found = subcommands.find((subcommand) => subcommand.name === wanted)
  if (found) return found
  const nearest = nearestTo(wanted)
  const rest = words === '' ? '' : ` ${shownInCode(words)}`
  const typed = shownInCode(name)
  const meant = nearest && `Did you mean \`${rest === '' ? nearest.example : `/incident ${nearest.name}${rest}`}\`?`
  const declaring = rest === '' && nearest ? null : `To declare it as an incident: \`/incident declare ${typed}${rest}\`.`
  const hints = [meant, declaring, '`/incident help` shows all.'].filter(Boolean)
  throw new Refusal(`There is no \`/incident ${typed}\`. ${hints.join(' ')}`)
}

/** What somebody typed, inside backticks: it may hold none itself. */
const shownInCode = (words: string): string => escapeText(plainFrom(words).replaceAll('`', "'"))

function nearestTo(wanted: string): Subcommand | null {
  const begins = wanted.length > 1 ? subcommands.find(({ name }) => name.startsWith(wanted)) : undefined
  if (begins) return begins
  const names = subcommands.map((subcommand) => subcommand.name)
  const nearest = closest(wanted, names)
  return distance(wanted, nearest) <= near ? (subcommands.find((subcommand) => subcommand.name === nearest) ?? null) : null
}
