import { defineConfig } from 'vitest/config'

const POSTGRES = './main/testing/postgresGlobalSetup.ts'

/** Three kinds of tests, told apart by their names; `docs/style.md` says which goes where. */
export default defineConfig({
  test: {
    // Processes, and not threads: native modules and `process.chdir` stay with one file.
    pool: 'forks',
    // Most of the time is spent waiting for servers; vitest's own choice leaves a core idle.
    maxWorkers: 2,
    reporters: ['default', './scripts/closingLine.ts'],
    // One busy moment of a shared machine must not cost a whole run; what was tried twice is marked.
    retry: process.env.CI ? 1 : 0,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{contract,main,preload,renderer,scripts}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.integration.test.ts'],
          // The one style sheet that a test reads; others stay empty.
          css: { include: /tokens\.css/ },
          testTimeout: 30_000,
          expect: { poll: { timeout: 5_000 } },
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['main/**/*.integration.test.ts'],
          globalSetup: POSTGRES,
          testTimeout: 30_000,
          expect: { poll: { timeout: 10_000 } },
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['e2e/**/*.spec.ts'],
          setupFiles: ['./e2e/support/showOnFailure.ts'],
          globalSetup: POSTGRES,
          testTimeout: 150_000,
          expect: { poll: { timeout: 30_000 } },
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
