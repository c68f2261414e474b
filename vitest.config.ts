import { defineConfig } from 'vitest/config'
import { BaseSequencer, type Reporter, type TestSpecification } from 'vitest/node'

/** The whole run in one line, the last one, for scripts. A file that does not even load counts as one failed test. */
const tally: Reporter = {
  onTestRunEnd: (files, errors) => {
    const states = files.flatMap((file) => [...file.children.allTests()].map((test) => test.result().state))
    const broken = files.filter((file) => file.errors().length > 0).length + errors.length
    const count = (wanted: string): number => states.filter((state) => state === wanted).length
    console.log(`${count('passed')} passed, ${count('failed') + broken} failed, ${count('skipped')} skipped`)
  },
}

/** Files that take longest. Begun last, they would be all that runs at the end, on one core. */
const slow = [
  'browser/pages',
  'faults',
  'killed-at',
  'data-folder',
  'start',
  'database-embedded',
  'meeting',
  'killed-socket',
  'killed-http',
  'demo',
  'asking',
  'releasing',
]

const placeOf = ({ moduleId }: TestSpecification): number => {
  const place = slow.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`))
  return place === -1 ? slow.length : place
}

class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((a, b) => placeOf(a) - placeOf(b))
  }
}

/** Unit tests need nothing; the others share one PostgreSQL, started with the first project that needs it. Two files keep two cores busy. */
const withDatabase = { globalSetup: 'tests/support/global-setup.ts', maxWorkers: 2 }

/** Files share what they import, which would be most of the time otherwise; each has a stage and a database of its own. */
const shared = { isolate: false }

/** The quick ones first, and what has the same order side by side; times in milliseconds. */
const project = (name: string, groupOrder: number, longest: number) => ({
  name,
  include: [`tests/${name}/**/*.test.ts`],
  sequence: { groupOrder },
  expect: { poll: { interval: 10, timeout: longest / 2 } },
  testTimeout: longest,
  hookTimeout: longest,
})

export default defineConfig({
  test: {
    reporters: ['default', tally],
    sequence: { sequencer: SlowFirst },
    projects: [
      { test: { ...project('unit', 0, 10_000), ...shared } },
      { test: { ...project('integration', 1, 120_000), ...withDatabase, ...shared } },
      { test: { ...project('e2e', 1, 240_000), ...withDatabase, ...shared } },
      { test: { ...project('browser', 1, 120_000), ...withDatabase } },
    ],
  },
})
