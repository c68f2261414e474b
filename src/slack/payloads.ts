import { z } from 'zod'

/*
 * What is read of what Slack sends. Slack's payloads have many more fields and grow: what is not named here is ignored,
 * and what is missing or odd is dealt with, never fatal.
 */

/** A Slack timestamp, as in `1700000000.000100`: the name of a message in its channel, or the time of an event. */
export const slackTs = z.string().regex(/^\d{1,12}\.\d{1,9}$/)

/** What Slack calls something: a person, a channel, a request, an emoji. Short, and nothing that PostgreSQL refuses in a key. */
export const slackId = z.string().regex(/^[^\p{Cc}\p{Cs}]{1,255}$/u)

/** People's words as PostgreSQL takes them: it refuses a NUL, and half of a surrogate pair inside JSON. */
const words = z.string().transform((text) => text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\ufffd'))
const word = words.nullish().catch(null)
const id = slackId.nullish().catch(null)

/** What somebody typed; nothing where Slack says nothing of it. */
export const text = words.catch('')

const file = z.object({ id: slackId, name: word, title: word, permalink: word, mode: word })

const field = z.object({ title: word, value: word }).catch({})

/** A list of things of which odd ones are told apart by `schema` itself; anything else counts as an empty list. */
const listOf = <Item extends z.ZodType>(schema: Item) => z.array(schema).nullish().catch(null)

const attachment = z
  .object({ pretext: word, title: word, text: word, fallback: word, fields: listOf(field), blocks: listOf(z.unknown()) })
  .catch({})

/** Who reacted with an emoji. Where many did, Slack lists only some of them, and counts all. */
const reaction = z.object({ name: z.string(), users: z.array(z.string()), count: z.number().optional() })

/** A message, as events, `conversations.history` and `reactions.get` show it. */
export const slackMessage = z.object({
  ts: slackTs,
  thread_ts: slackTs.nullish().catch(null),
  user: id,
  bot_id: id,
  username: word,
  bot_profile: z.object({ name: word }).nullish().catch(null),
  subtype: id,
  text: word,
  files: listOf(file.catch({ id: '' })),
  attachments: listOf(attachment),
  blocks: listOf(z.unknown()),
  edited: z.object({ ts: slackTs }).nullish().catch(null),
  reply_count: z.number().nullish().catch(null),
  latest_reply: slackTs.nullish().catch(null),
  reactions: listOf(reaction.catch({ name: '', users: [] })),
  metadata: z
    .object({ event_type: z.string().optional(), event_payload: z.record(z.string(), z.unknown()).optional() })
    .nullish()
    .catch(null),
})
export type SlackMessage = z.infer<typeof slackMessage>

/** What a text says as JSON; undefined where it is none. */
export function readJson(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
