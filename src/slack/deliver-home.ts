import { hasHome, readHome } from '../flows/read-home.ts'
import type { JobOf } from '../jobs/catalogue.ts'
import type { Desk } from './desk.ts'
import { unlessUnreachable } from './unreachable.ts'
import { homeView } from './views/home.ts'

/** Shows somebody's own page as it stands now; nothing where they have never opened it. Nothing of what it showed is kept. */
export async function showHome(desk: Desk, { userId }: JobOf<'home.show'>, page = 0): Promise<void> {
  if (!(await hasHome(desk.ctx, { workspaceId: desk.workspaceId, userId }))) return
  await unlessUnreachable(
    () => publishHome(desk, userId, page),
    async () => undefined,
  )
}

/** A page of it. After a change it begins again with the newest. */
async function publishHome(desk: Desk, userId: string, page: number): Promise<void> {
  const read = await readHome(desk.ctx, { kind: 'person', workspaceId: desk.workspaceId, userId })
  await desk.api.call('views.publish', { user_id: userId, view: homeView(read, page) })
}
