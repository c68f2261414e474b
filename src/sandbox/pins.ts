import { emit } from './events.ts'
import { shownMessage } from './messages.ts'
import { permalinkOf } from './shapes.ts'
import { type Conversation, nextEventTs, type Pin, secondsNow, type Team } from './state.ts'
import type { Fields, Message } from './types.ts'

export function addPin(team: Team, conversation: Conversation, message: Message, by: string): Promise<unknown> {
  const pin = { ts: message.ts, by, created: secondsNow(team.world) }
  conversation.pins.unshift(pin)
  return tell(team, conversation, message, pin, 'pin_added', by)
}

export function removePin(team: Team, conversation: Conversation, message: Message, pin: Pin, by: string): Promise<unknown> {
  conversation.pins = conversation.pins.filter((each) => each !== pin)
  return tell(team, conversation, message, pin, 'pin_removed', by)
}

/** A pinned message as `pins.list` and the events give it. */
export function pinnedItem(team: Team, conversation: Conversation, message: Message, pin: Pin): Fields {
  const permalink = permalinkOf(team, conversation.id, message.ts, message.thread_ts)
  const shown = { ...shownMessage(message, conversation), permalink }
  return { type: 'message', channel: conversation.id, created: pin.created, created_by: pin.by, message: shown }
}

function tell(team: Team, conversation: Conversation, message: Message, pin: Pin, type: string, user: string): Promise<unknown> {
  const item = pinnedItem(team, conversation, message, pin)
  const pin_count = conversation.pins.length
  const pinned_info = { channel: conversation.id, pinned_by: pin.by, pinned_ts: pin.created }
  const event = {
    type,
    user,
    channel_id: conversation.id,
    item,
    item_user: message.user,
    pin_count,
    pinned_info,
    event_ts: nextEventTs(team),
  }
  return emit(team, type === 'pin_removed' ? { ...event, has_pins: pin_count > 0 } : event, conversation)
}
