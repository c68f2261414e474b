import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { describe, expect, it, onTestFinished } from 'vitest'
import { download, isOfSlack, NoFile } from '../../src/slack/download.ts'

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

describe('a file', () => {
  const megabyte = Buffer.alloc(1_000_000)

  /** What comes of asking a Slack that answers like this for a PNG of at most a megabyte; and which requests reached it. */
  async function asked(
    listener: RequestListener,
    { mimetype = 'image/png', within = 60_000, path = '/files-pri/T1-F1/a.png' } = {},
  ) {
    const reached: { url: string | undefined; token: string | undefined }[] = []
    const server = createServer((request, response) => {
      reached.push({ url: request.url, token: request.headers.authorization })
      listener(request, response)
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    onTestFinished(() => {
      server.closeAllConnections()
      server.close()
    })
    const address = server.address()
    const base = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
    const had = await download(
      { url: base + path, mimetype, atMost: megabyte.length, within },
      { token: 'xoxb-1', apiUrl: `${base}/api/` },
    ).catch((error: unknown) => error)
    return { outcome: had instanceof NoFile ? had.why : had, reached }
  }

  it('is read with the bot’s own token', async () => {
    const { outcome, reached } = await asked((_request, response) =>
      response.writeHead(200, { 'content-type': 'image/png' }).end('png'),
    )
    expect(outcome).toEqual(Buffer.from('png'))
    expect(reached).toEqual([{ url: '/files-pri/T1-F1/a.png', token: 'Bearer xoxb-1' }])
  })

  it('may be as large as the limit', async () => {
    const { outcome } = await asked((_request, response) => response.end(megabyte))
    expect(outcome).toHaveLength(1_000_000)
  })

  it.each<[string, string, RequestListener]>([
    [
      'says beforehand that it is larger',
      'too large',
      (_, response) => response.writeHead(200, { 'content-length': 1_000_001 }).end(Buffer.alloc(1_000_001)),
    ],
    ['turns out to be larger, while it comes', 'too large', (_, response) => void endless(response)],
    [
      'is elsewhere: nobody follows',
      'a page',
      (_, response) => response.writeHead(302, { location: 'https://evil.test/' }).end(),
    ],
    [
      'is elsewhere in Slack, as the page for signing in is',
      'a page',
      (_, response) => response.writeHead(302, { location: '/signin' }).end(),
    ],
    [
      'is a page for signing in, with 200',
      'a page',
      (_, response) => response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<!DOCTYPE html>'),
    ],
    ['is forbidden', 'a page', (_, response) => response.writeHead(403).end()],
    ['is gone', 'not there', (_, response) => response.writeHead(404).end()],
    ['is not to be had while Slack is unwell', 'away', (_, response) => response.writeHead(503).end()],
    ['is not to be had so often', 'away', (_, response) => response.writeHead(429, { 'retry-after': '30' }).end()],
    [
      'breaks off',
      'away',
      (_, response) => void response.writeHead(200, { 'content-length': 10 }).write('half', () => response.destroy()),
    ],
  ])('that %s is none', async (_what, why, listener) => {
    const { outcome, reached } = await asked(listener)
    expect([outcome, reached.length]).toEqual([why, 1])
  })

  it('that is a page itself is one', async () => {
    const page: RequestListener = (_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>')
    expect((await asked(page, { mimetype: 'text/html' })).outcome).toEqual(Buffer.from('<p>'))
  })

  it('that never comes is waited for no longer than said', async () => {
    expect((await asked(() => undefined, { within: 1 })).outcome).toBe('away')
  })

  it('elsewhere is not asked for', async () => {
    const elsewhere = { url: 'https://evil.test/a', atMost: 1, within: 1 }
    await expect(download(elsewhere, { token: 'xoxb-1', apiUrl: 'https://slack.com/api/' })).rejects.toMatchObject({
      why: 'not in Slack',
    })
  })

  async function endless(response: Parameters<RequestListener>[1]): Promise<void> {
    response.writeHead(200, { 'content-type': 'image/png' })
    while (!response.destroyed)
      if (!response.write(Buffer.alloc(65_536))) await Promise.race([once(response, 'drain'), once(response, 'close')])
  }
})
