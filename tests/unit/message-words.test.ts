import { describe, expect, it } from 'vitest'
import { saidIn } from '../../src/slack/message-event.ts'
import { asPosted, saidOf, wordsOf } from '../../src/slack/message-words.ts'
import { slackMessage } from '../../src/slack/payloads.ts'

const ts = '1795357800.000100'
const read = (message: object) => slackMessage.parse({ ts, ...message })
const words = (message: object) => wordsOf(read(message))
const desk = { workspaceId: 'T1', botUserId: 'UBOT' }
const event = (fields: object) => saidIn(desk, { type: 'message', channel: 'C1', ts, event_ts: ts, ...fields })

describe('the words of a message', () => {
  it('are its text', () => {
    expect(words({ text: ' the table is empty ', attachments: [{ text: 'a link preview' }] })).toBe('the table is empty')
  })

  it('are those of the attachments where an alert has no text', () => {
    const alert = { title: 'users table', text: '0 rows', fields: [{ title: 'host', value: 'db-1' }], fallback: 'not this' }
    expect(words({ text: '', attachments: [{ pretext: 'FIRING', ...alert }, { fallback: 'second alert' }] })).toBe(
      'FIRING\nusers table\n0 rows\nhost: db-1\nsecond alert',
    )
  })

  it('are those of the blocks where Slack has only its placeholder for a text', () => {
    const blocks = [
      { type: 'header', text: { type: 'plain_text', text: 'Disk full' } },
      { type: 'section', text: { type: 'mrkdwn', text: '*db-1*' }, fields: [{ type: 'mrkdwn', text: 'since 14:20' }] },
      {
        type: 'context',
        elements: [
          { type: 'image', image_url: 'x' },
          { type: 'mrkdwn', text: 'from Prometheus' },
        ],
      },
      { type: 'actions', elements: [{ type: 'button', text: { type: 'plain_text', text: 'Silence' } }] },
      { type: 'something_new', what: 1 },
    ]
    expect(words({ text: "This content can't be displayed.", blocks })).toBe('Disk full\n*db-1*\nsince 14:20\nfrom Prometheus')
    expect(words({ attachments: [{ fallback: '[no preview available]', blocks }] })).toContain('Disk full')
  })

  it('are rich text as Slack would write it, with what people typed escaped', () => {
    const elements = [
      { type: 'text', text: 'a < b, ask ' },
      { type: 'user', user_id: 'U1' },
      { type: 'text', text: ' in ' },
      { type: 'channel', channel_id: 'C2' },
      { type: 'emoji', name: 'fire' },
      { type: 'link', url: 'https://x.example', text: 'graph' },
      { type: 'broadcast', range: 'here' },
    ]
    const list = { type: 'rich_text_list', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'one' }] }] }
    expect(words({ blocks: [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements }, list] }] })).toBe(
      'a &lt; b, ask <@U1> in <#C2>:fire:<https://x.example|graph><!here>\none',
    )
  })

  it('are there although parts of the message are odd', () => {
    const odd = { thread_ts: 7, user: null, files: 'none', attachments: [null, 3], edited: {}, bot_profile: [], metadata: 'x' }
    expect(words({ text: 'still readable', ...odd, blocks: [null, { type: 5 }] })).toBe('still readable')
    expect(words({ text: null, ...odd, blocks: [null, { type: 'section', text: { text: 'in a block' } }] })).toBe('in a block')
    expect(words({})).toBe('')
  })

  it('are such as a database takes', () => {
    expect(words({ text: 'a\0b\ud800c 🔥' })).toBe('ab\ufffdc 🔥')
  })
})

describe('what is read of a message', () => {
  it('names its files, without those that were deleted', () => {
    const files = [
      { id: 'F1', name: 'graph.png', permalink: 'https://x.example/F1' },
      { id: 'F2', title: 'log' },
      { id: 'F3', mode: 'tombstone' },
      { name: 'no id' },
    ]
    const said = saidOf('T1', 'C1', read({ files }), asPosted)
    expect(said.kind === 'said' && said.message.files).toEqual([
      { id: 'F1', name: 'graph.png', permalink: 'https://x.example/F1' },
      { id: 'F2', name: 'log', permalink: null },
    ])
  })

  it('takes a tombstone for a deletion', () => {
    const tombstone = { subtype: 'tombstone', user: 'USLACKBOT', text: 'This message was deleted.' }
    expect(saidOf('T1', 'C1', read(tombstone), asPosted).kind).toBe('deleted')
  })
})

describe('a message event', () => {
  it('tells of a message as it was posted, which any edit replaces', () => {
    const said = event({ user: 'U1', text: 'hello' })
    expect(said?.kind === 'said' && [said.message.text, said.message.versionTs]).toEqual(['hello', asPosted])
  })

  it('tells of an edit with the time of the event: two edits in one second differ', () => {
    const message = { ts, user: 'U1', text: 'hello there', edited: { user: 'U1', ts: '1795357800.000000' } }
    const said = event({ subtype: 'message_changed', hidden: true, event_ts: '1795357800.700000', message })
    expect(said?.kind === 'said' && said.message).toMatchObject({ ts, text: 'hello there', versionTs: '1795357800.700000' })
  })

  it('tells of a deletion', () => {
    expect(event({ subtype: 'message_deleted', hidden: true, deleted_ts: '1795357000.000100' })).toMatchObject({
      kind: 'deleted',
      message: { ts: '1795357000.000100' },
    })
  })

  it('tells nothing of the bot’s own messages, edits and deletions', () => {
    expect(event({ user: 'UBOT', text: 'headline' })).toBeNull()
    expect(event({ subtype: 'message_changed', message: { ts, user: 'UBOT', text: 'headline' } })).toBeNull()
    expect(event({ subtype: 'message_deleted', deleted_ts: ts, previous_message: { user: 'UBOT' } })).toBeNull()
  })

  it('makes no message of what tells of another one, or of rubbish', () => {
    expect(event({ hidden: true, message: { ts: '1795357000.000100', thread_ts: '1795357000.000100' } })).toBeNull()
    expect(event({ subtype: 'message_replied', message: { ts } })).toBeNull()
    expect(event({ subtype: 'message_changed', message: 'what' })).toBeNull()
    expect(event({ subtype: 'message_deleted' })).toBeNull()
    expect(event({ ts: 'yesterday', text: 'x' })).toBeNull()
    expect(event({ channel: { id: 'C1' } })).toBeNull()
    expect(saidIn(desk, null)).toBeNull()
  })
})
