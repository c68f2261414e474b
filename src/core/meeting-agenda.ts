/** The parts of a review meeting, in their order. */
export const agendaKeys = ['opening', 'accounts', 'unclear', 'next', 'after'] as const
export type AgendaKey = (typeof agendaKeys)[number]

export type AgendaItem = { key: AgendaKey; minutes: number; text: string }

/** What each part is, and how much of an hour it takes. What is left is for the accounts. */
const parts: readonly { key: AgendaKey; ofAnHour: number | 'the rest'; text: string }[] = [
  { key: 'opening', ofAnHour: 5, text: 'Opening: what this is for, and the promise about how it is used' },
  { key: 'accounts', ofAnHour: 'the rest', text: 'The accounts, one after the other, from before anybody knew how it would end' },
  { key: 'unclear', ofAnHour: 10, text: 'What is unclear, and what was true long before' },
  { key: 'next', ofAnHour: 5, text: 'The next one, and changes to think about; deciding comes later' },
  { key: 'after', ofAnHour: 5, text: 'Three short questions, each for themselves' },
]

/** The shortest meeting that has room for accounts, and the longest that people bear, in minutes. */
export const shortestMeeting = 15
export const longestMeeting = 240

/** What the form offers, in minutes; the first is the usual one. */
export const meetingLengths = [60, 30, 45, 90, 120] as const

/** No part is shorter. */
const shortestPart = 1

/** An agenda of so many minutes. More than half of them are for the accounts. */
export function agendaOf(minutes: number): AgendaItem[] {
  const share = (ofAnHour: number): number => Math.max(Math.floor((minutes * ofAnHour) / 60), shortestPart)
  const others = parts.reduce((sum, { ofAnHour }) => sum + (ofAnHour === 'the rest' ? 0 : share(ofAnHour)), 0)
  return parts.map(({ key, ofAnHour, text }) => ({
    key,
    text,
    minutes: ofAnHour === 'the rest' ? minutes - others : share(ofAnHour),
  }))
}
