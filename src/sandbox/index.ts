/** A Slack on this machine: to try the bot and to test it. It knows nothing of the bot. */
export type { Problem } from './block-kit/index.ts'
export type { Channel } from './channel.ts'
export type { Faults } from './faults.ts'
export type { Target } from './people/clicks.ts'
export type { ChannelRef, Person, PersonRef } from './people/person.ts'
export type { PostedFile, PostOptions } from './people/write.ts'
export { Refused } from './refuse.ts'
export { type Sandbox, type SandboxOptions, startSandbox } from './sandbox.ts'
export { allScopes, type NewWorkspace } from './team.ts'
export type {
  Answer,
  Block,
  Call,
  CommandAnswer,
  Fields,
  FieldValue,
  LimitsMode,
  Message,
  OpenView,
  Reaction,
  SeenMessage,
  Settings,
  SlackFile,
  SubmitAnswer,
  View,
  ViewState,
} from './types.ts'
export type { BotMessage, NewChannel, NewUser, Workspace } from './workspace.ts'
