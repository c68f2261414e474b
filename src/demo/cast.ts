import type { Channel, Person, Workspace } from '../sandbox/index.ts'

/** Somebody in the story: what they are called, where they are, and how they act. */
export type Player = { called: string; city: string; timeZone: string; acts: Person }

/**
 * The people of the story. Maya is on call, Jo leads, Lena writes code, Priya looks after the databases. Ada is of another team;
 * Tom pays for storage, and was in no channel.
 */
export type Cast = { maya: Player; jo: Player; lena: Player; priya: Player; ada: Player; tom: Player }

/** Brings everybody into the workspace, and into its channel #ops. */
export function furnish(workspace: Workspace): { cast: Cast; ops: Channel } {
  const join = (called: string, family: string, city: string, timeZone: string): Player => {
    const acts = workspace.addUser({ name: called, realName: `${called} ${family}`, tz: timeZone })
    return { called, city, timeZone, acts }
  }
  const cast = {
    maya: join('Maya', 'Lind', 'Vienna', 'Europe/Vienna'),
    jo: join('Jo', 'Hartley', 'London', 'Europe/London'),
    lena: join('Lena', 'Oduya', 'New York', 'America/New_York'),
    priya: join('Priya', 'Raman', 'Chennai', 'Asia/Kolkata'),
    ada: join('Ada', 'Brandt', 'Berlin', 'Europe/Berlin'),
    tom: join('Tom', 'Ashby', 'London', 'Europe/London'),
  }
  const members = Object.values(cast).map(({ acts }) => acts)
  return { cast, ops: workspace.addChannel({ name: 'ops', members }) }
}

/** The settings file of the company in the story, as YAML. */
export const settingsFile = (ops: Channel): string => `announceChannel: ${ops.id}\ntimeZone: Europe/Vienna\n`
