import type { Bookmark, Conversation } from './state.ts'

/** A channel, as it is now. */
export type Channel = {
  readonly id: string
  readonly name: string
  readonly isPrivate: boolean
  readonly isArchived: boolean
  readonly topic: string
  readonly purpose: string
  /** Ids of those in it. */
  readonly members: string[]
  /** `ts` of what is pinned, the latest first. */
  readonly pins: string[]
  readonly bookmarks: Bookmark[]
}

export const createChannel = (conversation: Conversation): Channel => ({
  id: conversation.id,
  get name() {
    return conversation.name
  },
  isPrivate: conversation.kind !== 'channel',
  get isArchived() {
    return conversation.isArchived
  },
  get topic() {
    return conversation.topic.value
  },
  get purpose() {
    return conversation.purpose.value
  },
  get members() {
    return [...conversation.members]
  },
  get pins() {
    return conversation.pins.map(({ ts }) => ts)
  },
  get bookmarks() {
    return structuredClone(conversation.bookmarks)
  },
})
