import type { Channel, Person, Workspace } from '../sandbox/index.ts'

/** Somebody in the story: what they are called, where they are, and how they act. */
export type Player = { called: string; city: string; timeZone: string; acts: Person }

/** The people of the story. Maya is on call, Jo leads, Sam writes code, Priya looks after the databases. */
export type Cast = { maya: Player; jo: Player; sam: Player; priya: Player }

/** Brings everybody into the workspace, and into its channel #ops. */
export function furnish(workspace: Workspace): { cast: Cast; ops: Channel } {
  const join = (called: string, family: string, city: string, timeZone: string): Player => {
    const acts = workspace.addUser({ name: called, realName: `${called} ${family}`, tz: timeZone })
    return { called, city, timeZone, acts }
  }
  const cast = {
    maya: join('Maya', 'Lind', 'Vienna', 'Europe/Vienna'),
    jo: join('Jo', 'Hartley', 'London', 'Europe/London'),
    sam: join('Sam', 'Oduya', 'New York', 'America/New_York'),
    priya: join('Priya', 'Raman', 'Chennai', 'Asia/Kolkata'),
  }
  const members = Object.values(cast).map(({ acts }) => acts)
  return { cast, ops: workspace.addChannel({ name: 'ops', members }) }
}

/** The settings file of the company in the story, as YAML. */
export const settingsFile = (ops: Channel): string => `announceChannel: ${ops.id}\ntimeZone: Europe/Vienna\n`
