import type { Person, Workspace } from '../sandbox/index.ts'

/** Who plays, and where in the world they are. */
const parts = {
  maya: { realName: 'Maya Lind', tz: 'Europe/Vienna' },
  jo: { realName: 'Jo Hartley', tz: 'Europe/London' },
  sam: { realName: 'Sam Oduya', tz: 'America/New_York' },
  priya: { realName: 'Priya Raman', tz: 'Asia/Kolkata' },
} as const

/** Somebody in the story: what they are called, their time zone, and how they act. */
export type Player = { called: string; city: string; timeZone: string; acts: Person }
export type Cast = Record<keyof typeof parts, Player>

/** Brings everybody into the workspace. */
export function castInto(workspace: Workspace): Cast {
  const join = (name: keyof typeof parts): Player => {
    const { realName, tz } = parts[name]
    const acts = workspace.addUser({ name, realName, tz })
    return { called: realName.split(' ')[0] ?? realName, city: cityOf(tz), timeZone: tz, acts }
  }
  return { maya: join('maya'), jo: join('jo'), sam: join('sam'), priya: join('priya') }
}

const cityOf = (timeZone: string): string => (timeZone.split('/')[1] ?? timeZone).replaceAll('_', ' ')
