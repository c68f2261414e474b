import type { Ctx } from '../context.ts'
import type { PersonViewer } from '../core/viewer.ts'
import type { Assets } from './assets.ts'
import type { Cookies } from './cookies.ts'

/** What pages need once the bot knows its workspace. */
export type PagesDesk = {
  ctx: Ctx
  workspaceId: string
  /** The address of the bot's own place in Slack, where everybody finds what they are asked. */
  homeInSlack: string
  signInWith: SignInWith
  meetAgain(userId: string): Promise<void>
}

/** How Slack says who somebody is. */
export type SignInWith = {
  addressFor(attempt: { state: string; nonce: string; redirectUri: string }): string
  /** @throws Refusal where it cannot be told */
  userIdFor(attempt: { nonce: string; redirectUri: string }, code: string): Promise<string>
}

/** The pages of one bot. `desk` is null until it knows its workspace, and when it stops. */
export type Pages = { publicUrl: string; assets: Assets; cookies: Cookies; desk(): PagesDesk | null }

/** Who is looking at a page. `formKey` is what a form of theirs carries, and no other site knows. */
export type Visitor = { viewer: PersonViewer; name: string; formKey: string }
