import type { Ctx } from '../context.ts'
import type { Person } from '../core/people.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { listMembers as listInStore } from '../store/people.ts'

/** Whom somebody can choose on a page: members of their workspace whom the bot has met. Slack's own forms know everybody. */
export const listMembers = (ctx: Ctx, { workspaceId }: PersonViewer): Promise<Person[]> =>
  ctx.db.statement((tx) => listInStore(tx, workspaceId))
