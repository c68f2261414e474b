/** What Slack refuses in messages and views, told from Slack's own words and from nothing of the bot's. */
export { checkMessage, type Problem } from './message.ts'
export { checkView } from './view.ts'
