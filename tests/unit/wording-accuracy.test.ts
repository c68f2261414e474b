import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { checkWording } from '../../src/core/wording/wording.ts'
import { accuracyOf, isHeldOut, readLabelled, shareOf, shownShare } from '../support/accuracy.ts'

const folder = '../shared/data/language'

describe.skipIf(!existsSync(folder))('the wording check on labelled sentences from ../shared', () => {
  const rows = existsSync(folder) ? ['written', 'real'].flatMap((set) => readLabelled(`${folder}/${set}-sentences.jsonl`)) : []

  it.each([
    { part: 'that were looked at', isHeld: false, floor: { precision: 0.97, recall: 0.97, falseAlarms: 0.01 } },
    { part: 'that are only scored on', isHeld: true, floor: { precision: 0.92, recall: 0.75, falseAlarms: 0.02 } },
  ])('keeps what it reached on those $part', ({ part, isHeld, floor }) => {
    const { precision, recall, falseAlarms } = accuracyOf(
      rows.filter((row) => isHeldOut(row) === isHeld),
      checkWording,
    )
    console.info(
      `Sentences ${part}: precision ${shownShare(precision)}, recall ${shownShare(recall)}, false alarms ${shownShare(falseAlarms)}`,
    )
    expect(precision.share).toBeGreaterThanOrEqual(floor.precision)
    expect(recall.share).toBeGreaterThanOrEqual(floor.recall)
    expect(falseAlarms.share).toBeLessThanOrEqual(floor.falseAlarms)
  })
})

describe('a share', () => {
  it('has the interval of Wilson, which stays between 0 and 1', () => {
    expect(shownShare(shareOf(9, 10))).toBe('0.90 (9 of 10; 0.60 to 0.98)')
    expect(shownShare(shareOf(0, 20))).toBe('0.00 (0 of 20; 0.00 to 0.16)')
    expect(shareOf(20, 20).high).toBeLessThanOrEqual(1)
  })
})
