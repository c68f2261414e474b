import { noMaterial } from '../../src/core/known-material.ts'
import { partKeys, type ReviewFacts } from '../../src/core/review/review.ts'
import { aChange, aCondition, aLink, aSafeguard, aSurprise, usualWork, whatHelped } from './material.ts'
import { aHolding, anAnswer, anEntry, anIncident, aPart, at, theFacts } from './review-facts.ts'

/** A review in which people have put one and the same text wherever they can put any. Each place is there once. */
export const everythingSays = (text: string, ticketUrl = text): ReviewFacts =>
  theFacts({
    incident: anIncident({ title: text, description: text, channelName: 'inc-1' }),
    entries: [
      anEntry(1, { text, about: text, files: [{ id: 'F1', name: text, permalink: text }], permalink: text }),
      anEntry(2, { kind: 'hypothesis', text, authorId: null, authorName: text }),
      anEntry(3, { kind: 'action', text, source: 'import', authorId: null, authorName: text }),
      anEntry(4, {
        kind: 'severity',
        source: 'system',
        text: null,
        change: { field: 'title', from: text, to: text },
      }),
    ],
    named: new Set([1]),
    roles: [aHolding('U0MAYA001')],
    answers: [
      anAnswer(1, { text, questionText: text, entryId: 1 }),
      anAnswer(2, { text, questionText: text, entryId: 3, visibility: 'with_name', elicits: ['cue'] }),
    ],
    merged: [text],
    parts: partKeys.map((section, index) => aPart(1, { id: index + 1, section, text, at: at('2026-12-06T09:00:00') })),
    material: {
      ...noMaterial,
      condition: [
        aCondition(1, { text, since: { words: text }, until: { words: text } }),
        aCondition(2, { text, sureness: 'guess', since: { at: at('2026-09-22T00:00:00'), precision: 'day' } }),
        aCondition(3, { text, since: { at: at('2026-09-22T00:00:00'), precision: 'day' } }),
      ],
      safeguard: [aSafeguard(1, { text, since: { words: text }, visibleFrom: text, weighedAgainst: text, replacement: text })],
      usual: [usualWork(1, { text, written: text, usual: text, easier: text, thisTime: text, since: { words: text } })],
      surprise: [aSurprise(1, { text, expected: text, changedMyMind: text, isNamed: true, entryId: 1 })],
      helped: [whatHelped(1, { text, thankedId: 'U0MAYA001', mayName: true, agreedAt: at('2026-12-04T09:00:00') })],
      change: [
        aChange(1, { text, conditionId: 1, newTrouble: text, whoseWorkGrows: text, ticketUrl, outcome: text }),
        aChange(2, { text, state: 'declined', grounds: text }),
      ],
      links: [aLink(1, 3), aLink(2, 3)],
      together: [{ id: 1, conditionIds: [1, 3] }],
    },
    review: {
      state: 'published',
      opensAt: at('2026-12-03T10:00:00'),
      openedAt: at('2026-12-03T10:00:00'),
      publishedAt: at('2026-12-05T10:00:00'),
      publishedNote: text,
    },
    asked: { people: 3 },
    severityLabel: text,
  })
