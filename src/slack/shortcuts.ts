import type { App, GlobalShortcut, MessageShortcut } from '@slack/bolt'
import { z } from 'zod'
import { openStatuses, statuses, titleAndDescription } from '../core/incident.ts'
import { Refusal } from '../core/refusal.ts'
import { readableText } from '../core/slack-text/slack-text.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { findIncident } from '../flows/find-incident.ts'
import { listIncidents } from '../flows/list-incidents.ts'
import type { ChosenMessage } from '../flows/put-message.ts'
import { clampText, type Modal } from './blocks.ts'
import type { Desk } from './desk.ts'
import { type AddTo, fitting, messageForm } from './entry-form.ts'
import { shortcuts } from './ids.ts'
import { ackInTime } from './in-time.ts'
import { asPosted, saidOf } from './message-words.ts'
import { openForm } from './open-form.ts'
import { zoneOf } from './own-zone.ts'
import { slackId, slackMessage } from './payloads.ts'
import { sentenceFor } from './refusals.ts'
import { respond } from './respond.ts'
import { sentence } from './views/answers.ts'
import { declareModal } from './views/forms.ts'
import { materialMessageModal } from './views/material-message.ts'

/** Slack sends the whole message, so that it works in channels that the bot is not in. */
const onMessage = z.object({ channel: z.object({ id: slackId, name: z.string().catch('') }), message: slackMessage })

type Chosen = { desk: Desk; viewer: PersonViewer; responseUrl: string | null; body: unknown }

/** Every shortcut, by its id, and the form that it opens. */
export const shortcutForms: Record<string, (chosen: Chosen) => Promise<Modal>> = {
  [shortcuts.addToTimeline]: addToTimeline,
  [shortcuts.addToReview]: addToReview,
  [shortcuts.declare]: async ({ desk }) => declareForm(desk, { title: '', description: '' }, {}),
  [shortcuts.declareFrom]: declareFrom,
}

/** What people choose in the menu of Slack, or of a message. */
export function registerShortcuts(app: App, desk: Desk): void {
  for (const [callbackId, formFor] of Object.entries(shortcutForms)) {
    app.shortcut<GlobalShortcut | MessageShortcut>(callbackId, async ({ shortcut, ack }) => {
      const viewer: PersonViewer = { kind: 'person', workspaceId: desk.workspaceId, userId: shortcut.user.id }
      const responseUrl = ('response_url' in shortcut && shortcut.response_url) || null
      const opened = open(desk, shortcut.trigger_id, responseUrl, () => formFor({ desk, viewer, responseUrl, body: shortcut }))
      await ackInTime(() => ack(), opened)
    })
  }
}

/** Where there is nothing to open, they are told why. */
async function open(desk: Desk, triggerId: string, responseUrl: string | null, formFor: () => Promise<Modal>): Promise<void> {
  try {
    await openForm(desk, { triggerId, responseUrl }, await formFor())
  } catch (error) {
    const told = sentence(sentenceFor(error, desk.ctx.log))
    if (responseUrl) await respond(responseUrl, told)
  }
}

type Status = (typeof statuses)[number]

/** The incident that a message belongs to; or those that it may. @throws Refusal where there is none */
async function incidentsFor({ desk, viewer }: Chosen, message: ChosenMessage, among: readonly Status[]): Promise<AddTo> {
  const { incident } = await findIncident(desk.ctx, { viewer, channelId: message.channelId, words: '' })
  if (incident) return { incident, incidents: [] }
  const incidents = await listIncidents(desk.ctx, viewer, among)
  if (incidents.length > 0) return { incident: null, incidents }
  throw new Refusal('No incident is open that you can see. In the menu of the message, *Declare an incident* starts one with it.')
}

/** Those that have a review, or will have one. */
const withReview = statuses.filter((status) => status !== 'cancelled')

/** One sentence is enough, or the words of the message. */
async function addToReview(chosen: Chosen): Promise<Modal> {
  const { message } = readMessage(chosen.desk, chosen.body)
  const to = await incidentsFor(chosen, message, withReview)
  const { text, ...rest } = message
  return materialMessageModal({
    metadata: {
      incidentId: to.incident?.id ?? null,
      message: { ...rest, files: fitting(rest.files) },
      responseUrl: chosen.responseUrl,
      page: null,
    },
    ...to,
    words: to.incident ? '' : text,
  })
}

async function addToTimeline(chosen: Chosen): Promise<Modal> {
  const { desk, viewer, responseUrl, body } = chosen
  const { message } = readMessage(desk, body)
  const to = await incidentsFor(chosen, message, openStatuses)
  return messageForm(message, to, desk.ctx.clock.now(), await zoneOf(desk, viewer), { responseUrl, page: null })
}

async function declareFrom({ desk, responseUrl, body }: Chosen): Promise<Modal> {
  const { message, isInPublic } = readMessage(desk, body)
  const { text: words, ...rest } = message
  const said = titleAndDescription(readableText(words).trim())
  const carried = { ...rest, files: fitting(rest.files) }
  return declareForm(desk, said, { message: carried, words, isPrivate: !isInPublic, responseUrl })
}

type Origin = Partial<Pick<Parameters<typeof declareModal>[0], 'message' | 'words' | 'isPrivate' | 'responseUrl'>>

function declareForm({ ctx }: Desk, said: { title: string; description: string }, origin: Origin): Modal {
  const { severities, defaultSeverity: severity } = ctx.config
  return declareModal({ severities, severity, ...said, isPrivate: false, kind: 'live', responseUrl: null, ...origin })
}

/** How Slack names a place that is not for all, instead of by its name. */
const hiddenPlaces = new Set(['privategroup', 'directmessage'])

/** @throws Refusal where the message cannot be read, or is the bot's own */
function readMessage(desk: Desk, body: unknown): { message: ChosenMessage; isInPublic: boolean } {
  const read = onMessage.safeParse(body).data
  const said = read && saidOf(desk.workspaceId, read.channel.id, read.message, asPosted)
  if (!said || said.kind === 'deleted') throw new Refusal('There is nothing in that message that I can read.')
  if (said.message.userId === desk.botUserId)
    throw new Refusal('That is a message of mine; what it tells is on the timeline already. `/incident note` adds to it.')
  const { channelId, ts, threadTs, userId: authorId, authorName, text, files } = said.message
  const isInPublic = !hiddenPlaces.has(read.channel.name) && !read.channel.name.startsWith('mpdm-')
  const name = authorName === null ? null : clampText(authorName, 100)
  return { message: { channelId, ts, threadTs, authorId, authorName: name, text, files }, isInPublic }
}
