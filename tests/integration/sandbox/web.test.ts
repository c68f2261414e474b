import { WebClient } from '@slack/web-api'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Town, town } from './world.ts'

let here: Town
let client: WebClient
let now = new Date('2026-11-22T14:30:00.000Z')

beforeEach(async () => {
  here = await town({ now: () => now })
  client = new WebClient(here.ws.botToken, { slackApiUrl: here.slack.apiUrl, retryConfig: { retries: 0 } })
})
afterEach(() => here.slack.stop())

const textsIn = (messages: { text?: string }[] | undefined) => messages?.map(({ text }) => text)

describe('Slack’s own client', () => {
  it('learns who it is, and which scopes it has', async () => {
    here.ws.scopes.splice(0, 99, 'chat:write', 'commands')
    const answer = await client.auth.test()
    expect(answer).toMatchObject({ team_id: here.ws.teamId, user_id: here.ws.botUserId, bot_id: here.ws.botId, url: here.ws.url })
    expect(answer.response_metadata?.scopes).toEqual(['chat:write', 'commands'])
  })

  it('pages through people', async () => {
    const names: (string | undefined)[] = []
    let cursor = ''
    do {
      const page = await client.users.list({ limit: 2, cursor })
      names.push(...(page.members ?? []).map(({ name }) => name))
      cursor = page.response_metadata?.next_cursor ?? ''
    } while (cursor !== '')
    expect(names).toEqual(['second-story', 'maya', 'tom'])
    expect(await client.users.info({ user: here.maya.id })).toMatchObject({
      user: { real_name: 'Maya Lind', tz: 'Europe/Vienna', tz_offset: 3600, profile: { email: 'maya@acme.example' } },
    })
  })

  it('uploads a file into a channel, and reads it back', async () => {
    await client.filesUploadV2({
      channel_id: here.open.id,
      filename: 'review.md',
      file: Buffer.from('# INC-1'),
      initial_comment: 'The review',
    })
    const [message] = here.ws.messages(here.open).slice(-1)
    expect(message).toMatchObject({ subtype: 'file_share', text: 'The review', files: [{ name: 'review.md', size: 7 }] })
    const file = message?.files?.[0]
    expect(await client.files.info({ file: file?.id ?? '' })).toMatchObject({
      file: { shares: { public: { [here.open.id]: [{ ts: message?.ts }] } } },
    })
    const link = file?.url_private ?? ''
    expect(await (await fetch(link, { headers: { authorization: `Bearer ${here.ws.botToken}` } })).text()).toBe('# INC-1')
    expect((await fetch(link)).status).toBe(403)
    await expect(client.filesUploadV2({ channel_id: here.outside.id, filename: 'a.md', file: Buffer.from('x') })).rejects.toThrow(
      'not_in_channel',
    )
  })
})

describe('channels', () => {
  it('are made, described, renamed, archived and left', async () => {
    const { channel } = await client.conversations.create({ name: 'inc-1', is_private: true })
    const id = channel?.id ?? ''
    await client.conversations.invite({ channel: id, users: `${here.maya.id},${here.tom.id}` })
    await client.conversations.setTopic({ channel: id, topic: 'x'.repeat(250) })
    await client.conversations.setPurpose({ channel: id, purpose: 'why' })
    await client.conversations.rename({ channel: id, name: 'inc-1-users' })
    expect((await client.conversations.info({ channel: id, include_num_members: true })).channel).toMatchObject({
      name: 'inc-1-users',
      is_private: true,
      is_member: true,
      creator: here.ws.botUserId,
      topic: { value: 'x'.repeat(250) },
      previous_names: ['inc-1'],
      num_members: 3,
    })
    expect((await client.conversations.members({ channel: id })).members).toEqual([here.ws.botUserId, here.maya.id, here.tom.id])
    expect(here.tom.sees(id).map(({ subtype }) => subtype)).toEqual([
      'group_join',
      'group_join',
      'group_join',
      'group_topic',
      'group_purpose',
      'group_name',
    ])
    await client.conversations.archive({ channel: id })
    await client.conversations.unarchive({ channel: id })
    await client.conversations.leave({ channel: id })
    await expect(client.conversations.info({ channel: id })).rejects.toThrow('channel_not_found')
  })

  it('are listed by type, private ones only where the bot is', async () => {
    const names = async (types?: string) =>
      (await client.conversations.list({ ...(types ? { types } : {}), exclude_archived: true })).channels?.map(({ name }) => name)
    expect(await names()).toEqual(['general', 'open', 'outside'])
    expect(await names('private_channel')).toEqual(['secret'])
    const mine = await client.users.conversations({ types: 'public_channel,private_channel', exclude_archived: true })
    expect(mine.channels?.map(({ name }) => name)).toEqual(['open', 'secret'])
    expect((await client.conversations.list({ types: 'im' })).channels).toHaveLength(2)
    const first = await client.conversations.list({ limit: 2 })
    expect(first.response_metadata?.next_cursor).not.toBe('')
    const rest = await client.conversations.list({ limit: 2, cursor: first.response_metadata?.next_cursor ?? '' })
    expect(rest.channels?.[0]?.name).toBe('outside')
  })

  it('get another name where Slack changes names', async () => {
    here.ws.settings.modifiesNames = true
    expect((await client.conversations.create({ name: 'INC 2: Users!' })).channel?.name).toBe('inc-2-users-')
  })

  it('let in who can come, with force', async () => {
    const users = `${here.tom.id},U00000000,${here.maya.id}`
    await expect(client.conversations.invite({ channel: here.open.id, users })).rejects.toThrow('user_not_found')
    expect(here.open.members).not.toContain(here.tom.id)
    const answer = await client.conversations.invite({ channel: here.open.id, users, force: true })
    expect(answer).toMatchObject({
      ok: true,
      errors: [{ user: 'U00000000', error: 'user_not_found' }, { error: 'already_in_channel' }],
    })
    expect(here.open.members).toContain(here.tom.id)
  })

  it('are joined, and say so to who is in already', async () => {
    expect(await client.conversations.join({ channel: here.outside.id })).toMatchObject({ channel: { is_member: true } })
    expect(await client.conversations.join({ channel: here.outside.id })).toMatchObject({ warning: 'already_in_channel' })
  })

  it('of two people open once', async () => {
    const first = await client.conversations.open({ users: here.maya.id })
    expect(first.channel?.id).toBe(here.maya.dm())
    const group = await client.conversations.open({ users: `${here.maya.id},${here.tom.id}` })
    expect(group).not.toHaveProperty('no_op')
    expect(await client.conversations.open({ users: `${here.maya.id},${here.tom.id}` })).toMatchObject({
      no_op: true,
      channel: { id: group.channel?.id },
    })
  })
})

describe('messages', () => {
  it('have times of their own, even if the clock stands still', async () => {
    const stamps: string[] = []
    for (const text of ['a', 'b', 'c']) stamps.push((await client.chat.postMessage({ channel: here.open.id, text })).ts ?? '')
    expect(new Set(stamps).size).toBe(3)
    expect(stamps).toEqual(stamps.toSorted())
    expect(Number(stamps[0])).toBeCloseTo(now.getTime() / 1000, 2)
    now = new Date(now.getTime() + 60_000)
    expect(Number((await client.chat.postMessage({ channel: here.open.id, text: 'd' })).ts)).toBeCloseTo(now.getTime() / 1000, 2)
  })

  it('are read newest first, between two times, without replies', async () => {
    const { ts } = await here.maya.posts(here.open, 'question')
    await here.maya.posts(here.open, 'answer', { threadTs: ts })
    await here.maya.posts(here.open, 'loud answer', { threadTs: ts, broadcast: true })
    const last = await here.maya.posts(here.open, 'next')
    const channel = here.open.id
    expect(textsIn((await client.conversations.history({ channel, limit: 3 })).messages)).toEqual([
      'next',
      'loud answer',
      'question',
    ])
    expect(textsIn((await client.conversations.history({ channel, latest: ts, inclusive: true, limit: 1 })).messages)).toEqual([
      'question',
    ])
    expect(textsIn((await client.conversations.history({ channel, oldest: ts, latest: last.ts })).messages)).toEqual([
      'loud answer',
    ])
    const { messages } = await client.conversations.replies({ channel, ts })
    expect(textsIn(messages)).toEqual(['question', 'answer', 'loud answer'])
    expect(messages?.[0]).toMatchObject({ reply_count: 2, reply_users: [here.maya.id], thread_ts: ts })
  })

  it('keep what a change leaves out, and lose what it empties', async () => {
    const channel = here.open.id
    const metadata = { event_type: 'headline', event_payload: { incident: 1 } }
    const { ts = '' } = await client.chat.postMessage({ channel, text: 'one', blocks: [{ type: 'divider' }], metadata })
    await client.chat.update({ channel, ts, text: 'two' })
    const [kept] = here.ws.messages(here.open).slice(-1)
    expect(kept).toMatchObject({ text: 'two', blocks: [{ type: 'divider' }], metadata })
    await client.chat.update({ channel, ts, text: 'three', blocks: [] })
    expect(here.ws.messages(here.open).at(-1)).not.toHaveProperty('blocks')
  })

  it('carry metadata to who asks for it', async () => {
    const channel = here.open.id
    const metadata = { event_type: 'headline', event_payload: { incident: 1 } }
    await client.chat.postMessage({ channel, text: 'INC-1', metadata })
    expect((await client.conversations.history({ channel, limit: 1 })).messages?.[0]).not.toHaveProperty('metadata')
    expect((await client.conversations.history({ channel, limit: 1, include_all_metadata: true })).messages?.[0]).toMatchObject({
      metadata,
    })
  })

  it('go to a person, a name, or a public channel without being in it', async () => {
    expect((await client.chat.postMessage({ channel: here.maya.id, text: 'hi' })).channel).toBe(here.maya.dm())
    expect(here.maya.directMessages().map(({ text }) => text)).toEqual(['hi'])
    expect(here.tom.directMessages()).toEqual([])
    expect((await client.chat.postMessage({ channel: '#outside', text: 'announce' })).channel).toBe(here.outside.id)
  })

  it('for one person are seen by nobody else, and are in no history', async () => {
    await client.chat.postEphemeral({ channel: here.secret.id, user: here.maya.id, text: 'psst' })
    expect(here.maya.sees(here.secret).map(({ text, isEphemeral }) => [text, isEphemeral])).toEqual([['psst', true]])
    expect((await client.conversations.history({ channel: here.secret.id })).messages).toEqual([])
    expect(here.tom.sees(here.secret)).toEqual([])
  })

  it('have links, reactions and pins', async () => {
    const channel = here.open.id
    const item = { channel, timestamp: here.mayas }
    await client.reactions.add({ ...item, name: 'pushpin' })
    await here.maya.reacts(here.open, here.mayas, 'pushpin')
    await client.pins.add(item)
    const permalink = `${here.ws.url}archives/${channel}/p${here.mayas.replace('.', '')}`
    expect((await client.reactions.get(item)).message).toMatchObject({
      permalink,
      pinned_to: [channel],
      reactions: [{ name: 'pushpin', count: 2, users: [here.ws.botUserId, here.maya.id] }],
    })
    expect((await client.pins.list({ channel })).items).toMatchObject([
      { created_by: here.ws.botUserId, message: { ts: here.mayas } },
    ])
    await client.pins.remove(item)
    await client.reactions.remove({ ...item, name: 'pushpin' })
    expect(here.ws.messages(here.open)[0]).toMatchObject({ reactions: [{ count: 1 }] })
    expect(here.open.pins).toEqual([])
    const reply = await here.maya.posts(here.open, 'reply', { threadTs: here.mayas })
    expect((await client.chat.getPermalink({ channel, message_ts: reply.ts })).permalink).toContain(
      `?thread_ts=${here.mayas}&cid=${channel}`,
    )
  })

  it('are deleted by who wrote them', async () => {
    await client.chat.delete({ channel: here.open.id, ts: here.bots })
    await here.maya.deletes(here.open, here.mayas)
    expect(here.ws.messages(here.open)).toEqual([])
  })

  it('of people are escaped, with mentions', async () => {
    const { text, blocks } = await here.maya.posts(here.open, 'a <b> & @tom, see #open')
    expect(text).toBe(`a &lt;b&gt; &amp; <@${here.tom.id}>, see <#${here.open.id}|open>`)
    expect(blocks).toMatchObject([
      {
        type: 'rich_text',
        elements: [{ elements: [{ type: 'text', text: 'a <b> & ' }, { type: 'user', user_id: here.tom.id }, {}, {}] }],
      },
    ])
  })
})

describe('bookmarks and user groups', () => {
  it('are kept, changed and removed', async () => {
    const channel_id = here.open.id
    const made = await client.bookmarks.add({
      channel_id,
      title: 'INC-1',
      type: 'link',
      link: 'https://example.org/1',
      emoji: ':fire:',
    })
    const bookmark_id = made.bookmark?.id ?? ''
    await client.bookmarks.edit({ channel_id, bookmark_id, link: 'https://example.org/2' })
    expect((await client.bookmarks.list({ channel_id })).bookmarks).toMatchObject([
      { id: bookmark_id, title: 'INC-1', link: 'https://example.org/2', emoji: ':fire:' },
    ])
    await client.bookmarks.remove({ channel_id, bookmark_id })
    expect(here.open.bookmarks).toEqual([])
  })

  it('hold people', async () => {
    const { id } = here.ws.addUserGroup({ handle: 'sre', users: [here.maya, '@tom'] })
    expect((await client.usergroups.list({ include_users: true })).usergroups).toMatchObject([
      { id, handle: 'sre', users: [here.maya.id, here.tom.id] },
    ])
    expect((await client.usergroups.users.list({ usergroup: id })).users).toEqual([here.maya.id, here.tom.id])
  })

  it('name the bot behind a message', async () => {
    const alert = await here.ws.botPosts(here.open, { name: 'monitor', text: 'disk full' })
    expect(await client.bots.info({ bot: alert.bot_id ?? '' })).toMatchObject({ bot: { name: 'monitor', user_id: alert.user } })
  })
})

describe('people', () => {
  it('cannot do what Slack’s client would not let them', async () => {
    const { maya, tom, open, closed, hidden, mayas, bots } = here
    await expect(tom.posts(open, 'x')).rejects.toThrow('tom is not in open')
    await expect(maya.posts(closed, 'x')).rejects.toThrow('archived')
    await expect(maya.edits(open, bots, 'x')).rejects.toThrow('not a message of maya')
    await maya.reacts(open, mayas, 'eyes')
    await expect(maya.reacts(open, mayas, 'eyes')).rejects.toThrow('already')
    await expect(tom.reacts(hidden, mayas, 'eyes')).rejects.toThrow('tom is not in hidden')
    await expect(tom.joins(hidden)).rejects.toThrow('private')
    await expect(maya.posts('nowhere', 'x')).rejects.toThrow('no channel nowhere')
    await expect(maya.submits()).rejects.toThrow('no form is open')
  })

  it('have only the commands of the app', async () => {
    const other = here.slack.addWorkspace({ name: 'Other', commands: ['/incident'] })
    const jo = other.addUser({ name: 'jo' })
    await expect(jo.runs('/incidnet')).rejects.toThrow('/incidnet is not a valid command')
    other.scopes.splice(other.scopes.indexOf('commands'), 1)
    await expect(jo.runs('/incident')).rejects.toThrow('not a valid command')
  })

  it('do not see private channels they are not in', async () => {
    await here.maya.posts(here.hidden, 'among us')
    expect(here.tom.sees(here.hidden)).toEqual([])
    expect(here.tom.sees(here.open)).not.toEqual([])
  })
})
