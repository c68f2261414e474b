import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const folder = 'tests/integration'
const tests = readdirSync(folder)
  .filter((name) => name.endsWith('.test.ts'))
  .map((name) => readFileSync(`${folder}/${name}`, 'utf8'))
const rows = readFileSync('docs/timeline.md', 'utf8')
  .split('\n')
  .flatMap((line) => /^\|.*\| `(.+)` \|$/.exec(line)?.[1] ?? [])

it('the table of what a mark does has its rows', () => {
  expect(rows.length).toBeGreaterThanOrEqual(16)
})

it.each(rows)('in docs/timeline.md: there is a test “%s”', (name) => {
  expect(tests.filter((text) => text.includes(`'${name}'`))).toHaveLength(1)
})
