/** Something that came as JSON, looked at field by field. */
export type Fields = Record<string, unknown>

/** One block of Block Kit, as Slack stores it (with a `block_id`, and an `action_id` on each element). */
export type Block = Fields

export type Reaction = { name: string; users: string[]; count: number }

export type SlackFile = {
  id: string
  name: string
  title: string
  mimetype: string
  filetype: string
  size: number
  user: string
  created: number
  timestamp: number
  mode: 'hosted' | 'tombstone'
  is_external: false
  url_private: string
  url_private_download: string
  permalink: string
}

/** A message as Slack's own methods give it. Times (`ts`) are seconds with six decimals, as text. */
export type Message = {
  type: 'message'
  subtype?: string
  user?: string
  bot_id?: string
  app_id?: string
  username?: string
  team?: string
  text: string
  ts: string
  thread_ts?: string
  parent_user_id?: string
  blocks?: Block[]
  attachments?: Fields[]
  files?: SlackFile[]
  edited?: { user: string; ts: string }
  reactions?: Reaction[]
  pinned_to?: string[]
  metadata?: { event_type: string; event_payload: Fields }
  reply_count?: number
  reply_users?: string[]
  reply_users_count?: number
  latest_reply?: string
  root?: Message
  hidden?: boolean
  client_msg_id?: string
  topic?: string
  purpose?: string
  name?: string
  old_name?: string
  inviter?: string
  upload?: boolean
}

/** A message as a person sees it: with its channel, and whether only they see it. */
export type SeenMessage = Message & { channel: string; isEphemeral: boolean }

/** The state of a form: block_id → action_id → what is in the field. */
export type ViewState = { values: Record<string, Record<string, Fields>> }

/** A modal or Home that is open before somebody. `errors` are those of the last `response_action: errors`, by block_id. */
export type View = {
  id: string
  team_id: string
  type: 'modal' | 'home'
  blocks: Block[]
  private_metadata: string
  callback_id: string
  external_id: string
  state: ViewState
  hash: string
  title: Fields | null
  submit: Fields | null
  close: Fields | null
  clear_on_close: boolean
  notify_on_close: boolean
  previous_view_id: string | null
  root_view_id: string
  app_id: string
  app_installed_team_id: string
  bot_id: string
}
export type OpenView = View & { errors: Record<string, string> }

/**
 * One call of the Web API, or one use of a `response_url` (the method is `response_url` then).
 * Times are `performance.now()`, milliseconds; `args` are without the token, JSON read.
 */
export type Call = {
  method: string
  args: Fields
  startedAt: number
  endedAt: number | null
  ok: boolean
  status: number | null
  error?: string
  /** Id of the workspace whose token it came with. */
  workspace: string | null
}

/**
 * What came of a delivery: `status` is the HTTP status (200 for an acknowledged envelope), `body` what the bot answered with.
 * `error` is what the person or Slack's log would show: `operation_timeout`, `dispatch_failed`, `http_error`, `connection_failed`.
 */
export type Answer = { ok: boolean; status: number | null; body: unknown; milliseconds: number; error?: string }

/** What came of a command: `reply` is the message that the answer itself carried. */
export type CommandAnswer = Answer & { reply: SeenMessage | null }

/**
 * What came of a form. `sent` is false where the client kept it back (a required field is empty); then `errors` says why.
 * `action` is what the bot asked for; without an answer the form closes.
 */
export type SubmitAnswer = Answer & {
  sent: boolean
  action: 'errors' | 'update' | 'push' | 'clear' | 'close' | 'none'
  errors: Record<string, string>
}

export type LimitsMode = 'off' | 'real'

/** A file that somebody posts or chooses. */
export type NewFile = { name: string; content: string | Buffer }

/** What is taken by value in a form: text, the text or value of an option, people (`@maya`, an id, a person), a moment. */
export type FieldValue = string | number | boolean | Date | null | { id: string } | NewFile | readonly (string | { id: string })[]

/** What a workspace allows and how large it is; all can be changed while it runs. */
export type Settings = {
  /** A free workspace has no user groups. */
  isFree: boolean
  /** Slack changes an unusable channel name instead of refusing it. */
  modifiesNames: boolean
  /** A preference that keeps bots from creating channels (`restricted_action`). */
  restrictsChannelCreation: boolean
  /** Commands carry `<@U…|name>` for `@name`, and escaped text. */
  shouldEscape: boolean
  mostPins: number
  mostBookmarks: number
  /** Where set, only these emoji exist. */
  emoji: string[] | null
}
