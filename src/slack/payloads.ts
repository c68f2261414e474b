import { z } from 'zod'

/*
 * What is read of what Slack sends. Slack's payloads have many more fields and grow: what is not named here is ignored,
 * and what is missing is dealt with, never fatal.
 */

const file = z.object({
  id: z.string(),
  name: z.string().nullish(),
  title: z.string().nullish(),
  permalink: z.string().nullish(),
})

const attachment = z.object({
  pretext: z.string().nullish(),
  title: z.string().nullish(),
  text: z.string().nullish(),
  fallback: z.string().nullish(),
})

const textual = z.object({ text: z.string().optional() }).optional()
const block = z.object({ type: z.string(), text: z.union([textual, z.string()]).optional(), fields: z.array(textual).optional() })

/** A message, as events, `conversations.history` and `reactions.get` show it. */
export const slackMessage = z.object({
  ts: z.string(),
  thread_ts: z.string().optional(),
  user: z.string().optional(),
  bot_id: z.string().optional(),
  username: z.string().optional(),
  bot_profile: z.object({ name: z.string().optional() }).optional(),
  subtype: z.string().optional(),
  text: z.string().nullish(),
  files: z.array(file.catch({ id: '' })).optional(),
  attachments: z.array(attachment).optional().catch(undefined),
  blocks: z.array(block).optional().catch(undefined),
  edited: z.object({ ts: z.string() }).optional(),
  metadata: z
    .object({ event_type: z.string().optional(), event_payload: z.record(z.string(), z.unknown()).optional() })
    .optional(),
})
export type SlackMessage = z.infer<typeof slackMessage>
