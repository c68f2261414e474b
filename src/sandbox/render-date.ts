/** How a moment is written in one time zone. `now` lets the "pretty" forms say today. */
export type Zone = { timeZone: string; now?: Date }

/**
 * Fills the placeholders of a date token, as a client set to English and 24 hours would: `{date_short_pretty} {time}`.
 * Source: https://docs.slack.dev/messaging/formatting-message-text/#date-formatting
 * @returns null where the format has none of Slack's placeholders, or the moment is none
 */
export function renderDate(seconds: string, format: string, zone: Zone): string | null {
  const moment = new Date(Number(seconds) * 1000)
  if (!/^-?\d+$/.test(seconds) || Number.isNaN(moment.getTime())) return null
  const filled = format.replace(/\{(\w+)\}/g, (written, name: string) => formOf(name, moment, zone) ?? written)
  return filled === format ? null : filled
}

function formOf(name: string, moment: Date, zone: Zone): string | null {
  if (name === 'ago') return ago(moment, zone)
  if (name.endsWith('_pretty')) return relativeDay(moment, zone) ?? formOf(name.slice(0, -'_pretty'.length), moment, zone)
  const part = partsOf(moment, zone.timeZone)
  switch (name) {
    case 'date_num':
      return `${part.year}-${part.monthNumber}-${part.day.padStart(2, '0')}`
    case 'date_slash':
      return `${part.monthNumber}/${part.day.padStart(2, '0')}/${part.year}`
    case 'date':
      return `${part.month} ${ordinal(part.day)}, ${part.year}`
    case 'date_short':
      return `${part.month.slice(0, 3)} ${part.day}, ${part.year}`
    case 'date_long':
    case 'day_divider':
      return `${part.weekday}, ${part.month} ${ordinal(part.day)}, ${part.year}`
    case 'time':
      return part.time
    case 'time_secs':
      return `${part.time}:${part.second}`
    default:
      return null
  }
}

type Parts = { year: string; month: string; monthNumber: string; day: string; weekday: string; time: string; second: string }

function partsOf(moment: Date, timeZone: string): Parts {
  const written = new Intl.DateTimeFormat('en-US', {
    timeZone,
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    weekday: 'long',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(moment)
  const of = (type: string): string => written.find((part) => part.type === type)?.value ?? ''
  const monthNumber = new Intl.DateTimeFormat('en-US', { timeZone, month: '2-digit' }).format(moment)
  return {
    year: of('year'),
    month: of('month'),
    monthNumber,
    day: of('day'),
    weekday: of('weekday'),
    time: `${of('hour')}:${of('minute')}`,
    second: of('second'),
  }
}

const endings = new Map([
  ['1', 'st'],
  ['2', 'nd'],
  ['3', 'rd'],
])

const ordinal = (day: string): string => `${day}${/1[123]$/.test(day) ? 'th' : (endings.get(day.slice(-1)) ?? 'th')}`

function relativeDay(moment: Date, { timeZone, now }: Zone): string | null {
  if (!now) return null
  const dayOf = (date: Date): number => {
    const part = partsOf(date, timeZone)
    return Date.UTC(Number(part.year), Number(part.monthNumber) - 1, Number(part.day)) / 86_400_000
  }
  return (
    new Map([
      [-1, 'yesterday'],
      [0, 'today'],
      [1, 'tomorrow'],
    ]).get(dayOf(moment) - dayOf(now)) ?? null
  )
}

function ago(moment: Date, zone: Zone): string | null {
  if (!zone.now) return formOf('date_short', moment, zone)
  const minutes = Math.round((moment.getTime() - zone.now.getTime()) / 60_000)
  const form = new Intl.RelativeTimeFormat('en-US', { numeric: 'always' })
  if (Math.abs(minutes) < 60) return form.format(minutes, 'minute')
  const hours = Math.round(minutes / 60)
  return Math.abs(hours) < 24 ? form.format(hours, 'hour') : form.format(Math.round(hours / 24), 'day')
}
