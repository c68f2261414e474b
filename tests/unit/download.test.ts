import { describe, expect, it } from 'vitest'
import { isOfSlack } from '../../src/slack/download.ts'

describe("the bot's token", () => {
  it.each([
    ['https://files.slack.com/files-pri/T1-F1/a.txt', 'https://slack.com/api/'],
    ['https://slack.com/files-pri/T1-F1/a.txt', 'https://slack.com/api/'],
    ['https://files.slack-gov.com/files-pri/T1-F1/a.txt', 'https://slack-gov.com/api/'],
    ['http://127.0.0.1:4000/files-pri/T1-F1/a.txt', 'http://127.0.0.1:4000/api/'],
  ])('goes to %s, with the Web API at %s', (url, apiUrl) => {
    expect(isOfSlack(url, apiUrl)).toBe(true)
  })

  it.each([
    ['https://files.slack.com.evil.test/a.txt', 'https://slack.com/api/'],
    ['https://evilslack.com/a.txt', 'https://slack.com/api/'],
    ['http://files.slack.com/a.txt', 'https://slack.com/api/'],
    ['https://files.slack.com:8443/a.txt', 'https://slack.com/api/'],
    ['https://docs.google.com/a.txt', 'https://slack.com/api/'],
    ['https://files.slack.com/a.txt', 'https://slack-gov.com/api/'],
    ['http://127.0.0.1:4001/a.txt', 'http://127.0.0.1:4000/api/'],
    ['file:///etc/passwd', 'https://slack.com/api/'],
    ['no address', 'https://slack.com/api/'],
  ])('does not go to %s, with the Web API at %s', (url, apiUrl) => {
    expect(isOfSlack(url, apiUrl)).toBe(false)
  })
})
