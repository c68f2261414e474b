import type { Ctx } from '../context.ts'
import type { SlackApi } from './api.ts'

/** What a delivery needs: the flows' context, the workspace it works for, and the way to Slack. */
export type Desk = { ctx: Ctx; workspaceId: string; botUserId: string; api: SlackApi }
