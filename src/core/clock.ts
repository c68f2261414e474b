/** What time it is, for every rule that depends on it. Tests and the demo hand in one that they move. */
export type Clock = { now(): Date }

export const realClock: Clock = { now: () => new Date() }

/** A clock that stands where it is put. */
export function createSetClock(start: Date): Clock & { set(to: Date): void; advance(milliseconds: number): void } {
  let now = start.getTime()
  return {
    now: () => new Date(now),
    set: (to) => {
      now = to.getTime()
    },
    advance: (milliseconds) => {
      now += milliseconds
    },
  }
}
