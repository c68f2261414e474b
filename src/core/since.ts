/** How exactly a time is known. */
export const precisions = ['minute', 'day', 'month', 'year'] as const
export type Precision = (typeof precisions)[number]

/**
 * Since when something is so. A day, month or year is its beginning in UTC, and is told without an hour or a zone, so that it is
 * the same day for every reader; a minute is a moment. Where it is no date, these are people's words for it: "before the merger".
 */
export type Since = { at: Date; precision: Precision } | { words: string }

/** Its beginning, where it is a date. */
export const sinceAt = (since: Since | null): Date | null => (since !== null && 'at' in since ? since.at : null)
