/** Escaped words as a quotation: each line with Slack's mark. */
export const quoted = (text: string): string => `>${text.replace(/\n/g, '\n>')}`
