import type { Logged, Seen, Stretch, Wording } from './stretch.ts'
import { compareTs } from './timeline.ts'

/** A message that is gone; `isKnown`: the log still has its words. */
export type Deletion = { ts: string; isKnown: boolean }

/** What the log has and Slack does not show, where it should. @param others what Slack shows but the bot's own */
export function deletions(
  others: readonly Seen<Wording>[],
  logged: ReadonlyMap<string, Logged>,
  log: readonly Logged[],
  seen: ReadonlyMap<string, Seen<Wording>>,
  stretch: Stretch,
): Deletion[] {
  const tombstones = others.filter(({ ts, message }) => !message && !logged.get(ts)?.isDeleted)
  const missing = log.filter((each) => !each.isDeleted && isJudged(each, stretch) && isMissing(each, seen, stretch))
  return [...tombstones.map(({ ts }) => ({ ts, isKnown: logged.has(ts) })), ...missing.map(({ ts }) => ({ ts, isKnown: true }))]
}

/** Erasing cannot be undone: nothing is gone that Slack may not have shown yet. */
const isJudged = ({ ts }: Logged, { asOf, newestTs }: Stretch): boolean =>
  compareTs(ts, asOf) < 0 && newestTs !== null && compareTs(ts, newestTs) <= 0

function isMissing({ ts, threadTs }: Logged, seen: ReadonlyMap<string, Seen<Wording>>, stretch: Stretch): boolean {
  if (seen.has(ts)) return false
  const isReply = threadTs !== null && threadTs !== ts
  if (stretch.threadTs !== null) return isReply && threadTs === stretch.threadTs && isBetween(ts, stretch)
  if (!isReply) return isBetween(ts, stretch)
  const parent = seen.get(threadTs)
  return parent ? parent.replies.count === 0 : isBetween(threadTs, stretch)
}

const isBetween = (ts: string, { afterTs, beforeTs }: Stretch): boolean =>
  compareTs(ts, afterTs) > 0 && (beforeTs === null || compareTs(ts, beforeTs) < 0)
