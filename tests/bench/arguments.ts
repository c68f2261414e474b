/** What was asked for on the command line; or what is wrong with it, as a sentence. */
export type Asked = { kind: 'run'; isJson: boolean; names: string[] } | { kind: 'wrong'; sentence: string }

/**
 * Reads `[--json] [name …]`. Without names, all are asked for; in the order of the table, each once.
 * @param known names of the benchmarks
 */
export function readArguments(given: readonly string[], known: readonly string[]): Asked {
  const flags = given.filter((word) => word.startsWith('-'))
  const names = given.filter((word) => !word.startsWith('-'))
  const unknown = [...flags.filter((flag) => flag !== '--json'), ...names.filter((name) => !known.includes(name))]
  if (unknown.length > 0) return { kind: 'wrong', sentence: sentenceOn(unknown, known) }
  const asked = names.length === 0 ? [...known] : known.filter((name) => names.includes(name))
  return { kind: 'run', isJson: flags.length > 0, names: asked }
}

const sentenceOn = (unknown: readonly string[], known: readonly string[]): string =>
  `There is no benchmark ${unknown.join(', ')}. There are: ${known.join(', ')}; and --json prints one line a figure.`
