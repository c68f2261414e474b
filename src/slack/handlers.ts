import { compileReview } from '../flows/compile-review.ts'
import type { Handlers } from '../jobs/task.ts'
import { tellChange, tellResolution, tellReviewOpen } from './deliver-changes.ts'
import { makeChannel, tellLink } from './deliver-channel.ts'
import { addBookmark, pinHeadline, refreshAnnouncement, refreshHeadline, refreshTopic } from './deliver-headline.ts'
import { fetchMessage, refreshNoticed } from './deliver-noticed.ts'
import { invitePeople, inviteWatchers, refreshMembers } from './deliver-people.ts'
import { planQuestions, showPrompt } from './deliver-prompts.ts'
import type { Desk } from './desk.ts'

/** Which delivery does which job. */
export const createHandlers = (desk: Desk): Handlers => ({
  'channel.make': (job) => makeChannel(desk, job),
  'link.tell': (job) => tellLink(desk, job),
  'people.invite': (job) => invitePeople(desk, job),
  'watchers.invite': (job) => inviteWatchers(desk, job),
  'members.refresh': (job) => refreshMembers(desk, job),
  'headline.refresh': (job) => refreshHeadline(desk, job),
  'headline.pin': (job) => pinHeadline(desk, job),
  'bookmark.add': (job) => addBookmark(desk, job),
  'topic.refresh': (job) => refreshTopic(desk, job),
  'announcement.refresh': (job) => refreshAnnouncement(desk, job),
  'change.tell': (job) => tellChange(desk, job),
  'message.fetch': (job) => fetchMessage(desk, job),
  'noticed.refresh': (job) => refreshNoticed(desk, job),
  'resolution.tell': (job) => tellResolution(desk, job),
  'review.compile': ({ incidentId }) => compileReview(desk.ctx, { workspaceId: desk.workspaceId, incidentId }),
  'review.tell': (job) => tellReviewOpen(desk, job),
  'prompts.plan': (job) => planQuestions(desk, job),
  'prompt.show': (job) => showPrompt(desk, job),
})
