import type { Asking } from '../core/asking.ts'
import { refreshOpening, refreshPrompt } from '../jobs/refresh.ts'
import type { Tx } from '../store/db.ts'
import { listPromptsOf } from '../store/prompts.ts'

/** Has how somebody is shown as it stands now: above a question, or alone. Before it was asked, there is nothing to show. */
export async function refreshCare(tx: Tx, asking: Asking): Promise<void> {
  if (asking.openedAt === null) return
  const below = (await listPromptsOf(tx, asking.incidentId, asking.userId)).filter(({ hasOpening }) => hasOpening)
  if (below.length === 0) await refreshOpening(tx, asking)
  for (const prompt of below) await refreshPrompt(tx, prompt)
}
