/** What stands in the place of words that are not the writer's own: code, quotations. One per character, so that places stay. */
export const unread = '\uE000'

/**
 * Parts that are not read. Each begins with a sign of its own and has a bound, or ends at the first end of its kind,
 * so the time grows with the length of the text and no faster.
 */
const skipped = [
  /```[\s\S]*?(?:```|$)/g,
  /`[^`\n]*`/g,
  /^[ \t]*(?:>|&gt;).*$/gm,
  /<(?:https?|mailto):[^>\n]{0,2000}>|\bhttps?:\/\/[^\s)>\]]+|\bwww\.[^\s)>\]]+/gi,
  /"[^"\n]{1,400}"|“[^”\n]{1,400}”|«[^»\n]{1,400}»/g,
  /(?<![\p{L}\p{N}])(?:'(?=[^\s'])[^\n]{1,200}?[^\s]'|‘[^\n‘]{1,200}?[^\s]’)(?![\p{L}\p{N}])/gu,
]

/**
 * The text with everything blanked that is not the writer's own saying: code, links, quoted lines, text in quotation marks.
 * @returns a text of the same length, so that a place in it is the same place in the text
 */
export function ownWords(text: string): string {
  if (!/[`"'“«‘<>]|&gt;|https?:|www\./i.test(text)) return text
  return skipped.reduce((rest, part) => rest.replace(part, (found) => unread.repeat(found.length)), text)
}
