import { defineConfig } from 'vitest/config'

/** Unit tests need nothing; the others share one PostgreSQL, started with the first project that needs it. */
const withDatabase = { globalSetup: 'tests/support/global-setup.ts', maxWorkers: 2 }

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
    projects: [
      { test: project('unit', 0, 10_000) },
      { test: { ...project('integration', 1, 60_000), ...withDatabase } },
      { test: { ...project('e2e', 2, 120_000), ...withDatabase } },
    ],
  },
})
