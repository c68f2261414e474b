/**
 * The forms of regular verbs, as two classes: `wronged` for the past ("wasted"), `wronging` for "wasting", `wrongs` for "waste" and
 * "wastes". In a stem `+` stands before a letter that is doubled: "spam+m" gives "spammed".
 */
export function inflected(name: string, stems: string, morePast: string): Record<string, string> {
  const verbs = stems.split(/\s+/)
  return {
    [`${name}ed`]: [...verbs.map(pastOf), morePast].join(' '),
    [`${name}ing`]: verbs.map(doingOf).join(' '),
    [`${name}s`]: verbs.flatMap((verb) => [plain(verb), thirdOf(verb)]).join(' '),
  }
}

const plain = (verb: string): string => verb.replace(/\+./, '')
const base = (verb: string): string => verb.replace('+', '')

const pastOf = (verb: string): string =>
  base(verb)
    .replace(/([^aeiou])y$/, '$1i')
    .replace(/e$/, '')
    .concat('ed')

const doingOf = (verb: string): string =>
  /ie$/.test(verb) ? verb.replace(/ie$/, 'ying') : base(verb).replace(/e$/, '').concat('ing')

const thirdOf = (verb: string): string =>
  plain(verb)
    .replace(/([^aeiou])y$/, '$1ie')
    .replace(/(s|x|ch|sh)$/, '$1e')
    .concat('s')
