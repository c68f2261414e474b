// A Bolt app that checks signatures and does nothing, in a process of its own: what the bot's events are compared with.
// Argument: the signing secret. Says its port to the process that forked it.
import { App, HTTPReceiver } from '@slack/bolt'

const receiver = new HTTPReceiver({ signingSecret: process.argv[2] ?? '' })
const app = new App({ receiver, authorize: async () => ({ botToken: 'xoxb-bare', botId: 'B0', botUserId: 'U0' }) })
app.event('message', async () => undefined)
app.event('reaction_added', async () => undefined)
const server = await receiver.start(0)
process.send?.(server.address())
