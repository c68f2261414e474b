/**
 * How long to wait: whole days first (working days, where working hours are in play), then exact milliseconds.
 * Both 0 means at once.
 */
export type Duration = { days: number; milliseconds: number }

/** The longest delay that makes sense, in days and in hours: about a year. */
const mostDays = 366
const mostMilliseconds = mostDays * 24 * 3_600_000

const how = 'Write it as ISO 8601, for example P1D (one working day), PT90M (ninety minutes) or PT0S (at once).'

/**
 * Reads an ISO 8601 duration of days, hours, minutes and seconds in whole numbers.
 * Weeks, months and years are refused: they do not say how many working days are meant.
 * @param text such as `P1D`, `PT90M`, `P1DT2H`, `PT0S`
 * @throws RangeError with a sentence that says what is wrong and how to write it
 */
export function parseDuration(text: string): Duration {
  const found = /^P(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(text)
  if (!found || text === 'P') throw new RangeError(complaint(text))
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = found.slice(1).map((digits) => Number(digits ?? 0))
  const milliseconds = ((hours * 60 + minutes) * 60 + seconds) * 1000
  if (days > mostDays || milliseconds > mostMilliseconds) throw new RangeError(`“${text}” is longer than a year (P${mostDays}D).`)
  return { days, milliseconds }
}

function complaint(text: string): string {
  const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text
  if (/^P\d+[YMW]/.test(text)) return `“${shown}”: give weeks, months and years in working days, for example P5D.`
  return `“${shown}” is not a duration. ${how}`
}

/** Whether there is nothing to wait for. */
export const isNothing = (duration: Duration): boolean => duration.days === 0 && duration.milliseconds === 0
