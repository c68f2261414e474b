import { firstNames } from './wording-names.ts'
import { judgingWords } from './wording-words-judging.ts'
import { peopleWords } from './wording-words-people.ts'

/** Small words and verbs, as classes that patterns ask for as `<class>`. */
const verbs: Record<string, string> = {
  modal: 'should could would might must ought',
  have: "have has had having of 'd",
  be: "be is are was were been being am 's",
  do: 'do does did',
  not: 'not never',
  adverb: `also just simply really probably maybe definitely certainly clearly obviously surely at least first even still already only always
    then never ever perhaps apparently immediately normally actually honestly frankly absolutely easily literally totally completely
    basically again ideally properly certainly instead either all both rather quite deliberately knowingly blindly carelessly recklessly merely`,
  irregular: `been done seen known caught gone taken made told said run kept found thought given had come brought shown built spoken
    understood written read left put set held sent got gotten paid felt heard met led lost begun broken chosen driven fallen forgotten
    spent stood taught worn won cut hit let shut split spread quit sat slept spun stuck struck sworn bought fought sought wrote went saw took gave came did ran chose broke spoke knew forgot`,
  /** Verbs as people type them after "should have" by mistake. */
  plain: 'switch check test ask tell wait look verify notice catch call double-check doublecheck stop ping review',
}

/** The classes of words that patterns ask for as `<class>`. A word may belong to several. */
const classes: Record<string, string> = { ...peopleWords, ...verbs, ...judgingWords }

/** Each word with its classes, as keys. */
const lexicon: ReadonlyMap<string, readonly string[]> = (() => {
  const map = new Map<string, string[]>()
  for (const [name, words] of Object.entries(classes))
    for (const word of words.split(/\s+/)) {
      const keys = map.get(word)
      if (!keys) map.set(word, [word, `<${name}>`])
      else if (!keys.includes(`<${name}>`)) keys.push(`<${name}>`)
    }
  return map
})()

const notParticiples = new Set([
  'need',
  'speed',
  'feed',
  'seed',
  'embed',
  'shed',
  'indeed',
  'exceed',
  'proceed',
  'succeed',
  'hundred',
])

/** What happens to people, and what they have: "he should have been told", "they should have had access". */
const notActs = new Set(['been', 'had', 'got', 'gotten', 'received', 'recovered'])

/**
 * What a pattern may ask of a word: itself, its classes, `<done>` for a participle, `<doing>`, `<ly>`, `<number>`, `<name>` for
 * the name of a person, and `<Capital>` for what is written as a name is within a sentence.
 * @param written the word as it stands in the text
 */
export function keysOf(word: string, written: string, isFirst: boolean, names: ReadonlySet<string>): readonly string[] {
  const known = lexicon.get(word) ?? [word]
  const more: string[] = []
  const isCapital = /^\p{Lu}\p{Ll}/u.test(written)
  if (known.includes('<irregular>') || (/..ed$/.test(word) && !notParticiples.has(word))) more.push('<done>')
  if (more.includes('<done>') && !notActs.has(word)) more.push('<act>')
  if (/^[\p{L}\p{N}]/u.test(word) && !known.includes('<pronoun>')) more.push('<word>')
  if (/...ing$/.test(word)) more.push('<doing>')
  if (/..ly$/.test(word)) more.push('<adverb>')
  if (/^\d/.test(word)) more.push('<number>')
  if (names.has(word) || (isCapital && firstNames.has(word))) more.push('<name>')
  else if (isCapital) more.push(isFirst ? '<First>' : '<Capital>')
  return more.length === 0 ? known : [...known, ...more]
}
