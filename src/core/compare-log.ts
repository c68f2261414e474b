import { type Deletion, deletions } from './compare-deletions.ts'
import { markChanges } from './compare-marks.ts'
import { readsAsKept } from './forgotten.ts'
import type { KnownMark, Logged, Seen, Stretch, Wording } from './stretch.ts'
import { compareTs, type EntryKind } from './timeline.ts'

/*
 * What Slack shows of a stretch of a channel now, against what the log and the marks say of it. Slack tells no history:
 * only how things stood when it was asked. So what is concluded is written as of that moment, or a little before, and an event
 * that is newer than that holds against it, whenever it arrives.
 */

/** What has to be written so that log and marks say what Slack shows. */
export type Mends<M extends Wording> = {
  missed: M[]
  edited: M[]
  deleted: Deletion[]
  marks: KnownMark[]
  /** Threads that have to be read, by their first message. */
  threads: string[]
}

/**
 * Compares what Slack shows with what is known.
 * @param known at least all of the log and the marks that lies in the stretch, and of the log all replies to its messages
 * @param kindOf what an emoji means as a mark, or undefined
 */
export function compareLog<M extends Wording>(
  seen: readonly Seen<M>[],
  known: { log: readonly Logged[]; marks: readonly KnownMark[] },
  stretch: Stretch,
  kindOf: (emoji: string) => EntryKind | undefined,
): Mends<M> {
  const logged = new Map(known.log.map((each) => [each.ts, each]))
  const others = seen.filter(({ isOwn }) => !isOwn)
  const alive = others.flatMap(({ message, isEdited }) => (message ? [{ message, isEdited }] : []))
  const missed = alive.filter(({ message }) => !logged.has(message.ts) && compareTs(message.ts, stretch.sinceTs) >= 0)
  const edited = alive.filter(({ message }) => isOlder(logged.get(message.ts), message, stretch))
  const versioned = ({ message, isEdited }: { message: M; isEdited: boolean }): M => ({
    ...message,
    versionTs: versionOf(message.versionTs, isEdited, logged.get(message.ts), stretch.asOf),
  })
  return {
    missed: missed.map(versioned),
    edited: edited.map(versioned),
    deleted: deletions(others, logged, known.log, new Map(seen.map((each) => [each.ts, each])), stretch),
    marks: others
      .filter(({ ts, message }) => message && (compareTs(ts, stretch.sinceTs) >= 0 || logged.has(ts)))
      .flatMap((each) => markChanges(each, known.marks, stretch.asOf, kindOf)),
    threads: seen.filter((each) => isThreadDue(each, known.log, stretch)).map(({ ts }) => ts),
  }
}

/** Whether the log has other words than Slack, and not because it heard of a newer version. */
const isOlder = (logged: Logged | undefined, message: Wording, { asOf }: Stretch): boolean =>
  logged !== undefined && !logged.isDeleted && !readsAlike(logged, message) && compareTs(logged.versionTs, asOf) < 0

const readsAlike = (a: Wording, b: Wording): boolean =>
  readsAsKept(a.text, b.text) && a.files.length === b.files.length && a.files.every(({ id }, index) => id === b.files[index]?.id)

/**
 * The time under which a version is kept: the end of the second that Slack names, so that an event of an earlier edit in the same
 * second is not taken for newer. Where that would be no newer than what the log has, which is wrong all the same, it is `asOf`.
 */
function versionOf(versionTs: string, isEdited: boolean, logged: Logged | undefined, asOf: string): string {
  const [seconds = '0'] = versionTs.split('.')
  const isOver = isEdited && compareTs(asOf, `${Number(seconds) + 1}.000000`) >= 0
  const own = isOver ? `${seconds}.999999` : versionTs
  return logged && compareTs(own, logged.versionTs) <= 0 ? asOf : own
}

/** Of a thread that began before the incident only the newest replies are its own: how many there are says nothing. */
function isThreadDue({ ts, replies }: Seen<Wording>, log: readonly Logged[], stretch: Stretch): boolean {
  if (stretch.threadTs !== null || replies.count === 0) return false
  if (replies.latestTs !== null && compareTs(replies.latestTs, stretch.sinceTs) < 0) return false
  const own = log.filter((each) => each.threadTs === ts && each.ts !== ts && !each.isDeleted)
  const latest = own.reduce<string | null>((latestTs, each) => (compareTs(each.ts, latestTs) > 0 ? each.ts : latestTs), null)
  const isShort = own.length !== replies.count && compareTs(ts, stretch.sinceTs) >= 0
  return stretch.isAfterAbsence || isShort || latest !== replies.latestTs
}
