/**
 * `waiting` until due, `sent` in somebody's direct messages, then what they made of it; `passed` where they said that it was not
 * theirs. `dropped` where it must not be asked any more.
 */
export const promptStates = ['waiting', 'sent', 'answered', 'skipped', 'passed', 'dropped'] as const
export type PromptState = (typeof promptStates)[number]

/** Whose a question is: the bot's own; one more, because they wanted it; handed on by a colleague; sent by the host of the review; or their own, that nobody asked. */
export const promptOrigins = ['bot', 'more', 'handed', 'host', 'own'] as const
export type PromptOrigin = (typeof promptOrigins)[number]

/** How an answer is shown to others, where its writer says so. */
export const releases = ['by_role', 'with_name'] as const
export type Released = (typeof releases)[number]

/**
 * Who may see an answer. Nothing but `only_me` until its writer says otherwise. `host`: one person, who hosted the review when it
 * was released to them. `merged`: the review, with nothing beside it that tells whose it is.
 */
export const visibilities = ['only_me', 'host', ...releases, 'merged'] as const
export type Visibility = (typeof visibilities)[number]

/** What forms may begin with, once it is remembered. That somebody merges is not: it would tell of the one who did. */
export const remembered = ['only_me', 'host', ...releases] as const

/** As what a question was shown last. */
export const showings = ['first', 'reminder', 'later'] as const
export type ShownAs = (typeof showings)[number]

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
  /** When it was first put to them, by which the pace goes. A note to oneself was never asked for. */
  askedAt: Date | null
  origin: PromptOrigin
  /** Who handed it on, or sent it; and what the host wrote beside it. */
  fromId: string | null
  fromWords: string | null
  /** What of the review the host asks about, by its name: `C12`. */
  aboutRef: string | null
  /** Whether how they are stands above it. */
  hasOpening: boolean
  /** When its only reminder is due; null where there is none (any more). */
  remindAt: Date | null
  shownAs: ShownAs
  /** Where it was not theirs: to whom they handed it on. Or who might know, or which team: the host sees that, without who said so. */
  handedToId: string | null
  pointsToId: string | null
  pointsToWords: string | null
}

type NewPrompt = Pick<Prompt, 'id' | 'workspaceId' | 'incidentId' | 'userId' | 'questionId' | 'dueAt' | 'createdAt'> &
  Partial<Prompt>

/** A question of the bot's that nothing has become of yet, but for what is said otherwise. */
export const newPrompt = (of: NewPrompt): Prompt => ({
  entryId: null,
  momentAt: null,
  reason: '',
  state: 'waiting',
  sentAt: null,
  askedAt: null,
  origin: 'bot',
  fromId: null,
  fromWords: null,
  aboutRef: null,
  hasOpening: false,
  remindAt: null,
  shownAs: 'first',
  handedToId: null,
  pointsToId: null,
  pointsToWords: null,
  ...of,
})

/** What people add to a review by themselves: what they saw of it, or what is off in how a moment of it stands. */
export const ownQuestions = ['what-i-saw', 'set-right'] as const
export type OwnQuestion = (typeof ownQuestions)[number]

/** What somebody leaves themselves is kept like an answer; nobody asked for it. */
export const noteToSelf = 'note-to-self'

export type Answer = {
  id: number
  workspaceId: string
  incidentId: string
  promptId: string
  userId: string
  /** Null where it cannot be opened: the key that seals answers is not at hand, or the row was damaged. */
  text: string | null
  visibility: Visibility
  /** To whom it was released, where that is one person: the host of then. */
  releasedTo: string | null
  /** What takes a merged answer back once nobody knows whose it is. Null for any other. */
  receipt: string | null
  writtenAt: Date
  releasedAt: Date | null
}

/** The name of a released answer as a source: `A7`. */
export const answerRef = (id: number): string => `A${id}`

const ofNote = 'note:'

/** What a note to oneself about an incident is known by, also before there is a prompt for it; an answer is known by its prompt's id. */
export const noteSubject = (incidentId: string): string => `${ofNote}${incidentId}`

export const subjectOf = ({ id, questionId, incidentId }: Pick<Prompt, 'id' | 'questionId' | 'incidentId'>): string =>
  questionId === noteToSelf ? noteSubject(incidentId) : id

/** The incident that a note to oneself is about; null where the subject is a prompt. */
export const incidentOfNote = (subject: string): string | null =>
  subject.startsWith(ofNote) ? subject.slice(ofNote.length) : null
