import { defineConfig } from 'vitest/config'
import type { Reporter } from 'vitest/node'

/** The whole run in one line, the last one, for scripts. A file that does not even load counts as one failed test. */
const tally: Reporter = {
  onTestRunEnd: (files, errors) => {
    const states = files.flatMap((file) => [...file.children.allTests()].map((test) => test.result().state))
    const broken = files.filter((file) => file.errors().length > 0).length + errors.length
    const count = (wanted: string): number => states.filter((state) => state === wanted).length
    console.log(`${count('passed')} passed, ${count('failed') + broken} failed, ${count('skipped')} skipped`)
  },
}

/** Unit tests need nothing; the others share one PostgreSQL, started with the first project that needs it. */
const withDatabase = { globalSetup: 'tests/support/global-setup.ts', maxWorkers: 2 }

/** Files share what they import, which would be most of the time otherwise; each has a stage and a database of its own. */
const shared = { isolate: false }

/** One kind of tests after another, the quick ones first; times in milliseconds. */
const project = (name: string, groupOrder: number, longest: number) => ({
  name,
  include: [`tests/${name}/**/*.test.ts`],
  sequence: { groupOrder },
  testTimeout: longest,
  hookTimeout: longest,
})

export default defineConfig({
  test: {
    reporters: ['default', tally],
    projects: [
      { test: { ...project('unit', 0, 10_000), ...shared } },
      { test: { ...project('integration', 1, 60_000), ...withDatabase, ...shared } },
      { test: { ...project('e2e', 2, 120_000), ...withDatabase } },
      { test: { ...project('browser', 3, 60_000), ...withDatabase } },
    ],
  },
})
