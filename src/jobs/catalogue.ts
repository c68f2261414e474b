import { z } from 'zod'
import { mendedKinds } from '../core/mended.ts'

const ofIncident = z.object({ incidentId: z.string() })
const ofMessage = z.object({ incidentId: z.string(), channelId: z.string(), ts: z.string() })

const ofPerson = z.object({ incidentId: z.string(), userId: z.string() })

/** Whom to tell, and where: Slack's response_url of what they did, or their direct messages. */
const toPerson = z.object({ incidentId: z.string(), userId: z.string(), responseUrl: z.string().nullable() })

/** Which comparison with Slack it belongs to, and since when the bot may have missed something. Moments as ISO 8601. */
const ofRun = z.object({ incidentId: z.string(), run: z.string(), askedAt: z.string(), awaySince: z.string().nullable() })
const mended = z.record(z.enum(mendedKinds), z.number())

/**
 * How far a comparison has come. `edgeTs`: up to where the history, or after it the first of the threads, is read; `read`: how many
 * messages that people wrote that were.
 */
const progress = z.object({
  isHistoryRead: z.boolean(),
  edgeTs: z.string().nullable(),
  threads: z.array(z.string()),
  arePinsRead: z.boolean(),
  read: z.number(),
  calls: z.number(),
  mended,
})

/** Every job: its name, and what it carries. Ids only: a job shows what is true when it runs. */
export const catalogue = {
  'channel.make': toPerson,
  'link.tell': toPerson,
  'people.invite': z.object({ incidentId: z.string(), userIds: z.array(z.string()) }),
  'watchers.invite': ofIncident,
  'members.refresh': ofIncident,
  'headline.refresh': ofIncident,
  'headline.pin': ofIncident,
  'bookmark.add': ofIncident,
  'topic.refresh': ofIncident,
  'announcement.refresh': ofIncident,
  'change.tell': z.object({ incidentId: z.string(), entryIds: z.array(z.number()) }),
  'message.fetch': ofMessage,
  /** Of a message that is on the timeline. */
  'files.copy': ofMessage,
  'noticed.refresh': ofIncident,
  /** `words` are as they were typed: nothing else has them until Slack has said what kind of channel it is. */
  'channel.adopt': toPerson.extend({ channelId: z.string(), words: z.string() }),
  /** One call to Slack each; the next stretch is a job of its own. `backfillAskedAt`: somebody waits for what was written before. */
  'channel.reconcile': ofRun.extend({ backfillAskedAt: z.string().nullable(), progress }),
  'backfill.show': ofIncident.extend({ askedAt: z.string(), read: z.number(), threadsLeft: z.number(), isDone: z.boolean() }),
  'import.tell': toPerson.extend({ transcriptId: z.string(), added: z.number(), known: z.number() }),
  'catch-up.tell': ofRun.extend({ mended }),
  /** Shows somebody at work on an incident which earlier ones are like it. */
  'rhymes.show': ofPerson,
  'resolution.tell': z.object({ incidentId: z.string(), resolvedAt: z.string() }),
  'review.compile': ofIncident,
  'review.tell': ofIncident,
  'pictures.show': ofIncident,
  'published.tell': ofIncident,
  'host.tell': ofIncident,
  /** Somebody, `userId`, was asked whether they would host a review; or proposed `askedId`, who would rather not. */
  'host.ask': ofPerson,
  'host.declined': ofPerson.extend({ askedId: z.string() }),
  'meeting.tell': ofIncident,
  'meeting.remind': ofIncident,
  'afterwards.show': ofPerson,
  /** The month is over for those who wished to be asked again, whom the bot may not know yet. */
  'month.plan': ofIncident,
  'afterwards.tell': ofIncident,
  'lead.check': ofPerson,
  'channel.ask': ofIncident.extend({ askedAt: z.string() }),
  /** A change came of what people had told: tells them. `stage` is as of `ChangeTold`. */
  'came-of.tell': ofIncident.extend({ changeId: z.number(), stage: z.string() }),
  /** Asks the host of a review what came of a change. */
  'look-again.ask': ofIncident.extend({ changeId: z.number() }),
  'prompts.plan': ofIncident,
  /** A question waits for somebody whom the bot may not know yet. */
  'prompt.meet': z.object({ promptId: z.string() }),
  /** Their own page. */
  'home.show': z.object({ userId: z.string() }),
  /** Of somebody who was forgotten: what was written to them, and their own page. */
  'message.remove': z.object({ channelId: z.string(), ts: z.string() }),
  'home.clear': z.object({ userId: z.string() }),
  'opening.show': ofPerson,
  /** Somebody, `userId`, would like to be called by `calleeId`. */
  'call.ask': ofPerson.extend({ calleeId: z.string() }),
  /** `shownAt` names which showing of the prompt is meant: after "later" there is another. */
  'prompt.show': z.object({ promptId: z.string(), shownAt: z.string() }),
}

export type Jobs = { [Name in keyof typeof catalogue]: z.infer<(typeof catalogue)[Name]> }
export type JobName = keyof Jobs
export type JobOf<Name extends JobName> = Jobs[Name]
