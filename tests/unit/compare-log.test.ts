import { describe, expect, it } from 'vitest'
import { compareLog } from '../../src/core/compare-log.ts'
import { addMended, mendedText, nothingMended } from '../../src/core/mended.ts'
import type { KnownMark, Logged, Seen, Stretch, Wording } from '../../src/core/stretch.ts'

/** Seconds after the incident was declared, as a Slack timestamp. */
const ts = (seconds: number, rest = '000000'): string => `${1_795_000_000 + seconds}.${rest}`
const never = '0'

const said = (at: number, changes: Partial<Wording> = {}): Wording => ({
  ts: ts(at),
  threadTs: null,
  text: `said at ${at}`,
  files: [],
  versionTs: never,
  ...changes,
})
const seen = (message: Wording, changes: Partial<Seen<Wording>> = {}): Seen<Wording> => ({
  ts: message.ts,
  message,
  isEdited: message.versionTs !== never,
  isOwn: false,
  replies: { count: 0, latestTs: null },
  reactions: [],
  ...changes,
})
const logged = (message: Wording, changes: Partial<Logged> = {}): Logged => ({ ...message, isDeleted: false, ...changes })
const mark = (changes: Partial<KnownMark> = {}): KnownMark => ({
  messageTs: ts(10),
  userId: 'U1',
  emoji: 'pushpin',
  kind: 'note',
  isPresent: true,
  eventTs: ts(20),
  ...changes,
})

const page: Stretch = {
  threadTs: null,
  afterTs: ts(5),
  beforeTs: ts(500),
  asOf: ts(1000),
  newestTs: ts(900),
  sinceTs: ts(0),
  isAfterAbsence: false,
}
const kindOf = (emoji: string) => (emoji === 'pushpin' ? ('note' as const) : undefined)
const compare = (all: Seen<Wording>[], log: Logged[] = [], marks: KnownMark[] = [], stretch: Partial<Stretch> = {}) =>
  compareLog(all, { log, marks }, { ...page, ...stretch }, kindOf)

const nothing = { missed: [], edited: [], deleted: [], marks: [], threads: [] }

describe('what Slack shows and the log does not', () => {
  it('finds nothing where both say the same', () => {
    const message = said(10)
    const reactions = [{ emoji: 'pushpin', userIds: ['U1'], isComplete: true }]
    expect(compare([seen(message, { reactions })], [logged(message)], [mark()])).toEqual(nothing)
  })

  it('finds a message that was missed, but none of the bot and none from before the incident', () => {
    const all = [seen(said(10)), seen(said(11), { isOwn: true }), seen(said(9))]
    expect(compare(all, [], [], { sinceTs: ts(10) }).missed).toEqual([said(10)])
  })

  it('takes a reaction on a message from before for the incident only where the message is known', () => {
    const reactions = [{ emoji: 'pushpin', userIds: ['U1'], isComplete: true }]
    const before = [seen(said(9), { reactions })]
    expect(compare(before, [], [], { sinceTs: ts(10) })).toEqual(nothing)
    expect(compare(before, [logged(said(9))], [], { sinceTs: ts(10) }).marks).toHaveLength(1)
  })

  it('reads a thread from before only for replies of its own time, and once', () => {
    const thread = (latestTs: string) => [seen(said(9), { replies: { count: 5, latestTs } })]
    const changes = { sinceTs: ts(10) }
    expect(compare(thread(ts(9, '500000')), [], [], changes).threads).toEqual([])
    expect(compare(thread(ts(9, '500000')), [], [], { ...changes, isAfterAbsence: true }).threads).toEqual([])
    expect(compare(thread(ts(20)), [], [], changes).threads).toEqual([ts(9)])
    const reply = logged(said(20, { threadTs: ts(9) }))
    expect(compare(thread(ts(20)), [reply], [], { ...changes, beforeTs: ts(15) }).threads).toEqual([])
  })

  it('leaves a message deleted that the log knows to be gone', () => {
    expect(compare([seen(said(10))], [logged(said(10, { text: '' }), { isDeleted: true })])).toEqual(nothing)
  })

  it('takes an edit for newer than all events of the second in which it was made', () => {
    const now = said(10, { text: 'second thought', versionTs: ts(100) })
    const [edited] = compare([seen(now)], [logged(said(10), { versionTs: ts(100, '200000') })]).edited
    expect(edited).toEqual({ ...now, versionTs: ts(100, '999999') })
  })

  it('keeps the second open while an edit may still come in it', () => {
    const now = said(10, { text: 'second thought', versionTs: ts(1000) })
    expect(compare([seen(now)], [logged(said(10))]).edited).toEqual([now])
  })

  it('writes other words as of the moment when Slack was asked, where Slack names no newer edit', () => {
    const now = said(10, { files: [{ id: 'F2' }] })
    const before = logged(said(10, { files: [{ id: 'F1' }] }), { versionTs: ts(300) })
    expect(compare([seen(now)], [before]).edited).toEqual([{ ...now, versionTs: ts(1000) }])
  })

  it('leaves words alone of which a newer event has told', () => {
    const newer = logged(said(10, { text: 'newest' }), { versionTs: ts(1001) })
    expect(compare([seen(said(10))], [newer])).toEqual(nothing)
  })
})

describe('what the log has and Slack does not', () => {
  it('is deleted, between the edges of what was read', () => {
    const log = [4, 5, 6, 499, 500].map((at) => logged(said(at)))
    expect(compare([seen(said(5))], log).deleted.map((each) => each.ts)).toEqual([ts(6), ts(499)])
  })

  it('is not deleted where it came after Slack was asked, or just before', () => {
    const log = [logged(said(901)), logged(said(1000))]
    expect(compare([seen(said(5))], log, [], { beforeTs: null }).deleted).toEqual([])
    expect(compare([seen(said(5))], log, [], { beforeTs: null, newestTs: ts(2000) }).deleted.map((each) => each.ts)).toEqual([
      ts(901),
    ])
    expect(compare([seen(said(5))], [logged(said(6))], [], { newestTs: null }).deleted).toEqual([])
  })

  it('is deleted once, and its marks are left to the timeline', () => {
    const tombstone = { ...seen(said(10)), message: null }
    expect(compare([tombstone], [logged(said(10))], [mark()])).toEqual({ ...nothing, deleted: [{ ts: ts(10), isKnown: true }] })
    expect(compare([tombstone], [logged(said(10), { isDeleted: true })])).toEqual(nothing)
    expect(compare([tombstone]).deleted).toEqual([{ ts: ts(10), isKnown: false }])
  })

  it('counts replies as gone only where their thread is gone or empty', () => {
    const reply = logged(said(50, { threadTs: ts(10) }))
    const withThread = seen(said(10), { replies: { count: 1, latestTs: ts(50) } })
    const parent = logged(said(10))
    expect(compare([withThread], [parent, reply])).toEqual(nothing)
    expect(compare([seen(said(10))], [parent, reply]).deleted).toEqual([{ ts: ts(50), isKnown: true }])
    expect(compare([seen(said(5))], [reply]).deleted).toEqual([{ ts: ts(50), isKnown: true }])
    expect(compare([seen(said(20))], [reply], [], { afterTs: ts(20) }).deleted).toEqual([])
  })

  it('is found in a thread too, and nothing beside the thread', () => {
    const log = [said(10), said(30), said(20, { threadTs: ts(10) }), said(40, { threadTs: ts(10) })].map((each) => logged(each))
    const thread = { threadTs: ts(10), afterTs: ts(10), beforeTs: null }
    expect(compare([seen(said(40, { threadTs: ts(10) }))], log, [], thread).deleted).toEqual([{ ts: ts(20), isKnown: true }])
  })
})

describe('words of others', () => {
  const kept = said(10, { text: 'somebody knows, ask somebody (soon)' })
  it('in which somebody was mentioned who has been forgotten are not edited back', () => {
    for (const text of ['<@U123> knows, ask U123 (soon)', '<@U123|sam> knows, ask somebody (soon)', kept.text])
      expect(compare([seen(said(10, { text }))], [logged(kept)]).edited).toEqual([])
  })

  it('that were edited are taken, whoever they mention', () => {
    for (const text of ['<@U123> knows, ask nobody (soon)', '<@U123> knows, ask U123 (soon) or later'])
      expect(compare([seen(said(10, { text }))], [logged(kept)]).edited).toHaveLength(1)
  })
})

describe('marks', () => {
  const on = (userIds: string[], isComplete = true) => seen(said(10), { reactions: [{ emoji: 'pushpin', userIds, isComplete }] })
  const marksOf = (shown: Seen<Wording>, marks: KnownMark[]) => compare([shown], [logged(said(10))], marks).marks

  it('that were put are written as of the moment when Slack was asked, in the order in which Slack names people', () => {
    expect(marksOf(on(['U2', 'U1']), [])).toEqual([
      mark({ userId: 'U2', eventTs: ts(1000) }),
      mark({ userId: 'U1', eventTs: ts(1000, '000001') }),
    ])
  })

  it('that were taken off beat an older event and lose to a newer one', () => {
    expect(marksOf(seen(said(10)), [mark()])).toEqual([mark({ isPresent: false, eventTs: ts(1000) })])
    expect(marksOf(seen(said(10)), [mark({ eventTs: ts(1000, '000001') })])).toEqual([])
  })

  it('that were put again after they were taken off count, unless a newer event took them off', () => {
    expect(marksOf(on(['U1']), [mark({ isPresent: false })])).toEqual([mark({ eventTs: ts(1000) })])
    expect(marksOf(on(['U1']), [mark({ isPresent: false, eventTs: ts(1001) })])).toEqual([])
  })

  it('stay where Slack does not name everybody who reacted', () => {
    expect(marksOf(on(['U2'], false), [mark(), mark({ userId: 'U2' })])).toEqual([])
  })

  it('of somebody who has been forgotten stay theirs, whoever Slack says that it was, until one fewer is there', () => {
    const forgotten = mark({ userId: 'gone-1' })
    const known = mark({ userId: 'U2' })
    expect(marksOf(on(['U1', 'U2']), [forgotten, known])).toEqual([])
    expect(marksOf(on(['U1', 'U2', 'U3']), [forgotten, known])).toEqual([mark({ userId: 'U3', eventTs: ts(1000) })])
    expect(marksOf(on(['U2']), [forgotten, known])).toEqual([{ ...forgotten, isPresent: false, eventTs: ts(1000) }])
    expect(marksOf(on([]), [forgotten])).toEqual([{ ...forgotten, isPresent: false, eventTs: ts(1000) }])
  })

  it('are not made of emoji without a meaning; known ones are taken off even if their emoji has lost it', () => {
    const eyes = { emoji: 'eyes', userIds: ['U1'], isComplete: true }
    const shown = seen(said(10), { reactions: [eyes] })
    expect(marksOf(shown, [mark({ emoji: 'eyes' })])).toEqual([])
    expect(marksOf(shown, [])).toEqual([])
    expect(marksOf(seen(said(10)), [mark({ emoji: 'eyes' })])).toHaveLength(1)
  })
})

describe('threads', () => {
  const parent = seen(said(10), { replies: { count: 2, latestTs: ts(30) } })
  const log = [said(10), said(20, { threadTs: ts(10) }), said(30, { threadTs: ts(10) })].map((each) => logged(each))

  it('are read where their count or their latest reply says that something is missing', () => {
    expect(compare([parent], log).threads).toEqual([])
    expect(compare([parent], log.slice(0, 2)).threads).toEqual([ts(10)])
    expect(compare([parent], [...log.slice(0, 2), logged(said(25, { threadTs: ts(10) }))]).threads).toEqual([ts(10)])
    expect(
      compare([parent], [...log.slice(0, 2), ...log.slice(2).map((each) => ({ ...each, isDeleted: true }))]).threads,
    ).toEqual([ts(10)])
  })

  it('are all read after an absence, in which replies may have been edited or marked', () => {
    expect(compare([parent, seen(said(11))], log, [], { isAfterAbsence: true }).threads).toEqual([ts(10)])
  })
})

describe('what was mended', () => {
  it('is told in a few words, without what there was none of', () => {
    const mended = addMended({ ...nothingMended, messages: 1, marksPut: 2 }, { ...nothingMended, messages: 2, edits: 1 })
    expect(mendedText(mended)).toBe('3 messages, 1 edit and 2 marks')
    expect(mendedText({ ...nothingMended, marksTaken: 1 })).toBe('1 mark taken off')
    expect(mendedText(nothingMended)).toBe('')
  })
})
