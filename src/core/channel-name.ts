import type { Incident } from './incident.ts'
import { dayNumbers } from './time-text.ts'

/** Slack allows small letters (of any script), digits, `-` and `_`, at most 80 characters: https://docs.slack.dev/reference/methods/conversations.create */
const longest = 80

/**
 * The name that a channel is asked for: the template filled from the incident.
 * @param template with `{number}`, `{date}`, `{title}` or `{severity}`
 * @param timeZone IANA name of the organisation's zone: `{date}` is the day of the declaration there, `2026-11-22`
 * @param attempt from 1; the second gets `-2`, for a name that is taken
 */
export function channelNameFor(
  incident: Pick<Incident, 'number' | 'title' | 'severity' | 'declaredAt'>,
  template: string,
  timeZone: string,
  attempt: number,
): string {
  const slots: Record<string, string> = {
    number: String(incident.number),
    date: dayNumbers(incident.declaredAt, timeZone),
    severity: slug(incident.severity),
    title: slug(incident.title) || String(incident.number),
  }
  const filled = slug(
    template.replace(/\{(\w+)\}/g, (whole, name: string) => slots[name] ?? whole),
    '_',
  )
  const suffix = attempt > 1 ? `-${attempt}` : ''
  const room = [...filled].slice(0, longest - suffix.length).join('')
  return `${room.replace(/[-_]+$/, '')}${suffix}`
}

/** A name that no rule of a workspace has anything against: `inc-12`. */
export const plainestName = (incident: Pick<Incident, 'number'>, attempt: number): string =>
  attempt > 1 ? `inc-${incident.number}-${attempt}` : `inc-${incident.number}`

/** Whether Slack may have made one name of the other: it changes what it does not like. */
export const isSameName = (a: string, b: string): boolean => letters(a) === letters(b)

const letters = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

/** Words as Slack takes them in a channel's name. Latin letters lose their accents; what is no letter or digit becomes one `-`. */
function slug(text: string, alsoKept = ''): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/([a-z])\p{M}+/gu, '$1')
    .normalize('NFKC')
    .replace(new RegExp(`[^\\p{Ll}\\p{Lo}\\p{M}\\p{Nd}${alsoKept}]+`, 'gu'), '-')
    .replace(/^[-\p{M}]+|-+$/gu, '')
}
