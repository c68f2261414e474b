import { compileReview } from '../flows/compile-review.ts'
import type { Handlers } from '../jobs/task.ts'
import { SlackRefused } from './api.ts'
import { adopt } from './deliver-adoption.ts'
import { showAfterwards, tellAfterwards } from './deliver-afterwards.ts'
import { showBackfill } from './deliver-backfill.ts'
import { askToLookAgain, tellCameOf } from './deliver-came-of.ts'
import { askForCallBack, showOpening } from './deliver-care.ts'
import { tellChange, tellResolution } from './deliver-changes.ts'
import { makeChannel, tellLink } from './deliver-channel.ts'
import { copyFiles } from './deliver-copies.ts'
import { askChannel, checkOnLead } from './deliver-during.ts'
import { clearHome, removeMessage } from './deliver-forgotten.ts'
import { addBookmark, pinHeadline, refreshAnnouncement, refreshHeadline, refreshTopic } from './deliver-headline.ts'
import { showHome } from './deliver-home.ts'
import { tellHost } from './deliver-host.ts'
import { showHostRequest, tellRathersNot } from './deliver-host-request.ts'
import { tellImport } from './deliver-import.ts'
import { remindHost, tellMeeting } from './deliver-meeting.ts'
import { fetchMessage, refreshNoticed } from './deliver-noticed.ts'
import { invitePeople, inviteWatchers, refreshMembers } from './deliver-people.ts'
import { showPictures } from './deliver-pictures.ts'
import { meetForPrompt, planMonth, planQuestions, showPrompt } from './deliver-prompts.ts'
import { reconcileChannel, tellCatchUp } from './deliver-reconcile.ts'
import { showReview, tellPublished } from './deliver-review.ts'
import { showRhymes } from './deliver-rhymes.ts'
import type { Desk } from './desk.ts'

/** Which delivery does which job. */
export const createHandlers = (desk: Desk): Handlers => ({
  'channel.make': (job) => makeChannel(desk, job),
  'channel.adopt': (job) => adopt(desk, job),
  'link.tell': (job) => tellLink(desk, job),
  'people.invite': unlessAtRest((job) => invitePeople(desk, job)),
  'watchers.invite': (job) => inviteWatchers(desk, job),
  'members.refresh': (job) => refreshMembers(desk, job),
  'headline.refresh': unlessAtRest((job) => refreshHeadline(desk, job)),
  'headline.pin': unlessAtRest((job) => pinHeadline(desk, job)),
  'bookmark.add': unlessAtRest((job) => addBookmark(desk, job)),
  'topic.refresh': unlessAtRest((job) => refreshTopic(desk, job)),
  'announcement.refresh': (job) => refreshAnnouncement(desk, job),
  'change.tell': unlessAtRest((job) => tellChange(desk, job)),
  'message.fetch': (job) => fetchMessage(desk, job),
  'files.copy': (job) => copyFiles(desk, job),
  'noticed.refresh': (job) => refreshNoticed(desk, job),
  'channel.reconcile': (job) => reconcileChannel(desk, job),
  'backfill.show': unlessAtRest((job) => showBackfill(desk, job)),
  'import.tell': (job) => tellImport(desk, job),
  'catch-up.tell': (job) => tellCatchUp(desk, job),
  'rhymes.show': (job) => showRhymes(desk, job),
  'resolution.tell': unlessAtRest((job) => tellResolution(desk, job)),
  'review.compile': ({ incidentId }) => compileReview(desk.ctx, { workspaceId: desk.workspaceId, incidentId }),
  'review.tell': unlessAtRest((job) => showReview(desk, job)),
  'pictures.show': unlessAtRest((job) => showPictures(desk, job)),
  'published.tell': unlessAtRest((job) => tellPublished(desk, job)),
  'came-of.tell': (job) => tellCameOf(desk, job),
  'look-again.ask': (job) => askToLookAgain(desk, job),
  'prompts.plan': (job) => planQuestions(desk, job),
  'prompt.show': (job) => showPrompt(desk, job),
  'home.show': (job) => showHome(desk, job),
  'message.remove': (job) => removeMessage(desk, job),
  'home.clear': (job) => clearHome(desk, job),
  'lead.check': (job) => checkOnLead(desk, job),
  'channel.ask': unlessAtRest((job) => askChannel(desk, job)),
  'host.tell': (job) => tellHost(desk, job),
  'host.ask': (job) => showHostRequest(desk, job),
  'host.declined': (job) => tellRathersNot(desk, job),
  'meeting.tell': unlessAtRest((job) => tellMeeting(desk, job)),
  'meeting.remind': (job) => remindHost(desk, job),
  'afterwards.show': (job) => showAfterwards(desk, job),
  'month.plan': (job) => planMonth(desk, job),
  'afterwards.tell': (job) => tellAfterwards(desk, job),
  'prompt.meet': (job) => meetForPrompt(desk, job),
  'opening.show': (job) => showOpening(desk, job),
  'call.ask': (job) => askForCallBack(desk, job),
})

/** What Slack says of a channel that was archived. */
const atRest = new Set(['is_archived', 'is_inactive'])

/** Does what shows in the channel of an incident. Where people have archived it, there is nobody to show it to, and nothing is wrong. */
function unlessAtRest<Job>(deliver: (job: Job) => Promise<void>): (job: Job) => Promise<void> {
  return async (job) => {
    try {
      await deliver(job)
    } catch (error) {
      if (!(error instanceof SlackRefused) || !atRest.has(error.code)) throw error
    }
  }
}
