import { describe, expect, it } from 'vitest'
import { findSeverity, getSeverity, type Severity, severityLabel } from '../../src/core/severity.ts'

const severities: Severity[] = [
  { key: 'sev1', label: 'Critical', meaning: 'most cannot work', review: 'full' },
  { key: 'sev-1', label: 'One with a dash', meaning: 'odd, but somebody has it', review: 'none' },
  { key: 'sev2', label: 'Very slow', meaning: 'slow', review: 'full' },
]

describe('a severity', () => {
  it.each([
    ['sev1', 'sev1'],
    ['SEV1', 'sev1'],
    ['critical', 'sev1'],
    ['sev-1', 'sev-1'],
    ['sev 2', 'sev2'],
    ['SEV_2', 'sev2'],
    ['very slow', 'sev2'],
  ])('named "%s" is %s', (text, key) => {
    expect(findSeverity(severities, text)?.key).toBe(key)
  })

  it.each(['', ' ', '-', 'sev9', 'sev'])('is not named by "%s"', (text) => {
    expect(findSeverity(severities, text)).toBeNull()
  })

  it('that there is not is refused with those there are', () => {
    expect(() => getSeverity(severities, '<b>')).toThrow('"&lt;b&gt;" is no severity here. There are `sev1` (most cannot work)')
    expect(() => getSeverity(severities, '')).toThrow('Say which severity: `sev1`')
  })

  it('that the settings no longer have is shown by its key', () => {
    expect(severityLabel(severities, 'sev1')).toBe('Critical')
    expect(severityLabel(severities, 'p0')).toBe('p0')
  })
})
