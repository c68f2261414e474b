/** What the bot knows of a Slack user. `timeZone` is an IANA name such as `Europe/Vienna`. */
export type Person = {
  workspaceId: string
  userId: string
  name: string
  timeZone: string | null
  isBot: boolean
  isDeleted: boolean
  /** Slack shows a guest only the channels they are in. */
  isGuest: boolean
}

/** Who held a role of an incident, from when to when; `untilAt` is null for whoever holds it now. */
export type RoleHolding = { incidentId: string; role: string; userId: string; fromAt: Date; untilAt: Date | null }
