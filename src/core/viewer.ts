/**
 * Who is asking. Every read of an incident for somebody takes one; there is no way around it.
 * - `person`: somebody in Slack; sees what is open, and the private incidents whose channel they are in.
 * - `public`: nobody in particular (an announcement, an export without a reader); sees no private incident.
 * - `bot`: the bot's own work on one incident (a job, an event). What it then shows goes only where the incident is shown already.
 */
export type Viewer =
  | { kind: 'person'; workspaceId: string; userId: string }
  | { kind: 'public'; workspaceId: string }
  | { kind: 'bot'; workspaceId: string }

/** Somebody in Slack: only people change things. */
export type PersonViewer = Extract<Viewer, { kind: 'person' }>

/** The bot's own eyes in one workspace. */
export const asBot = (workspaceId: string): Viewer => ({ kind: 'bot', workspaceId })

/**
 * The rule of the privacy gate.
 * @param isMember whether a person is in the incident's channel now (or has just declared it, before it has one)
 */
export function maySee(viewer: Viewer, incident: { workspaceId: string; isPrivate: boolean }, isMember: boolean): boolean {
  if (viewer.workspaceId !== incident.workspaceId) return false
  if (!incident.isPrivate) return true
  switch (viewer.kind) {
    case 'bot':
      return true
    case 'public':
      return false
    case 'person':
      return isMember
  }
}
