import { z } from 'zod'
import { slackId, text } from './payloads.ts'

/*
 * What must be true of something from Slack before Bolt and the listeners see it: what they take for granted, and no more. Bolt
 * itself falls over an event whose channel is null, or a press without a user; Slack would then deliver it again, or tell the
 * person of an error. Ids are what PostgreSQL and its indexes take.
 */

type Body = Record<string, unknown>

const object = z.looseObject({})
const named = z.looseObject({ id: slackId })

const event = z.looseObject({
  type: z.string(),
  channel: z.union([z.string(), named]).optional(),
  user: z.union([z.string(), object]).optional(),
  item: object.optional(),
  subteam: object.optional(),
})
const eventBody = z.looseObject({ event_id: slackId, authorizations: z.array(object).optional() })

const webAddress = z
  .url({ protocol: /^https?$/ })
  .optional()
  .catch(undefined)

const commandBody = z.looseObject({
  command: z.string(),
  text,
  user_id: slackId,
  channel_id: slackId,
  trigger_id: slackId,
  response_url: webAddress,
})

/** Every press and form says who; what else Bolt looks into has the right shape or is not there. */
const interaction = z.looseObject({
  user: named,
  team: named.optional(),
  enterprise: object.optional(),
  channel: named.optional(),
  actions: z
    .array(z.looseObject({ action_id: z.string().optional(), block_id: z.string().optional() }))
    .min(1)
    .optional(),
  view: z.looseObject({ callback_id: z.string().optional() }).optional(),
  callback_id: z.string().optional(),
  response_url: webAddress,
  response_urls: z.array(object).optional(),
})

const action = z.looseObject({
  action_id: z.string(),
  block_id: z.string(),
  value: z.string().optional(),
  selected_option: z.looseObject({ value: z.string() }).nullish(),
  selected_user: slackId.nullish(),
})
const view = z.looseObject({ id: slackId, callback_id: z.string(), private_metadata: z.string() })
const submitted = view.extend({
  hash: slackId,
  title: z.looseObject({ text: z.string() }),
  state: z.looseObject({ values: z.record(z.string(), z.record(z.string(), z.unknown())) }),
  blocks: z.array(z.looseObject({ type: z.string(), block_id: z.string() })),
})

const interactions: ReadonlyMap<unknown, z.ZodType<Body>> = new Map<unknown, z.ZodType<Body>>([
  ['block_actions', interaction.extend({ trigger_id: slackId, actions: z.array(action).min(1), view: view.optional() })],
  ['view_submission', interaction.extend({ view: submitted })],
  ['view_closed', interaction.extend({ view })],
  ['shortcut', interaction.extend({ trigger_id: slackId, callback_id: z.string() })],
  ['message_action', interaction.extend({ trigger_id: slackId, callback_id: z.string(), channel: named, message: object })],
])

/** What may be handed on of what Slack sent; null where it is of no shape that anybody here could listen to. */
export function readable(body: unknown): Body | null {
  const given = object.safeParse(body).data
  if (!given) return null
  if (given.type === 'event_callback') return readableEvent(given)
  const plain = withoutNulls(given)
  if ('event' in plain) return null
  const schema = 'command' in plain ? commandBody : (interactions.get(plain.type) ?? interaction)
  return schema.safeParse(plain).data ?? null
}

function readableEvent(given: Body): Body | null {
  const body = eventBody.safeParse(withoutNulls(given)).data
  const inside = object.safeParse(body?.event).data
  const said = inside && event.safeParse(withoutNulls(inside)).data
  return body && said ? { ...body, event: said } : null
}

/** A null says no more than a field that is missing, and Bolt looks into it all the same. */
const withoutNulls = (body: Body): Body => Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null))
