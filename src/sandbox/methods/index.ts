import { aboutMethods } from './about.ts'
import { bookmarkMethods } from './bookmarks.ts'
import { chatMethods } from './chat.ts'
import { conversationReadMethods } from './conversations-read.ts'
import { conversationWriteMethods } from './conversations-write.ts'
import { fileMethods } from './files.ts'
import { historyMethods } from './history.ts'
import { inviteMethods } from './invite.ts'
import { markMethods } from './marks.ts'
import type { Methods } from './method.ts'
import { viewMethods } from './views.ts'

/** Every method of the Web API that the sandbox knows. */
export const methods: Methods = {
  ...aboutMethods,
  ...conversationReadMethods,
  ...conversationWriteMethods,
  ...inviteMethods,
  ...historyMethods,
  ...chatMethods,
  ...markMethods,
  ...bookmarkMethods,
  ...viewMethods,
  ...fileMethods,
}
