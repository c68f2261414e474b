import { type NeverAskRule, neverAskRules } from './never-ask-rules.ts'

/**
 * The rules that a wording breaks, each as a sentence: what it does and what to ask instead. An empty list: it may be asked.
 * For questions of the bank and of a team, and for every string the bot says; never for what people write.
 * English only. It does not know names as persons ("why didn't Maya check"); mentions it does.
 */
export function neverAsk(text: string): string[] {
  const plain = plainly(text)
  return neverAskRules.filter(({ patterns }) => patterns.some((pattern) => pattern.test(plain))).map(sentenceOf)
}

const sentenceOf = ({ reason, instead }: NeverAskRule): string => `${reason} ${instead}`

/** Small letters, straight apostrophes, single spaces, no marks of emphasis; a mention becomes a pronoun. */
const plainly = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/<@[^>]*>|(?<!\w)@[\w.-]*\w/g, 'he')
    .replace(/[’‘ʼ´`]/g, "'")
    .replace(/[*_~]+/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
