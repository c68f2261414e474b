import type { Workspace } from '../../src/sandbox/index.ts'

/** One event as Slack sends it, as the text of the request. Every one has an id of its own. */
export type Payloads = {
  message(channel: string, user: string, ts: string): string
  reaction(channel: string, user: string, ts: string): string
}

/** Fields as in https://docs.slack.dev/reference/events/message and https://docs.slack.dev/reference/events/reaction_added */
export function createPayloads(workspace: Workspace): Payloads {
  let made = 0
  const envelope = (event: Record<string, unknown>): string => {
    made += 1
    return JSON.stringify({
      token: 'verification-token',
      team_id: workspace.teamId,
      context_team_id: workspace.teamId,
      context_enterprise_id: null,
      api_app_id: workspace.appId,
      event,
      type: 'event_callback',
      event_id: `EvBENCH${String(made).padStart(8, '0')}`,
      event_time: Math.floor(Date.now() / 1000),
      authorizations: [
        {
          enterprise_id: null,
          team_id: workspace.teamId,
          user_id: workspace.botUserId,
          is_bot: true,
          is_enterprise_install: false,
        },
      ],
      is_ext_shared_channel: false,
      event_context: `4-bench-${made}`,
    })
  }
  return {
    message: (channel, user, ts) => {
      const elements = [{ type: 'rich_text_section', elements: [{ type: 'text', text: words }] }]
      const blocks = [{ type: 'rich_text', block_id: 'b1', elements }]
      const about = { channel, channel_type: 'channel', team: workspace.teamId, event_ts: ts }
      return envelope({ type: 'message', user, client_msg_id: `bench-${made}`, ts, text: words, blocks, ...about })
    },
    reaction: (channel, user, ts) => {
      const about = { item: { type: 'message', channel, ts }, item_user: user, event_ts: ts }
      return envelope({ type: 'reaction_added', user, reaction: 'pushpin', ...about })
    },
  }
}

const words = 'the users table is empty on the replica as well, and the last backup that I can find is from September'
