/** What was asked for on the command line; or what is wrong with it, as a sentence. */
export type Asked = { kind: 'run'; isJson: boolean; names: string[] } | { kind: 'wrong'; sentence: string }

/**
 * Reads `[--json] [name …]`. Without names, all but the long ones are asked for; in the order of the table,
 * each once.
 * @param known names of the benchmarks
 * @param long those of them that run only when they are named
 */
export function readArguments(given: readonly string[], known: readonly string[], long: readonly string[] = []): Asked {
  const flags = given.filter((word) => word.startsWith('-'))
  const names = given.filter((word) => !word.startsWith('-'))
  const unknown = [...flags.filter((flag) => flag !== '--json'), ...names.filter((name) => !known.includes(name))]
  if (unknown.length > 0) return { kind: 'wrong', sentence: sentenceOn(unknown, known) }
  const asked = known.filter((name) => (names.length === 0 ? !long.includes(name) : names.includes(name)))
  return { kind: 'run', isJson: flags.length > 0, names: asked }
}

const sentenceOn = (unknown: readonly string[], known: readonly string[]): string =>
  `There is no benchmark ${unknown.join(', ')}. There are: ${known.join(', ')}; and --json prints one line a figure.`
