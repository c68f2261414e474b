/** In characters; Slack's own limit is 3000. */
const longest = 2_800

/** Escaped words as quotations of which none is too long for a paragraph, cut between words where that can be. */
export function quotedWhole(text: string): string[] {
  const parts: string[] = []
  for (let rest = text; rest !== ''; ) {
    const end = endOfPart(rest)
    parts.push(quoted(rest.slice(0, end)))
    rest = rest.slice(end)
  }
  return parts
}

function endOfPart(text: string): number {
  if (text.length <= longest) return text.length
  const gap = text.slice(0, longest).search(/\s\S*$/)
  if (gap > longest / 2) return gap + 1
  const whole = text.slice(0, longest).search(/(?:&[a-z]{0,3}|[\uD800-\uDBFF])$/)
  return whole < 0 ? longest : whole
}

/** Escaped words as a quotation: each line with Slack's mark. */
export const quoted = (text: string): string => `>${text.replace(/\n/g, '\n>')}`
