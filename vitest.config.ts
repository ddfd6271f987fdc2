import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // The database of the tests shares the machine with them.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'server',
          environment: 'node',
          include: ['**/*.test.ts'],
          exclude: ['node_modules/**', 'dist/**', 'data/**', 'e2e/**', 'ui/**', '**/web/**'],
          globalSetup: ['platform/database/testing-setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          // What is waited for comes at once, but on a machine that has other things to do.
          expect: { poll: { timeout: 25_000 } },
        },
      },
      {
        test: {
          name: 'screens',
          environment: 'node',
          include: ['ui/**/*.test.ts', 'modules/*/web/**/*.test.ts'],
        },
      },
    ],
  },
})
