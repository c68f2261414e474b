/** `waiting` until due, `sent` in somebody's direct messages, then what they made of it. `dropped` where it must not be asked any more. */
export const promptStates = ['waiting', 'sent', 'answered', 'skipped', 'dropped'] as const
export type PromptState = (typeof promptStates)[number]

/** How an answer is shown to others, where its writer says so. */
export const releases = ['by_role', 'with_name'] as const
export type Released = (typeof releases)[number]

/** Who may see an answer. Nothing but `only_me` until its writer says otherwise. */
export const visibilities = ['only_me', ...releases] as const
export type Visibility = (typeof visibilities)[number]

export type Prompt = {
  id: string
  workspaceId: string
  incidentId: string
  userId: string
  questionId: string
  entryId: number | null
  momentAt: Date | null
  /** Why this question, in words for the person: "because your message from 14:28 is on the timeline". No words of others. */
  reason: string
  state: PromptState
  /** When it may reach its person: for the first time, or once more after "later". */
  dueAt: Date
  /** When it was last shown anew; it names that showing. Null before the first. */
  sentAt: Date | null
  createdAt: Date
}

export type Answer = {
  id: number
  workspaceId: string
  incidentId: string
  promptId: string
  userId: string
  /** Null where it cannot be opened: the key that seals answers is not at hand, or the row was damaged. */
  text: string | null
  visibility: Visibility
  writtenAt: Date
  releasedAt: Date | null
}

/** The name of a released answer as a source: `A7`. */
export const answerRef = (id: number): string => `A${id}`
